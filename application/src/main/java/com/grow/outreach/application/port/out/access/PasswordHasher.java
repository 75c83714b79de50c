package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import org.jspecify.annotations.Nullable;

/**
 * The hashing of passwords, which takes much time and memory on purpose. Call it outside of transactions.
 *
 * <p>Every method but {@link #isOutdated} throws {@link PasswordHasherBusyException} if too many hashes are being computed.
 */
public interface PasswordHasher {

    /** Returns a new hash of a password. */
    PasswordHash hash(Password password);

    /**
     * Returns whether a hash belongs to a password.
     *
     * @param hash the hash, or null if there is none; the method then takes as long and returns false
     */
    boolean matches(Password password, @Nullable PasswordHash hash);

    /** Returns whether new hashes are computed with other parameters than this one. */
    boolean isOutdated(PasswordHash hash);
}

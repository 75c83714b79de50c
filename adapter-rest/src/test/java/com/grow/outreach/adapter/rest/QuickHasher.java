package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import java.nio.charset.StandardCharsets;
import org.apache.commons.codec.digest.DigestUtils;
import org.jspecify.annotations.Nullable;

/** Hashes that cost nothing, for tests of routes. */
record QuickHasher() implements PasswordHasher {

    @Override
    public PasswordHash hash(Password password) {
        return new PasswordHash(DigestUtils.sha256Hex(password.text().getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean matches(Password password, @Nullable PasswordHash hash) {
        return hash(password).equals(hash);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return false;
    }
}

package com.grow.outreach.application.port.in.access;

import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Use case: replace one's own password.
 *
 * <p>API documentation: {@code PATCH /api/account/password}.
 */
public interface ChangePassword {

    /**
     * Changes a password. Ends all other sessions of the user, and replaces a link to reset it.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     * @throws com.grow.outreach.application.port.out.access.PasswordHasherBusyException if too many passwords are being
     *     checked
     */
    Result change(Request request);

    /**
     * A change of a password.
     *
     * @param user the user
     * @param session the session that continues, or null if the user calls without one
     * @param current the current password
     * @param next the new password
     * @param device the client
     */
    record Request(UserId user, @Nullable SessionId session, Password current, Password next, Device device) {}

    /** The result. */
    sealed interface Result {

        /** The password is changed. */
        record Changed() implements Result {}

        /** The current password is wrong, or the user has none. */
        record WrongPassword() implements Result {}

        /** Too many attempts have failed. The password was not checked. */
        record TooSoon(Duration pause) implements Result {}

        /** The user may not choose this password. */
        record TooWeak(Weakness weakness) implements Result {}
    }
}

package com.grow.outreach.application.port.in.access;

import com.grow.outreach.domain.User;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordPolicy.Weakness;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import java.time.Duration;
import java.util.Optional;

/**
 * Use cases: sign in with an e-mail address and a password, and set a password with a one-time link.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be
 * reached. Those that check or set a password throw {@link
 * com.grow.outreach.application.port.out.access.PasswordHasherBusyException} if too many others do so.
 *
 * <p>API documentation: {@code POST /api/session} and {@code POST /api/session/accept}.
 */
public interface SignIn {

    /**
     * Signs a user in. An unknown address, a wrong password and a disabled account have the same result after the same time.
     *
     * @param email the e-mail address as the user typed it
     * @param password the password
     * @param device the client
     */
    Result signIn(String email, Password password, Device device);

    /** Returns the link with a secret and its user, or empty if there is none. The link may be used or expired. */
    Optional<Offer> offer(Secret link);

    /**
     * Sets the password of the user of a link, ends the user's sessions, and signs the user in.
     *
     * @param link the secret of the link
     * @param password the new password
     * @param device the client
     */
    Acceptance accept(Secret link, Password password, Device device);

    /**
     * A link and its user.
     *
     * @param link the link
     * @param user the user who can set a password with it
     * @param state whether the link can be used now
     */
    record Offer(SignInLink link, User user, SignInLink.State state) {}

    /** The result of {@link #signIn}. */
    sealed interface Result {

        /** The address or the password is wrong, or the user may not sign in. */
        record Refused() implements Result {}

        /** Too many sign-ins have failed. The password was not checked. */
        record TooSoon(Duration pause) implements Result {}
    }

    /** The result of {@link #accept}. */
    sealed interface Acceptance {

        /** No link has this secret. */
        record NoSuchLink() implements Acceptance {}

        /** The link can't be used. */
        record Unusable(SignInLink.State state) implements Acceptance {}

        /** The user may not choose this password. The link stays usable. */
        record TooWeak(Weakness weakness) implements Acceptance {}
    }

    /**
     * The user is signed in.
     *
     * @param session the new session
     * @param secret the secret that proves it, which is not stored
     */
    record SignedIn(Session session, Secret secret) implements Result, Acceptance {}
}

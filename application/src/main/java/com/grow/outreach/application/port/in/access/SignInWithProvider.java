package com.grow.outreach.application.port.in.access;

import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Device;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Use case: sign in at an identity provider.
 *
 * <p>Every method throws {@link com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be
 * reached. {@link #begin} and {@link #complete} throw {@link
 * com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException} if the provider can't be reached.
 *
 * <p>API documentation: {@code GET /api/session/oidc}.
 */
public interface SignInWithProvider {

    /** The time in which the user must sign in at the provider. */
    Duration TIME_LIMIT = Duration.ofMinutes(10);

    /** Returns the identifier of the provider, a URL. */
    String issuer();

    /**
     * Begins a sign-in.
     *
     * @param redirect the address to which the provider sends the browser afterwards
     * @param returnTo the path of the page to show after the sign-in
     */
    Begun begin(String redirect, String returnTo);

    /**
     * Completes a sign-in, whatever its result. A sign-in can be completed once.
     *
     * @param request the secrets that the browser kept
     * @param callback the address that the browser requested, with its query
     * @param redirect the address given to {@link #begin}
     * @param device the client
     */
    Result complete(AuthorizationRequest request, String callback, String redirect, Device device);

    /**
     * Returns the address at which the browser of a user signs out of the provider. Empty if the user doesn't sign in there,
     * or if the provider has no such address.
     *
     * @param idToken the ID token of the sign-in, or null if it is not known
     * @param returnTo the address to which the provider sends the browser afterwards
     */
    Optional<String> signOutAt(UserId user, @Nullable String idToken, String returnTo);

    /**
     * A sign-in that has begun.
     *
     * @param request the secrets that the browser keeps
     * @param signInAt the address at which the browser signs in
     */
    record Begun(AuthorizationRequest request, String signInAt) {}

    /** The result of {@link #complete}. */
    sealed interface Result {

        /**
         * The user is signed in.
         *
         * @param session the new session
         * @param returnTo the path of the page to show
         * @param idToken the ID token, which the browser keeps for the sign-out
         */
        record SignedIn(SignIn.SignedIn session, String returnTo, String idToken) implements Result {

            /** Hides the token from logs. */
            @Override
            public String toString() {
                return session + " " + returnTo;
            }
        }

        /** The sign-in is unknown, completed before, or expired. */
        record Expired() implements Result {}

        /** The user did not sign in at the provider, or its response is not valid. */
        record Refused() implements Result {}

        /** The user of the provider is no active member, or the provider has not verified the e-mail address. */
        record NoAccount() implements Result {}
    }
}

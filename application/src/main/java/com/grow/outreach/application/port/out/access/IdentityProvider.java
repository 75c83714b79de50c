package com.grow.outreach.application.port.out.access;

import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.IdentityClaims;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An identity provider, at which users sign in and which issues tokens about them.
 *
 * <p>Methods throw {@link IdentityProviderUnavailableException} if they need an answer of the provider and get none.
 */
public interface IdentityProvider {

    /** Returns the identifier of the provider, as in {@link com.grow.outreach.domain.access.Identity#issuer()}. */
    String issuer();

    /**
     * Returns the address at which a browser signs in.
     *
     * @param request the secrets of this sign-in
     * @param redirect the address to which the provider sends the browser afterwards
     */
    String signInAt(AuthorizationRequest request, String redirect);

    /**
     * Redeems the code with which the provider sent a browser back.
     *
     * @param callback the address that the browser requested, with its query
     * @param request the secrets of the sign-in that the browser began
     * @param redirect the address given to {@link #signInAt}
     * @return the user, or empty if the provider refused, or if the response does not belong to the request
     */
    Optional<Redeemed> redeem(String callback, AuthorizationRequest request, String redirect);

    /**
     * The result of a code.
     *
     * @param claims the claims of the user
     * @param idToken the ID token, which the provider wants to see when the user signs out
     */
    record Redeemed(IdentityClaims claims, String idToken) {

        /** Hides the token from logs. */
        @Override
        public String toString() {
            return claims.toString();
        }
    }

    /**
     * Verifies an access token that the provider issued for Grow.
     *
     * @param token any text
     * @return the claims of the user, or empty if the token is not valid
     */
    Optional<IdentityClaims> verify(String token);

    /**
     * Returns the address at which a browser signs out of the provider, or empty if the provider has none or can't be
     * reached.
     *
     * @param idToken the ID token of the sign-in, or null if it is not known; the provider may then ask the user to confirm
     * @param returnTo the address to which the provider sends the browser afterwards
     */
    Optional<String> signOutAt(@Nullable String idToken, String returnTo);
}

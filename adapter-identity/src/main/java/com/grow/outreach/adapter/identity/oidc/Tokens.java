package com.grow.outreach.adapter.identity.oidc;

import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.text.ParseException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The validation of ID tokens and access tokens. */
final class Tokens {

    private static final Logger LOG = System.getLogger(Tokens.class.getName());

    private static final String NONCE = "nonce";

    /** Checks the times, of which the validation of ID tokens leaves the earliest use out. */
    private static final DefaultJWTClaimsVerifier<SecurityContext> TIMES =
            new DefaultJWTClaimsVerifier<>(null, Set.of("exp"));

    private final String clientId;
    private final IDTokenValidator idTokens;
    private final DefaultJWTProcessor<SecurityContext> accessTokens = new DefaultJWTProcessor<>();

    Tokens(OidcSettings settings, ProviderKeys keys) {
        var issuer = new Issuer(settings.issuer());
        clientId = settings.clientId();
        idTokens = new IDTokenValidator(issuer, new ClientID(clientId), keys, null);
        accessTokens.setJWSTypeVerifier(
                new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt"), JOSEObjectType.JWT, null));
        accessTokens.setJWSKeySelector(keys);
        // Only ID tokens have a nonce. They are for Grow too, but they don't permit calls.
        accessTokens.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                Set.of(settings.audience()),
                new JWTClaimsSet.Builder().issuer(issuer.getValue()).build(),
                Set.of("sub", "exp"),
                Set.of(NONCE)));
    }

    /** Returns a token that claims to be of an issuer and has an acceptable algorithm. Nothing else is checked. */
    static Optional<SignedJWT> parse(String token, String issuer) {
        try {
            var parsed = SignedJWT.parse(token);
            return ProviderKeys.allows(parsed.getHeader())
                            && issuer.equals(parsed.getJWTClaimsSet().getIssuer())
                    ? Optional.of(parsed)
                    : Optional.empty();
        } catch (ParseException | IllegalArgumentException e) {
            LOG.log(Level.DEBUG, () -> "A bearer token is no signed JWT: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** Returns the claims of an access token, or empty if it is not valid. */
    Optional<Map<String, Object>> access(SignedJWT token) {
        return validated(
                "access token",
                Level.DEBUG,
                () -> accessTokens.process(token, null).getClaims());
    }

    /**
     * Returns the claims of an ID token, or empty if it is not valid.
     *
     * @param nonce the nonce of the sign-in
     */
    Optional<Map<String, Object>> id(JWT token, String nonce) {
        return validated("ID token", Level.INFO, () -> {
            idTokens.validate(token, new Nonce(nonce));
            var claims = token.getJWTClaimsSet();
            TIMES.verify(claims, null);
            var party = claims.getStringClaim("azp");
            if (party == null ? claims.getAudience().size() > 1 : !party.equals(clientId)) {
                throw new BadJOSEException("the authorized party is " + party);
            }
            return claims.getClaims();
        });
    }

    private static Optional<Map<String, Object>> validated(String kind, Level level, Validation validation) {
        try {
            return Optional.of(validation.claims());
        } catch (KeySourceException e) {
            throw new IdentityProviderUnavailableException("The keys of the identity provider can't be read", e);
        } catch (BadJOSEException | JOSEException | ParseException e) {
            LOG.log(level, () -> "Rejected an %s: %s".formatted(kind, e.getMessage()));
            return Optional.empty();
        }
    }

    @FunctionalInterface
    private interface Validation {

        Map<String, Object> claims() throws BadJOSEException, JOSEException, ParseException;
    }
}

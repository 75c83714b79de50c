package com.grow.outreach.adapter.identity.oidc;

import com.grow.outreach.application.port.out.access.IdentityProvider;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.IdentityClaims;
import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.LogoutRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID provider. Users sign in with the authorization code flow and PKCE (OpenID Connect Core 1.0, RFC 7636), and
 * programs with access tokens that are JWTs (RFC 9068).
 */
public final class OidcProvider implements IdentityProvider {

    private static final Logger LOG = System.getLogger(OidcProvider.class.getName());
    private static final Scope SCOPE = new Scope("openid", Claims.EMAIL, "profile");

    private final OidcSettings settings;
    private final ClientID client;
    private final Discovery discovery;
    private @Nullable Tokens tokens;

    /** Creates the provider. It reads the provider's configuration and keys when they are needed first. */
    public OidcProvider(OidcSettings settings) {
        this(settings, System::nanoTime);
    }

    /**
     * Creates the provider.
     *
     * @param nanos the time in nanoseconds, from any start
     */
    OidcProvider(OidcSettings settings, LongSupplier nanos) {
        this.settings = settings;
        this.client = new ClientID(settings.clientId());
        this.discovery = new Discovery(new Issuer(settings.issuer()), nanos);
    }

    @Override
    public String issuer() {
        return settings.issuer().toString();
    }

    @Override
    public String signInAt(AuthorizationRequest request, String redirect) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, SCOPE, client, URI.create(redirect))
                .endpointURI(discovery.metadata().getAuthorizationEndpointURI())
                .state(new State(request.state().value()))
                .nonce(new Nonce(request.nonce().value()))
                .codeChallenge(new CodeVerifier(request.verifier().value()), CodeChallengeMethod.S256)
                .build()
                .toURI()
                .toString();
    }

    @Override
    public Optional<Redeemed> redeem(String callback, AuthorizationRequest request, String redirect) {
        var metadata = discovery.metadata();
        return new CodeExchange(settings, metadata, tokens(metadata)).redeem(callback, request, redirect);
    }

    @Override
    public Optional<IdentityClaims> verify(String token) {
        // Most texts that are no token of the provider are recognized without a request to it.
        return Tokens.parse(token, issuer())
                .flatMap(parsed -> tokens(discovery.metadata())
                        .access(parsed)
                        .map(claims -> new Claims(settings.rolesClaim()).read(issuer(), claims)));
    }

    @Override
    public Optional<String> signOutAt(@Nullable String idToken, String returnTo) {
        try {
            return Optional.ofNullable(discovery.metadata().getEndSessionEndpointURI())
                    .map(end -> new LogoutRequest(end, hint(idToken), null, client, URI.create(returnTo), null, null)
                            .toURI()
                            .toString());
        } catch (IdentityProviderUnavailableException e) {
            LOG.log(Level.WARNING, e.getMessage());
            return Optional.empty();
        }
    }

    private static @Nullable JWT hint(@Nullable String idToken) {
        try {
            return idToken == null ? null : JWTParser.parse(idToken);
        } catch (ParseException e) {
            return null;
        }
    }

    private synchronized Tokens tokens(OIDCProviderMetadata metadata) {
        if (tokens == null) {
            try {
                tokens = new Tokens(
                        settings, new ProviderKeys(metadata.getJWKSetURI().toURL()));
            } catch (MalformedURLException | IllegalArgumentException e) {
                throw new IdentityProviderUnavailableException("The address of the provider's keys is not valid", e);
            }
        }
        return tokens;
    }
}

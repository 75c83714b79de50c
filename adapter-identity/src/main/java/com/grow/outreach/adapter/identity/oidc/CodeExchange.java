package com.grow.outreach.adapter.identity.oidc;

import com.grow.outreach.application.port.out.access.IdentityProvider.Redeemed;
import com.grow.outreach.application.port.out.access.IdentityProviderUnavailableException;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.AuthenticationSuccessResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The second half of the authorization code flow: from the browser's return to the claims of the user. */
record CodeExchange(OidcSettings settings, OIDCProviderMetadata metadata, Tokens tokens) {

    private static final Logger LOG = System.getLogger(CodeExchange.class.getName());

    /** The errors that are not the user's fault. */
    private static final List<ErrorObject> MISCONFIGURED =
            List.of(OAuth2Error.INVALID_CLIENT, OAuth2Error.UNAUTHORIZED_CLIENT, OAuth2Error.UNSUPPORTED_GRANT_TYPE);

    Optional<Redeemed> redeem(String callback, AuthorizationRequest request, String redirect) {
        var code = code(callback, request.state().value());
        if (code.isEmpty()) {
            return Optional.empty();
        }
        try {
            var issued = exchange(code.get(), request, redirect);
            if (issued.isEmpty()) {
                return Optional.empty();
            }
            var claims = tokens.id(issued.get().getIDToken(), request.nonce().value());
            if (claims.isEmpty()) {
                return Optional.empty();
            }
            var complete = withUserInfo(claims.get(), issued.get().getAccessToken());
            return Optional.of(new Redeemed(
                    new Claims(settings.rolesClaim()).read(settings.issuer().toString(), complete),
                    issued.get().getIDTokenString()));
        } catch (IOException | ParseException e) {
            throw new IdentityProviderUnavailableException(
                    "The identity provider %s gave no usable response: %s".formatted(settings.issuer(), e.getMessage()),
                    e);
        }
    }

    /** Returns the code of the response, or empty if it belongs to another request or provider, or is an error. */
    private Optional<AuthorizationCode> code(String callback, String state) {
        try {
            var response = AuthenticationResponseParser.parse(new URI(callback));
            if (!new State(state).equals(response.getState())) {
                return rejected("the state is not that of this browser");
            }
            var issuer = response.getIssuer();
            if (issuer == null
                    ? metadata.supportsAuthorizationResponseIssuerParam()
                    : !issuer.equals(metadata.getIssuer())) {
                return rejected("the issuer is " + issuer);
            }
            if (!(response instanceof AuthenticationSuccessResponse success)) {
                return rejected("it is the error "
                        + response.toErrorResponse().getErrorObject().getCode());
            }
            return success.getAuthorizationCode() == null
                    ? rejected("it has no code")
                    : Optional.of(success.getAuthorizationCode());
        } catch (ParseException | URISyntaxException e) {
            return rejected(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<AuthorizationCode> rejected(String reason) {
        LOG.log(Level.INFO, () -> "Rejected a response of the identity provider: " + reason);
        return Optional.empty();
    }

    private Optional<OIDCTokens> exchange(AuthorizationCode code, AuthorizationRequest request, String redirect)
            throws IOException, ParseException {
        var grant = new AuthorizationCodeGrant(
                code, URI.create(redirect), new CodeVerifier(request.verifier().value()));
        var response =
                OIDCTokenResponseParser.parse(Http.send(tokenRequest(grant).toHTTPRequest()));
        if (response.indicatesSuccess()) {
            var issued = response.toSuccessResponse().getTokens().toOIDCTokens();
            return issued.getIDToken() == null ? Optional.empty() : Optional.of(issued);
        }
        var error = response.toErrorResponse().getErrorObject();
        if (MISCONFIGURED.contains(error)) {
            throw new IOException(
                    "the provider rejects the client %s: %s".formatted(settings.clientId(), error.getCode()));
        }
        LOG.log(Level.INFO, () -> "The identity provider rejected a code: " + error.getCode());
        return Optional.empty();
    }

    private TokenRequest tokenRequest(AuthorizationCodeGrant grant) {
        var client = new ClientID(settings.clientId());
        var endpoint = metadata.getTokenEndpointURI();
        if (settings.clientSecret() == null) {
            return new TokenRequest.Builder(endpoint, client, grant).build();
        }
        var secret = new Secret(settings.clientSecret());
        var methods = metadata.getTokenEndpointAuthMethods();
        ClientAuthentication proof = methods == null
                        || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
                        || !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                ? new ClientSecretBasic(client, secret)
                : new ClientSecretPost(client, secret);
        return new TokenRequest.Builder(endpoint, proof, grant).build();
    }

    /** Adds the claims about the user that the provider does not put into ID tokens. */
    private Map<String, Object> withUserInfo(Map<String, Object> claims, AccessToken token)
            throws IOException, ParseException {
        var endpoint = metadata.getUserInfoEndpointURI();
        if (claims.containsKey(Claims.EMAIL) || endpoint == null) {
            return claims;
        }
        var response = UserInfoResponse.parse(Http.send(new UserInfoRequest(endpoint, token).toHTTPRequest()));
        if (!response.indicatesSuccess()) {
            return claims;
        }
        var info = response.toSuccessResponse().getUserInfo();
        if (info == null || !info.getSubject().getValue().equals(claims.get("sub"))) {
            return claims;
        }
        var all = new HashMap<String, Object>(info.toJSONObject());
        all.putAll(claims);
        return all;
    }
}

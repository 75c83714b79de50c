package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.identity.oidc.OidcSettings;
import com.grow.outreach.domain.access.Role;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of the identity provider. */
final class OidcOptions {

    private static final String SECRET = "GROW_OIDC_CLIENT_SECRET";
    private static final Pattern LOOPBACK = Pattern.compile("(.+\\.)?localhost|127(\\.[0-9]+){3}|\\[::1\\]");

    @Option(
            names = "--oidc-issuer",
            paramLabel = "URL",
            description = "The OpenID provider at which users can sign in, like https://accounts.google.com; requires"
                    + " --auth; or GROW_OIDC_ISSUER. Default: none.")
    @Nullable String issuer;

    @Option(
            names = "--oidc-client-id",
            paramLabel = "ID",
            description =
                    "The id under which Grow is registered at the provider; or GROW_OIDC_CLIENT_ID. The secret is read"
                            + " from GROW_OIDC_CLIENT_SECRET or from a file.")
    @Nullable String clientId;

    @Option(
            names = "--oidc-client-secret-file",
            paramLabel = "FILE",
            description = "A file with the client secret; or GROW_OIDC_CLIENT_SECRET_FILE. Default: none.")
    @Nullable Path clientSecretFile;

    @Option(
            names = "--oidc-provision",
            paramLabel = "ROLE",
            description =
                    "Creates users who sign in at the provider and are unknown, with this role unless the provider says"
                            + " another one: admin, manager, rep or reader; or GROW_OIDC_PROVISION. Default: only invited users can"
                            + " sign in.")
    @Nullable Role provision;

    @Option(
            names = "--oidc-roles-claim",
            paramLabel = "CLAIM",
            defaultValue = OidcSettings.DEFAULT_ROLES_CLAIM,
            description =
                    "The claim with the roles of a user, or a path like realm_access.roles; or GROW_OIDC_ROLES_CLAIM."
                            + " Default: roles.")
    String rolesClaim = OidcSettings.DEFAULT_ROLES_CLAIM;

    @Option(
            names = "--oidc-audience",
            paramLabel = "AUDIENCE",
            description =
                    "The audience of the provider's access tokens for the API; or GROW_OIDC_AUDIENCE. Default: the client"
                            + " id.")
    @Nullable String audience;

    /**
     * An identity provider.
     *
     * @param settings the registration of Grow
     * @param provision the role of unknown users who sign in, or null to refuse them
     */
    record Choice(OidcSettings settings, @Nullable Role provision) {}

    /**
     * Returns the identity provider, or empty if there is none.
     *
     * @param authentication whether callers must sign in
     * @param variables returns the value of an environment variable, null if it is not set
     * @throws StartException if an option is missing or invalid
     */
    Optional<Choice> choice(boolean authentication, UnaryOperator<@Nullable String> variables) throws StartException {
        if (issuer == null) {
            if (clientId != null || provision != null) {
                throw new StartException("the --oidc options need --oidc-issuer");
            }
            return Optional.empty();
        }
        if (!authentication) {
            throw new StartException("--oidc-issuer needs --auth; without it, the API asks nobody who they are");
        }
        if (clientId == null) {
            throw new StartException("--oidc-issuer needs --oidc-client-id, the id of Grow at the provider");
        }
        return Optional.of(new Choice(
                new OidcSettings(
                        issuer(issuer),
                        clientId,
                        secret(variables.apply(SECRET)),
                        Objects.requireNonNullElse(audience, clientId),
                        rolesClaim),
                provision));
    }

    private static URI issuer(String text) throws StartException {
        try {
            var url = new URI(text);
            var host = url.getHost();
            boolean safe = "https".equals(url.getScheme())
                    || "http".equals(url.getScheme())
                            && host != null
                            && LOOPBACK.matcher(host).matches();
            if (host != null && safe && url.getRawQuery() == null && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // The message below says what is wrong.
        }
        throw new StartException(
                "--oidc-issuer is %s; use the https URL that the provider calls its issuer".formatted(text));
    }

    private @Nullable String secret(@Nullable String variable) throws StartException {
        boolean isSet = variable != null && !variable.isBlank();
        if (clientSecretFile == null) {
            return isSet ? variable : null;
        }
        if (isSet) {
            throw new StartException(
                    "%s and --oidc-client-secret-file are both set; use one of them".formatted(SECRET));
        }
        try {
            return Files.readString(clientSecretFile).strip();
        } catch (IOException e) {
            throw new StartException("can't read --oidc-client-secret-file %s: %s".formatted(clientSecretFile, e), e);
        }
    }
}

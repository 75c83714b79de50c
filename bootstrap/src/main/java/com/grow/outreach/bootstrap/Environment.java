package com.grow.outreach.bootstrap;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Default values for options from environment variables; a blank variable counts as not set. */
final class Environment implements IDefaultValueProvider {

    private static final Map<String, String> VARIABLES = Map.ofEntries(
            Map.entry("--port", "PORT"),
            Map.entry("--host", "GROW_HOST"),
            Map.entry("--data-dir", "GROW_DATA_DIR"),
            Map.entry("--database-url", "DATABASE_URL"),
            Map.entry("--pool-size", "GROW_POOL_SIZE"),
            Map.entry("--empty", "GROW_EMPTY"),
            Map.entry("--demo", "GROW_DEMO"),
            Map.entry("--cors-origin", "GROW_CORS_ORIGINS"),
            Map.entry("--public-host", "GROW_PUBLIC_HOST"),
            Map.entry("--max-body-size", "GROW_MAX_BODY_SIZE"),
            Map.entry("--max-connections", "GROW_MAX_CONNECTIONS"),
            Map.entry("--max-connections-per-peer", "GROW_MAX_CONNECTIONS_PER_PEER"),
            Map.entry("--max-webhooks", "GROW_MAX_WEBHOOKS"),
            Map.entry("--max-import-size", "GROW_MAX_IMPORT_SIZE"),
            Map.entry("--max-rejects", "GROW_MAX_REJECTS"),
            Map.entry("--session-idle-hours", "GROW_SESSION_IDLE_HOURS"),
            Map.entry("--session-max-hours", "GROW_SESSION_MAX_HOURS"),
            Map.entry("--auth", "GROW_AUTH"),
            Map.entry("--allow-anonymous", "GROW_ALLOW_ANONYMOUS"),
            Map.entry("--unowned", "GROW_UNOWNED"),
            Map.entry("--tls-cert", "GROW_TLS_CERT"),
            Map.entry("--tls-key", "GROW_TLS_KEY"),
            Map.entry("--trusted-proxy", "GROW_TRUSTED_PROXIES"),
            Map.entry("--rate-reads", "GROW_RATE_READS"),
            Map.entry("--rate-writes", "GROW_RATE_WRITES"),
            Map.entry("--rate-bulk", "GROW_RATE_BULK"),
            Map.entry("--oidc-issuer", "GROW_OIDC_ISSUER"),
            Map.entry("--oidc-client-id", "GROW_OIDC_CLIENT_ID"),
            Map.entry("--oidc-client-secret-file", "GROW_OIDC_CLIENT_SECRET_FILE"),
            Map.entry("--oidc-provision", "GROW_OIDC_PROVISION"),
            Map.entry("--oidc-roles-claim", "GROW_OIDC_ROLES_CLAIM"),
            Map.entry("--oidc-audience", "GROW_OIDC_AUDIENCE"),
            Map.entry("--audit-days", "GROW_AUDIT_DAYS"),
            Map.entry("--region", "GROW_REGION"),
            Map.entry("--webhook-allow-private", "GROW_WEBHOOK_ALLOW_PRIVATE"),
            Map.entry("--enrichment-provider", "GROW_ENRICHMENT_PROVIDERS"),
            Map.entry("--enrichment-rate", "GROW_ENRICHMENT_RATE"),
            Map.entry("--enrichment-timeout", "GROW_ENRICHMENT_TIMEOUT"));

    private final UnaryOperator<@Nullable String> variables;

    /** Reads the environment of this process. */
    Environment() {
        this(System::getenv);
    }

    /**
     * Reads another environment.
     *
     * @param variables returns the value of a variable, null if it is not set
     */
    Environment(UnaryOperator<@Nullable String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) {
        if (!(argument instanceof OptionSpec option)) {
            return null;
        }
        var variable = VARIABLES.get(option.longestName());
        var value = variable == null ? null : variables.apply(variable);
        if (value == null || value.isBlank()) {
            return null;
        }
        return option.type() == boolean.class && value.equals("1") ? "true" : value;
    }
}

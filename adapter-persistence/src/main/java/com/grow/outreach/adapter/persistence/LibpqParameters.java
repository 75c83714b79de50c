package com.grow.outreach.adapter.persistence;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGProperty;

/** The parameters of libpq's URLs, {@code postgresql://host/database?name=value}, as the JDBC driver names them. */
public final class LibpqParameters {

    private static final Map<String, PGProperty> NAMES = Map.ofEntries(
            Map.entry("application_name", PGProperty.APPLICATION_NAME),
            Map.entry("fallback_application_name", PGProperty.APPLICATION_NAME),
            Map.entry("channel_binding", PGProperty.CHANNEL_BINDING),
            Map.entry("connect_timeout", PGProperty.CONNECT_TIMEOUT),
            Map.entry("gssencmode", PGProperty.GSS_ENC_MODE),
            Map.entry("krbsrvname", PGProperty.KERBEROS_SERVER_NAME),
            Map.entry("require_auth", PGProperty.REQUIRE_AUTH),
            Map.entry("sslnegotiation", PGProperty.SSL_NEGOTIATION));

    private static final Map<String, String> SERVER_TYPES = Map.of(
            "any", "any",
            "read-write", "primary",
            "primary", "primary",
            "read-only", "secondary",
            "standby", "secondary",
            "prefer-standby", "preferSecondary");

    private static final Set<String> UTF8 = Set.of("utf8", "utf-8", "unicode", "auto");

    private LibpqParameters() {}

    /**
     * A parameter of the JDBC driver.
     *
     * @param name its name
     * @param value its value
     */
    public record Parameter(String name, String value) {}

    /**
     * Translates a parameter. Returns empty if the driver always behaves that way.
     *
     * @throws IllegalArgumentException if the driver has no equivalent; the message has the name of the parameter but
     *     not its value
     */
    public static Optional<Parameter> translate(String name, String value) {
        return switch (name) {
            case "target_session_attrs" ->
                Optional.of(new Parameter(PGProperty.TARGET_SERVER_TYPE.getName(), oneOf(SERVER_TYPES, name, value)));
            case "load_balance_hosts" ->
                Optional.of(new Parameter(
                        PGProperty.LOAD_BALANCE_HOSTS.getName(),
                        oneOf(Map.of("disable", "false", "random", "true"), name, value)));
            case "keepalives" ->
                Optional.of(new Parameter(
                        PGProperty.TCP_KEEP_ALIVE.getName(), oneOf(Map.of("0", "false", "1", "true"), name, value)));
            case "connect_timeout" ->
                Optional.of(new Parameter(PGProperty.CONNECT_TIMEOUT.getName(), seconds(name, value)));
            case "client_encoding" -> {
                if (!UTF8.contains(value.toLowerCase(Locale.ROOT))) {
                    throw new IllegalArgumentException(
                            "the parameter client_encoding of the database URL can only be UTF8");
                }
                yield Optional.empty();
            }
            default -> Optional.of(new Parameter(known(name), value));
        };
    }

    /** Negative seconds mean no limit to libpq; the driver uses 0 for that. */
    private static String seconds(String name, String value) {
        try {
            return Integer.toString(Math.max(0, Integer.parseInt(value)));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "the parameter %s of the database URL is not a number of seconds".formatted(name), e);
        }
    }

    private static String known(String name) {
        if (NAMES.containsKey(name)) {
            return NAMES.get(name).getName();
        }
        if (PGProperty.forName(name) != null) {
            return name;
        }
        throw new IllegalArgumentException(
                "the database URL has the parameter '%s', which isn't supported".formatted(name));
    }

    private static String oneOf(Map<String, String> values, String name, String value) {
        var translated = values.get(value);
        if (translated == null) {
            throw new IllegalArgumentException("the parameter %s of the database URL is none of %s"
                    .formatted(
                            name,
                            String.join(", ", values.keySet().stream().sorted().toList())));
        }
        return translated;
    }

    /** Returns the JDBC driver's name of a libpq parameter, or empty if the names are equal or it has none. */
    public static Optional<String> jdbcName(String name) {
        if (PGProperty.forName(name) != null) {
            return Optional.empty();
        }
        return switch (name) {
            case "target_session_attrs" -> Optional.of(PGProperty.TARGET_SERVER_TYPE.getName());
            case "load_balance_hosts" -> Optional.of(PGProperty.LOAD_BALANCE_HOSTS.getName());
            case "keepalives" -> Optional.of(PGProperty.TCP_KEEP_ALIVE.getName());
            default -> Optional.ofNullable(NAMES.get(name)).map(PGProperty::getName);
        };
    }
}

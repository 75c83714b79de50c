package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.adapter.persistence.LibpqParameters;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A parser for database URLs in the form of libpq or JDBC. */
final class DatabaseUrl {

    private static final String JDBC = "jdbc:postgresql:";

    /** libpq's form: {@code postgresql://user:password@host:port/database?parameters}, all but the scheme optional. */
    private static final Pattern LIBPQ = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^/?@]*)(?:/(?<database>[^/?]*))?(?:\\?(?<parameters>.*))?");

    /** A host with an optional port. */
    private static final Pattern HOST = Pattern.compile("(?:\\[[^]]*]|[^:]*)(?::(?<port>.*))?");

    private static final int MAX_PORT = 65_535;

    private DatabaseUrl() {}

    /** Returns whether a host has no port or a valid one. */
    private static boolean hasNoWrongPort(String host) {
        var parts = HOST.matcher(host);
        var port = parts.matches() ? parts.group("port") : "none";
        return port == null
                || port.isEmpty()
                || (port.matches("\\d{1,5}") && Integer.parseInt(port) >= 1 && Integer.parseInt(port) <= MAX_PORT);
    }

    /**
     * Reads a URL.
     *
     * @throws StartException if the URL has neither form; the message omits the URL, which may contain a password
     */
    static DatabaseSettings parse(String url) throws StartException {
        if (url.startsWith(JDBC)) {
            requireJdbcNames(url);
            return settings(url, null, null);
        }
        var parts = LIBPQ.matcher(url);
        if (!parts.matches()) {
            throw new StartException("the database URL is invalid; use postgresql://user:password@host:5432/database"
                    + " or jdbc:postgresql://host:5432/database");
        }
        try {
            var host = parts.group("host").isEmpty() ? "localhost" : parts.group("host");
            if (host.toUpperCase(Locale.ROOT).contains("%2F")) {
                throw new StartException("the database URL names a Unix socket; name a host, for example localhost");
            }
            if (!Arrays.stream(host.split(",")).allMatch(DatabaseUrl::hasNoWrongPort)) {
                throw new StartException("the database URL has a port that is not a number from 1 to 65535");
            }
            var database = parts.group("database") == null ? "" : parts.group("database");
            return settings(
                    JDBC + "//" + host + "/" + database + parameters(parts.group("parameters"), host.contains(",")),
                    decoded(parts.group("user")),
                    decoded(parts.group("password")));
        } catch (MalformedEscapeException e) {
            throw new StartException(
                    "the database URL has a malformed escape; a '%' must be followed by two hexadecimal digits", e);
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Translates libpq parameters to JDBC parameters. With several hosts, the driver connects to the writable one. */
    private static String parameters(@Nullable String libpq, boolean severalHosts) {
        var jdbc = new LinkedHashMap<String, String>();
        if (severalHosts) {
            LibpqParameters.translate("target_session_attrs", "read-write")
                    .ifPresent(parameter -> jdbc.put(parameter.name(), parameter.value()));
        }
        for (var parameter : (libpq == null ? "" : libpq).split("&")) {
            if (!parameter.isEmpty()) {
                int end = parameter.indexOf('=');
                var name = end < 0 ? parameter : parameter.substring(0, end);
                var value = end < 0 ? null : decoded(parameter.substring(end + 1));
                LibpqParameters.translate(name, value == null ? "" : value)
                        .ifPresent(translated -> jdbc.put(translated.name(), translated.value()));
            }
        }
        return jdbc.isEmpty()
                ? ""
                : jdbc.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    /** Rejects libpq names, since the JDBC driver would silently ignore them. */
    private static void requireJdbcNames(String url) throws StartException {
        int begin = url.indexOf('?');
        for (var parameter :
                begin < 0 ? new String[0] : url.substring(begin + 1).split("&")) {
            var name = parameter.split("=", 2)[0];
            var jdbc = LibpqParameters.jdbcName(name);
            if (jdbc.isPresent()) {
                throw new StartException("the parameter %s belongs to postgresql:// URLs; in a jdbc: URL it is %s"
                        .formatted(name, jdbc.get()));
            }
        }
    }

    private static DatabaseSettings settings(String jdbcUrl, @Nullable String user, @Nullable String password) {
        return new DatabaseSettings(jdbcUrl, user, password, DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    private static @Nullable String decoded(@Nullable String part) {
        if (part == null || part.isEmpty()) {
            return null;
        }
        try {
            // URLDecoder reads a plus as a space, as in forms; in these URLs it is a plus.
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new MalformedEscapeException(e);
        }
    }

    /** A percent sign that isn't followed by two hexadecimal digits. */
    private static final class MalformedEscapeException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        MalformedEscapeException(IllegalArgumentException cause) {
            super(cause);
        }
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.DatabaseSettings;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the URL of a database in either of its two usual forms. */
final class DatabaseUrl {

    private static final String JDBC = "jdbc:postgresql:";

    /** libpq's form: {@code postgresql://user:password@host:port/database?parameters}, all but the scheme optional. */
    private static final Pattern LIBPQ = Pattern.compile(
            "postgres(?:ql)?://(?:(?<user>[^:@/]*)(?::(?<password>[^@/]*))?@)?(?<host>[^/?@]*)(?:/(?<database>[^/?]*))?(?:\\?(?<parameters>.*))?");

    private DatabaseUrl() {}

    /**
     * Reads a URL.
     *
     * @throws StartException if it is of neither form; the message has no part of the URL in it, since that may be a secret
     */
    static DatabaseSettings parse(String url) throws StartException {
        if (url.startsWith(JDBC)) {
            return settings(url, null, null);
        }
        var parts = LIBPQ.matcher(url);
        if (!parts.matches()) {
            throw new StartException("the database URL is neither like postgresql://user:password@host:5432/database"
                    + " nor like jdbc:postgresql://host:5432/database");
        }
        try {
            var host = parts.group("host").isEmpty() ? "localhost" : parts.group("host");
            var database = parts.group("database") == null ? "" : parts.group("database");
            var parameters = parts.group("parameters") == null ? "" : "?" + parts.group("parameters");
            return settings(
                    JDBC + "//" + host + "/" + database + parameters,
                    decoded(parts.group("user")),
                    decoded(parts.group("password")));
        } catch (IllegalArgumentException e) {
            throw new StartException(
                    "the database URL has a malformed escape; a '%' must be followed by two hexadecimal digits", e);
        }
    }

    private static DatabaseSettings settings(String jdbcUrl, @Nullable String user, @Nullable String password) {
        return new DatabaseSettings(jdbcUrl, user, password, DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    private static @Nullable String decoded(@Nullable String part) {
        // URLDecoder reads a plus as a space, as in forms; in a URL's login it is a plus.
        return part == null || part.isEmpty()
                ? null
                : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}

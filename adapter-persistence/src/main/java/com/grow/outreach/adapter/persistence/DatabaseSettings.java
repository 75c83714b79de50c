package com.grow.outreach.adapter.persistence;

import org.jspecify.annotations.Nullable;

/**
 * The settings of a database.
 *
 * @param jdbcUrl a PostgreSQL JDBC URL, for example {@code jdbc:postgresql://localhost:5432/grow}
 * @param user the user, or null to use the one of the URL or the server's default
 * @param password the password, or null if the URL has it or none is needed
 * @param maxConnections the maximum number of connections, {@link #MIN_CONNECTIONS} or more
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable String password, int maxConnections) {

    /** Enough to saturate a small server. With more, connections would only wait for each other. */
    public static final int DEFAULT_MAX_CONNECTIONS = 16;

    /** The minimum for the work that Grow does in parallel. */
    public static final int MIN_CONNECTIONS = 5;

    /** Returns the settings with another pool size. */
    public DatabaseSettings withMaxConnections(int connections) {
        return new DatabaseSettings(jdbcUrl, user, password, connections);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + ", maxConnections=" + maxConnections + "]";
    }
}

package com.grow.outreach.adapter.persistence;

import org.jspecify.annotations.Nullable;

/**
 * Which database to use.
 *
 * @param jdbcUrl a PostgreSQL JDBC URL, for example {@code jdbc:postgresql://localhost:5432/grow}
 * @param user who to log in as, or null if the URL or the server says
 * @param password the password, or null if the URL says or none is needed
 * @param maxConnections how many connections to hold at most, {@link #MIN_CONNECTIONS} or more
 */
public record DatabaseSettings(
        String jdbcUrl, @Nullable String user, @Nullable String password, int maxConnections) {

    /** Enough to keep a small server's cores and disk busy; more only wait for each other. */
    public static final int DEFAULT_MAX_CONNECTIONS = 16;

    /** Enough for everything that Grow does at the same time. */
    public static final int MIN_CONNECTIONS = 5;

    /** The same database with another size of the pool. */
    public DatabaseSettings withMaxConnections(int connections) {
        return new DatabaseSettings(jdbcUrl, user, password, connections);
    }

    @Override
    public String toString() {
        return "DatabaseSettings[user=" + user + ", maxConnections=" + maxConnections + "]";
    }
}

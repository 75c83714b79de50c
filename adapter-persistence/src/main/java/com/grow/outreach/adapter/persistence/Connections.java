package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.background.Maintenance;
import com.grow.outreach.adapter.persistence.transaction.Bulkhead;
import com.grow.outreach.adapter.persistence.transaction.SessionSettings;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.util.PSQLState;

/**
 * The connections to a database, in two pools with separate limits. Background work can't use the connections of
 * requests, and requests that write leave some to requests that only read.
 */
final class Connections implements AutoCloseable {

    /** The maximum time to wait for a connection. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    /** The maximum time for which tasks wait for a permit. Earlier tasks may run for a while, and no client waits. */
    private static final Duration TIMEOUT_OF_TASKS = Duration.ofMinutes(1);

    private static final Pattern OPTIONS = Pattern.compile("(?<=[?&])options=[^&]*(&|$)");

    private final HikariDataSource requests;
    private final HikariDataSource background;
    private final DatabaseSettings settings;
    private final Server server;
    private final Bulkhead writes;
    private final Bulkhead tasks;

    private Connections(
            HikariDataSource requests, HikariDataSource background, DatabaseSettings settings, Server server) {
        this.requests = requests;
        this.background = background;
        this.settings = settings;
        this.server = server;
        this.writes = Bulkhead.of(Math.max(1, requests.getMaximumPoolSize() * 2 / 3), PATIENCE);
        // Leaves one connection to the scheduler's heartbeats, the event feed and chores.
        this.tasks = Bulkhead.of(background.getMaximumPoolSize() - 1, TIMEOUT_OF_TASKS);
    }

    /**
     * Opens the pools.
     *
     * @throws DatabaseOpenException if no connection can be opened
     */
    static Connections open(DatabaseSettings settings, Server server) throws DatabaseOpenException {
        int background = background(settings.maxConnections());
        var requests = pool("grow", settings.maxConnections() - background, SessionSettings.REQUESTS, settings, server);
        try {
            return new Connections(
                    requests,
                    pool("grow-background", background, SessionSettings.BACKGROUND, settings, server),
                    settings,
                    server);
        } catch (DatabaseOpenException e) {
            requests.close();
            throw e;
        }
    }

    /** Returns the number of connections for background work. */
    private static int background(int all) {
        return Math.max(3, all / 4 + 1);
    }

    private static HikariDataSource pool(
            String name, int size, SessionSettings session, DatabaseSettings settings, Server server)
            throws DatabaseOpenException {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(url(settings));
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(size);
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setDataSourceProperties(properties(settings, session, server));
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new DatabaseOpenException(Database.connectMessage(e), e);
        }
    }

    /** Returns the URL without its options, which would replace Grow's options. */
    static String url(DatabaseSettings settings) {
        return OPTIONS.matcher(settings.jdbcUrl()).replaceAll("");
    }

    /** Returns the driver's properties for each connection. */
    static Properties properties(DatabaseSettings settings, SessionSettings session, Server server) {
        var properties = new Properties();
        PGProperty.APPLICATION_NAME.set(properties, "grow-outreach");
        PGProperty.TCP_KEEP_ALIVE.set(properties, true);
        PGProperty.SOCKET_FACTORY.set(properties, WatchedSockets.class.getName());
        PGProperty.CONNECT_TIMEOUT.set(properties, (int) PATIENCE.toSeconds());
        if (server.pooled()) {
            // The next transaction may use another connection of the pooler, which has no prepared statements.
            PGProperty.PREPARE_THRESHOLD.set(properties, 0);
        } else {
            var theirs = PGProperty.OPTIONS.getOrDefault(Driver.parseURL(settings.jdbcUrl(), null));
            var ours = session.options(server.sessionParameters());
            PGProperty.OPTIONS.set(properties, theirs == null ? ours : ours + " " + theirs);
            PGProperty.PREPARE_THRESHOLD.set(properties, 1);
        }
        return properties;
    }

    /** Returns whether a connection stays with one session of the server, so that it receives what it listens to. */
    boolean canListen() {
        return !server.pooled();
    }

    /** Opens a connection outside of the pools. */
    Connection separate() throws SQLException {
        return connect(settings, properties(settings, SessionSettings.BACKGROUND, server));
    }

    /** Opens a single connection, with the options if the server accepts them. */
    static Connection single(DatabaseSettings settings, SessionSettings session) throws SQLException {
        try {
            return connect(settings, properties(settings, session, Server.unknown()));
        } catch (SQLException e) {
            if (PSQLState.PROTOCOL_VIOLATION.getState().equals(e.getSQLState())) {
                // This is a pooler, which refuses parameters that it can't keep per client.
                return connect(settings, properties(settings, session, Server.pooler()));
            }
            throw e;
        }
    }

    private static Connection connect(DatabaseSettings settings, Properties properties) throws SQLException {
        if (settings.user() != null) {
            PGProperty.USER.set(properties, settings.user());
        }
        if (settings.password() != null) {
            PGProperty.PASSWORD.set(properties, settings.password());
        }
        var connection = new Driver().connect(url(settings), properties);
        if (connection == null) {
            throw new SQLException("not the URL of a PostgreSQL database");
        }
        return connection;
    }

    DSLContext requests() {
        return dsl(requests, SessionSettings.REQUESTS);
    }

    DSLContext background() {
        return dsl(background, SessionSettings.BACKGROUND);
    }

    private DSLContext dsl(DataSource pool, SessionSettings session) {
        var settings = new Settings().withExecuteLogging(false);
        return server.pooled()
                ? DSL.using(
                        new WithLocalSettings(pool, session.local(server.sessionParameters())),
                        SQLDialect.POSTGRES,
                        settings)
                : DSL.using(pool, SQLDialect.POSTGRES, settings);
    }

    /** Returns the statements that can't run in a transaction. */
    Maintenance maintenance() {
        return new Maintenance(background, server.pooled());
    }

    /** Returns the pool of background connections. */
    DataSource backgroundPool() {
        return background;
    }

    /** Returns the bulkhead of requests that write. */
    Bulkhead writes() {
        return writes;
    }

    /** Returns the bulkhead of tasks. */
    Bulkhead tasks() {
        return tasks;
    }

    /** Replaces all connections when they are idle. */
    void evict() {
        for (var pool : new HikariDataSource[] {requests, background}) {
            if (pool.isRunning()) {
                pool.getHikariPoolMXBean().softEvictConnections();
            }
        }
    }

    @Override
    public void close() {
        requests.close();
        background.close();
    }

    /**
     * Connections to a pooler, which keeps settings only within a transaction. Each acquired connection is in a
     * transaction with the settings.
     */
    private record WithLocalSettings(DataSource pool, String settings) implements ConnectionProvider {

        @Override
        public Connection acquire() {
            try {
                var connection = pool.getConnection();
                try (var statement = connection.createStatement()) {
                    connection.setAutoCommit(false);
                    statement.execute(settings);
                    return connection;
                } catch (SQLException e) {
                    connection.close();
                    throw e;
                }
            } catch (SQLException e) {
                throw new DataAccessException("no connection", e);
            }
        }

        @Override
        public void release(Connection connection) {
            try (connection) {
                connection.commit();
            } catch (SQLException e) {
                throw new DataAccessException("the transaction can't be committed", e);
            }
        }
    }
}

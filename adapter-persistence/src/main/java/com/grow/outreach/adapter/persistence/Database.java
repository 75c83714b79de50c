package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.TaskScheduler.Pace;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.BookAuditor;
import com.grow.outreach.application.port.out.BookLoader;
import com.grow.outreach.application.port.out.BookReader;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.postgresql.Driver;

/** A PostgreSQL database with Grow's schema, open for work: a pool of connections and what is built on it. */
public final class Database implements AutoCloseable {

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(5);

    private final HikariDataSource pool;
    private final DSLContext dsl;
    private final StorageFailures failures;
    private final List<Chore> chores;
    private final InstantSource clock;
    private final AtomicReference<TaskScheduler> scheduler = new AtomicReference<>(TaskScheduler.OF_NOTHING);

    private Database(HikariDataSource pool, InstantSource clock) {
        this.pool = pool;
        this.failures = new StorageFailures(pool);
        this.clock = clock;
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        this.dsl = DSL.using(pool, SQLDialect.POSTGRES, new Settings().withExecuteLogging(false));
        this.chores = List.of(
                CountsFolder.ofOutreaches(dsl).start(),
                CountsFolder.ofNames(dsl).start(),
                new Sweeper(dsl, clock).start());
    }

    /**
     * Connects and brings the schema up to date; of several processes that do so at once, one migrates and the others
     * wait.
     *
     * @param settings how to reach it
     * @param clock what time it is, to tell what has had its time
     * @throws DatabaseOpenException if the database can't be reached, refuses the login or can't be migrated; nothing is
     *     left open then
     */
    public static Database open(DatabaseSettings settings, InstantSource clock) throws DatabaseOpenException {
        var pool = connect(settings);
        try {
            Flyway.configure(Database.class.getClassLoader())
                    // On connections of its own: it takes two at a time, and the pool may have only one.
                    .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
            return new Database(pool, clock);
        } catch (FlywayException e) {
            pool.close();
            throw new DatabaseOpenException(
                    e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
                            ? "it has tables already that are not Grow's; name an empty database"
                            : "its schema can't be brought up to date: " + rootMessage(e),
                    e);
        }
    }

    private static HikariDataSource connect(DatabaseSettings settings) throws DatabaseOpenException {
        if (Driver.parseURL(settings.jdbcUrl(), null) == null) {
            throw new DatabaseOpenException(
                    "not the URL of a PostgreSQL database: jdbc:postgresql://host:port/database");
        }
        var config = new HikariConfig();
        config.setPoolName("grow");
        config.setJdbcUrl(settings.jdbcUrl());
        config.setUsername(settings.user());
        config.setPassword(settings.password());
        config.setMaximumPoolSize(settings.maxConnections());
        config.setConnectionTimeout(CONNECTION_TIMEOUT.toMillis());
        config.addDataSourceProperty("ApplicationName", "grow-outreach");
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("socketFactory", WatchedSockets.class.getName());
        // Every statement here is short and one of many: neither workers nor compiled code would pay off.
        config.addDataSourceProperty("options", "-c max_parallel_workers_per_gather=0 -c jit=off");
        config.addDataSourceProperty("prepareThreshold", "1");
        config.addDataSourceProperty("connectTimeout", CONNECTION_TIMEOUT.toSeconds());
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            throw new DatabaseOpenException(connectMessage(e), e);
        }
    }

    /** What the driver says, which tells where, and what the system says, which tells why. */
    private static String connectMessage(PoolInitializationException failure) {
        var root = rootMessage(failure);
        var where = failure.getCause() == null ? root : firstLine(failure.getCause());
        return where.equals(root) ? root : "%s (%s)".formatted(where, root);
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root; cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return firstLine(root);
    }

    private static String firstLine(Throwable failure) {
        return String.valueOf(failure.getMessage())
                .lines()
                .findFirst()
                .orElse(failure.toString())
                .strip();
    }

    /** The way to what is stored. */
    public Transactions transactions() {
        return new JooqTransactions(dsl, failures, scheduler::get);
    }

    /**
     * Begins to run the tasks that are scheduled, in the background, until this is closed. Tasks of other kinds are left
     * to those who can run them.
     *
     * @throws IllegalStateException if it has begun already
     */
    public void run(Map<TaskKind, Task> tasks) {
        run(tasks, Pace.USUAL);
    }

    void run(Map<TaskKind, Task> tasks, Pace pace) {
        var queues = TaskScheduler.of(pool, tasks, clock, pace);
        if (!scheduler.compareAndSet(TaskScheduler.OF_NOTHING, queues)) {
            throw new IllegalStateException("runs tasks already");
        }
        // Last, since a task that is due asks at once what this node runs.
        queues.start();
    }

    /** What fills the database while it is empty. */
    public BookLoader bookLoader() {
        return new CopyBookLoader(dsl, failures);
    }

    /** What reads all that is in the database. */
    public BookReader bookReader() {
        return new JooqBookReader(dsl, failures);
    }

    /** What tells whether all that is stored agrees with itself. */
    public BookAuditor auditor() {
        return new JooqBookAuditor(dsl, failures);
    }

    /** Stops to run tasks and closes all connections; what is under way fails. */
    @Override
    public void close() {
        scheduler.getAndSet(TaskScheduler.OF_NOTHING).close();
        chores.forEach(Chore::close);
        pool.close();
    }
}

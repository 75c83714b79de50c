package com.grow.outreach.adapter.persistence;

import static java.util.stream.Collectors.toMap;

import com.grow.outreach.adapter.persistence.JooqTransactions.Access;
import com.grow.outreach.adapter.persistence.JooqTransactions.Commits;
import com.grow.outreach.adapter.persistence.access.AccessNotifications;
import com.grow.outreach.adapter.persistence.background.AuditSweeper;
import com.grow.outreach.adapter.persistence.background.Chore;
import com.grow.outreach.adapter.persistence.background.CountsFolder;
import com.grow.outreach.adapter.persistence.background.Maintenance;
import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.adapter.persistence.background.TaskScheduler;
import com.grow.outreach.adapter.persistence.background.TaskScheduler.Timing;
import com.grow.outreach.adapter.persistence.book.CopyBookLoader;
import com.grow.outreach.adapter.persistence.book.JooqBookAuditor;
import com.grow.outreach.adapter.persistence.book.JooqBookReader;
import com.grow.outreach.adapter.persistence.transaction.Bulkhead;
import com.grow.outreach.adapter.persistence.transaction.SessionSettings;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.access.AccessChanges;
import com.grow.outreach.application.port.out.book.BookAuditor;
import com.grow.outreach.application.port.out.book.BookLoader;
import com.grow.outreach.application.port.out.book.BookReader;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.CoreErrorCode;
import org.flywaydb.core.api.FlywayException;
import org.jooq.DSLContext;
import org.postgresql.Driver;

/** An open PostgreSQL database with Grow's schema. */
public final class Database implements AutoCloseable {

    private static final Duration RETRY_TIME_OF_REQUESTS = Duration.ofSeconds(3);
    private static final Duration RETRY_TIME_OF_TASKS = Duration.ofSeconds(30);

    private final Connections connections;
    private final DSLContext requests;
    private final DSLContext background;
    private final Maintenance maintenance;
    private final StorageFailures failures;
    private final List<Chore> chores;
    private final List<AccessNotifications> accessListeners = new CopyOnWriteArrayList<>();
    private final AtomicLong accessChanges = new AtomicLong();
    private final InstantSource clock;
    private final AtomicReference<TaskScheduler> scheduler = new AtomicReference<>(TaskScheduler.NONE);

    private Database(Connections connections, Function<DSLContext, InstantSource> clock) {
        this.connections = connections;
        this.failures = new StorageFailures(connections::evict);
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        this.requests = connections.requests();
        this.background = connections.background();
        this.maintenance = connections.maintenance();
        this.clock = clock.apply(background);
        this.chores = new ArrayList<>(List.of(
                CountsFolder.ofOutreaches(background, maintenance).start(failures),
                CountsFolder.ofNames(background, maintenance).start(failures),
                CountsFolder.ofInsights(background, maintenance).start(failures),
                new Sweeper(background, this.clock).start(failures),
                new TimesAhead(background).start(failures)));
        if (this.clock instanceof DatabaseClock ofDatabase) {
            chores.add(Chore.start("clock", DatabaseClock.REFRESH, () -> failures.run(ofDatabase::refresh)));
        }
    }

    /**
     * Connects, checks the requirements and migrates the schema. If several processes open the database at the same
     * time, one migrates and the others wait.
     *
     * @param settings the URL, the login and the size of the pool
     * @throws DatabaseOpenException if the database can't be reached, refuses the login, doesn't meet a requirement or
     *     can't be migrated; all connections are closed then, and nothing changes unless a migration fails
     */
    public static Database open(DatabaseSettings settings) throws DatabaseOpenException {
        return open(settings, DatabaseClock::new);
    }

    /** Opens a database like {@link #open(DatabaseSettings)}, but with this clock. */
    static Database open(DatabaseSettings settings, InstantSource clock) throws DatabaseOpenException {
        return open(settings, dsl -> clock);
    }

    private static Database open(DatabaseSettings settings, Function<DSLContext, InstantSource> clock)
            throws DatabaseOpenException {
        if (settings.maxConnections() < DatabaseSettings.MIN_CONNECTIONS) {
            throw new DatabaseOpenException("a pool of %d connections is too small; at least %d are needed"
                    .formatted(settings.maxConnections(), DatabaseSettings.MIN_CONNECTIONS));
        }
        if (Driver.parseURL(settings.jdbcUrl(), null) == null) {
            throw new DatabaseOpenException(
                    "not the URL of a PostgreSQL database: jdbc:postgresql://host:port/database");
        }
        try (var connection = Connections.single(settings, SessionSettings.MIGRATIONS)) {
            var server = Server.inspect(connection, settings);
            migrate(settings, server, connection);
            return new Database(Connections.open(settings, server), clock);
        } catch (SQLException e) {
            throw new DatabaseOpenException(connectMessage(e), e);
        }
    }

    private static void migrate(DatabaseSettings settings, Server server, Connection connection)
            throws DatabaseOpenException, SQLException {
        var properties = Connections.properties(settings, SessionSettings.MIGRATIONS, server);
        try {
            var flyway = Flyway.configure(Database.class.getClassLoader())
                    // Flyway opens its own connections, because its timeouts differ from those of the pools.
                    .dataSource(Connections.url(settings), settings.user(), settings.password())
                    .jdbcProperties(properties.stringPropertyNames().stream()
                            .collect(toMap(Function.identity(), properties::getProperty)))
                    .locations("classpath:db/migration")
                    .load();
            if (flyway.info().pending().length > 0) {
                Server.requireMigratable(connection);
            }
            flyway.migrate();
        } catch (FlywayException e) {
            throw new DatabaseOpenException(
                    e.getErrorCode() == CoreErrorCode.NON_EMPTY_SCHEMA_WITHOUT_SCHEMA_HISTORY_TABLE
                            ? "it has tables that are not Grow's; use an empty database"
                            : "its schema can't be migrated: " + rootMessage(e),
                    e);
        }
    }

    /** Returns the driver's message, which has the address, with the message of the root cause. */
    static String connectMessage(Exception failure) {
        var root = rootMessage(failure);
        var cause = failure instanceof PoolInitializationException ? failure.getCause() : null;
        var where = firstLine(cause == null ? failure : cause);
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

    /** Returns the clock that all processes on this database share. */
    public InstantSource clock() {
        return clock;
    }

    /** Returns the storage for requests. It gives up early, and reads have reserved connections. */
    public Transactions transactions() {
        return transactions(
                new Access(requests, Bulkhead.unlimited()),
                new Access(requests, connections.writes()),
                RETRY_TIME_OF_REQUESTS);
    }

    /**
     * Returns the storage for tasks and commands. It retries for longer and doesn't use the connections of requests.
     */
    public Transactions taskTransactions() {
        var access = new Access(background, connections.tasks());
        return transactions(access, access, RETRY_TIME_OF_TASKS);
    }

    /** Returns the storage for the event feed. Requests that wait for locks and tasks don't block it. */
    public Transactions feedTransactions() {
        return transactions(
                new Access(requests, Bulkhead.unlimited()),
                new Access(background, Bulkhead.unlimited()),
                RETRY_TIME_OF_REQUESTS);
    }

    private Transactions transactions(Access reads, Access writes, Duration persistence) {
        return new JooqTransactions(
                reads, writes, persistence, failures, new Commits(scheduler::get, this::accessChanged));
    }

    private void accessChanged() {
        accessChanges.incrementAndGet();
        if (connections.canListen()) {
            AccessNotifications.awaitNoticed(background);
        }
    }

    /**
     * Starts noticing the changes of accounts, teams, tokens and sessions by all processes, until {@link #close}. This
     * takes a connection outside of the pools. A pooler between Grow and PostgreSQL prevents it.
     */
    public AccessChanges accessChanges() {
        if (!connections.canListen()) {
            return AccessChanges.UNNOTICED;
        }
        var changes = AccessNotifications.start(connections::separate, background, accessChanges);
        accessListeners.add(changes);
        return changes;
    }

    /**
     * Starts running scheduled tasks in the background until {@link #close}. Other processes run tasks of other kinds.
     *
     * @throws IllegalStateException if it has started already
     */
    public void run(Map<TaskKind, Task> tasks) {
        run(tasks, Timing.DEFAULT);
    }

    void run(Map<TaskKind, Task> tasks, Timing timing) {
        var queues = TaskScheduler.of(connections.backgroundPool(), tasks, clock, timing);
        if (!scheduler.compareAndSet(TaskScheduler.NONE, queues)) {
            throw new IllegalStateException("the database already runs tasks");
        }
        new TimesAhead(background).reset();
        // Starts last, because a due task immediately asks which tasks this node runs.
        queues.start();
    }

    /**
     * Starts deleting old entries of the audit log in the background until {@link #close}.
     *
     * @param retention the time for which an entry is kept
     */
    public void sweepAudit(Duration retention) {
        chores.add(new AuditSweeper(background, clock, retention).start(failures));
    }

    /** Returns the loader for an empty database. */
    public BookLoader bookLoader() {
        return new CopyBookLoader(background, maintenance, failures);
    }

    /** Returns the reader of the complete database. */
    public BookReader bookReader() {
        return new JooqBookReader(background, failures);
    }

    /** Returns the auditor that checks the stored data for consistency. */
    public BookAuditor auditor() {
        return new JooqBookAuditor(background, failures);
    }

    /** Returns whether a failure means that the database is unavailable, which {@link Database} logs. */
    public static boolean isUnavailable(Throwable failure) {
        return StorageFailures.isUnavailable(failure);
    }

    /** Returns whether a failure is not a defect: the database is unavailable or busy, or a transaction conflicts. */
    public static boolean passes(Throwable failure) {
        return StorageFailures.passes(failure);
    }

    /** Stops the scheduler and closes all connections. Running work fails. */
    @Override
    public void close() {
        scheduler.getAndSet(TaskScheduler.NONE).close();
        accessListeners.forEach(AccessNotifications::close);
        chores.forEach(Chore::close);
        connections.close();
    }
}

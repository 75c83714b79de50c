package com.grow.outreach.adapter.persistence.access;

import com.grow.outreach.application.port.out.access.AccessChanges;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * The changes of access that PostgreSQL announces by {@code NOTIFY}.
 *
 * <p>A process relies on the announcements only while it receives its own ones, which it sends every second over another
 * connection. It notices lost connections and poolers that don't deliver announcements this way.
 *
 * <p>Each listening process holds a shared advisory lock, and releases it for a moment when it has noticed a change. A process
 * that has committed a change waits for the exclusive lock, and so until all other processes have noticed the change. It
 * waits no longer than a process relies on announcements, in case one hangs.
 */
public final class AccessNotifications implements AccessChanges, AutoCloseable {

    private static final Logger LOG = System.getLogger(AccessNotifications.class.getName());

    static final String CHANNEL = "grow_access";

    private static final Duration PERIOD = Duration.ofSeconds(1);

    /** The time after sending its last received announcement during which a process relies on announcements. */
    private static final Duration RELIANCE = Duration.ofSeconds(3);

    /** The time that a process gives others to notice a change before it announces the change again. */
    private static final Duration ATTEMPT = Duration.ofMillis(200);

    /** The time for which a process stays unlocked, so that one that has committed a change meets it like that. */
    private static final Duration PAUSE = Duration.ofMillis(20);

    private static final String KEY = "hashtext('" + CHANNEL + "')";

    private final Callable<Connection> connecting;
    private final DSLContext sender;
    private final AtomicLong version;

    /** The sender of this process's announcements, by which it recognizes them. */
    private final String self = UUID.randomUUID().toString();

    private final Thread thread =
            Thread.ofVirtual().name("access-notifications").unstarted(this::listenUntilClosed);

    private volatile long reliableUntil = System.nanoTime();

    /** Whether this process does not hold the shared lock. */
    private volatile boolean unlocked = true;

    private volatile boolean closed;
    private volatile @Nullable Connection listening;

    private AccessNotifications(Callable<Connection> connecting, DSLContext sender, AtomicLong version) {
        this.connecting = connecting;
        this.sender = sender;
        this.version = version;
    }

    /**
     * Starts listening.
     *
     * @param connecting opens a connection that is used for nothing else
     * @param sender sends announcements over other connections
     * @param version the number of changes, to which this process adds its own ones itself
     */
    public static AccessNotifications start(Callable<Connection> connecting, DSLContext sender, AtomicLong version) {
        var changes = new AccessNotifications(connecting, sender, version);
        changes.thread.start();
        return changes;
    }

    /** Announces a change when the transaction commits. */
    static void announce(DSLContext transaction) {
        transaction.execute("select pg_notify(?, '')", CHANNEL);
    }

    /**
     * Waits until all processes have noticed a change that has been committed.
     *
     * @param dsl the source of a connection
     */
    public static void awaitNoticed(DSLContext dsl) {
        long since = System.nanoTime();
        while (!isNoticed(dsl) && System.nanoTime() - since < RELIANCE.toNanos()) {
            announce(dsl);
        }
    }

    /** Returns whether all processes release the shared lock soon. They don't if they have noticed the change before. */
    private static boolean isNoticed(DSLContext dsl) {
        try {
            dsl.transaction(waiting -> {
                waiting.dsl().execute("set local lock_timeout = " + ATTEMPT.toMillis());
                waiting.dsl().execute("select pg_advisory_xact_lock(" + KEY + ")");
            });
            return true;
        } catch (DataAccessException e) {
            LOG.log(Level.DEBUG, "Not all processes have noticed a change of access yet", e);
            return false;
        }
    }

    @Override
    public OptionalLong version() {
        // In this order, because a change suspends the reliance first.
        long current = version.get();
        return !unlocked && reliableUntil - System.nanoTime() > 0 ? OptionalLong.of(current) : OptionalLong.empty();
    }

    private void listenUntilClosed() {
        boolean failing = false;
        while (!closed) {
            try (var connection = connecting.call()) {
                listening = connection;
                execute(connection, "listen " + CHANNEL);
                lock(connection);
                failing = false;
                while (!closed) {
                    receive(connection);
                }
            } catch (Exception e) {
                unlocked = true;
                if (!closed) {
                    LOG.log(
                            failing ? Level.DEBUG : Level.WARNING,
                            "Can't notice changes of access, so every request checks its credentials in the database: "
                                    + e.getMessage());
                    failing = true;
                    LockSupport.parkNanos(PERIOD.toNanos());
                }
            }
        }
    }

    /** Sends an announcement, then receives announcements for a second. */
    private void receive(Connection connection) throws SQLException {
        long sent = System.nanoTime();
        sender.execute("select pg_notify(?, ?)", CHANNEL, self);
        for (long left = PERIOD.toMillis(); left > 0; left = left(sent)) {
            var received = connection.unwrap(PGConnection.class).getNotifications((int) left);
            if (Stream.of(received).anyMatch(each -> each.getParameter().equals(self))) {
                reliableUntil = sent + RELIANCE.toNanos();
            }
            if (haveChange(received)) {
                unlock(connection);
                lock(connection);
            }
        }
    }

    /** Locks, and then relies on announcements again. Changes that were committed before are outdated by then. */
    private void lock(Connection connection) throws SQLException {
        execute(connection, "select pg_advisory_lock_shared(" + KEY + ")");
        while (haveChange(connection.unwrap(PGConnection.class).getNotifications())) {
            unlock(connection);
            execute(connection, "select pg_advisory_lock_shared(" + KEY + ")");
        }
        version.incrementAndGet();
        unlocked = false;
    }

    private void unlock(Connection connection) throws SQLException {
        unlocked = true;
        execute(connection, "select pg_advisory_unlock_shared(" + KEY + ")");
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    private static boolean haveChange(PGNotification[] received) {
        return Stream.of(received).anyMatch(each -> each.getParameter().isEmpty());
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long left(long since) {
        return PERIOD.minusNanos(System.nanoTime() - since).toMillis();
    }

    @Override
    public void close() {
        closed = true;
        unlocked = true;
        var connection = listening;
        try {
            if (connection != null) {
                connection.abort(Runnable::run);
            }
        } catch (SQLException e) {
            LOG.log(Level.TRACE, "The connection is closed already", e);
        }
        LockSupport.unpark(thread);
    }
}

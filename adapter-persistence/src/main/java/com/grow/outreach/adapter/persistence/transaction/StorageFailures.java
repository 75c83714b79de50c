package com.grow.outreach.adapter.persistence.transaction;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Separates failures that pass (PostgreSQL is away or overloaded, a concurrent transaction is in the way) from defects. Logs
 * one line when the database goes away and one when it is back.
 */
public final class StorageFailures {

    private static final Logger LOG = System.getLogger(StorageFailures.class.getName());

    /** Serialization failure, deadlock, lock timeout. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    /** Classes of SQLSTATE after which a connection is of no use: connection exception, system error. */
    private static final Set<String> BROKEN_CLASSES = Set.of("08", "58");

    /**
     * The same by single states: the server shuts down or has crashed, a transaction was open for too long, and what a
     * former primary answers, while new connections may lead to the new one.
     */
    private static final Set<String> BROKEN =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "25006");

    /** Classes after which the same connection may be used: insufficient resources, statement timeout. */
    private static final Set<String> BUSY_CLASSES = Set.of("53", "57");

    /** Driver and pool have no SQLSTATE for these. */
    private static final Set<String> BROKEN_MESSAGES = Set.of("Connection is closed");

    /** How long nothing has to fail before the database counts as back: reads may succeed while all changes fail. */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Runnable evict;
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile long lastFailure;

    /**
     * Failures of a database.
     *
     * @param evict replaces all connections of the pools
     */
    public StorageFailures(Runnable evict) {
        this.evict = evict;
    }

    /**
     * Runs work on the database.
     *
     * @throws StorageConflictException if a concurrent transaction was in the way
     * @throws StorageUnavailableException if the database is away or takes no more work
     */
    public <T> T translate(Supplier<T> work) {
        T result;
        try {
            result = work.get();
        } catch (StorageConflictException | StorageUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            throw translated(e);
        }
        if (away.get() && System.nanoTime() - lastFailure > SETTLED.toNanos() && away.compareAndSet(true, false)) {
            LOG.log(Level.WARNING, "The database is back.");
        }
        return result;
    }

    /** Runs work that is repeated anyway: while the database is away, which the log has told, it does nothing. */
    public void run(Runnable work) {
        try {
            translate(() -> {
                work.run();
                return true;
            });
        } catch (StorageUnavailableException e) {
            if (!away.get()) {
                throw e;
            }
        }
    }

    private RuntimeException translated(RuntimeException e) {
        var conflict = conflict(e);
        if (conflict.isPresent()) {
            return new StorageConflictException("a concurrent transaction is in the way: " + conflict.get(), e);
        }
        var broken = broken(e);
        if (broken.isPresent()) {
            // What broke this connection has broken the idle ones, too; the next call gets a new one.
            evict.run();
            lastFailure = System.nanoTime();
            if (away.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "The database is away: {0}", broken.get());
            }
            return new StorageUnavailableException("PostgreSQL is unavailable: " + broken.get(), e);
        }
        return busy(e).<RuntimeException>map(
                        reason -> new StorageUnavailableException("PostgreSQL is busy: " + reason, e))
                .orElse(e);
    }

    /** Returns whether a failure means that the database is unavailable or busy. */
    public static boolean passes(Throwable failure) {
        return failure instanceof StorageUnavailableException
                || failure instanceof StorageConflictException
                || conflict(failure).isPresent()
                || broken(failure).isPresent()
                || busy(failure).isPresent();
    }

    /** Returns whether a failure means that the database is unavailable. */
    public static boolean isAway(Throwable failure) {
        return broken(failure).isPresent();
    }

    private static Optional<String> conflict(Throwable failure) {
        return first(failure, cause -> cause instanceof SQLException && CONFLICTS.contains(state(cause)));
    }

    private static Optional<String> broken(Throwable failure) {
        boolean ofDatabase = causes(failure)
                .anyMatch(cause -> cause instanceof SQLException || cause instanceof DataAccessException);
        return first(failure, cause -> isBroken(cause) || (ofDatabase && cause instanceof IOException))
                .or(() -> first(failure, StorageFailures::hasNoConnections));
    }

    private static boolean isBroken(Throwable cause) {
        if (cause instanceof ArrayLostException) {
            return true;
        }
        if (!(cause instanceof SQLException) || isNoConnection(cause)) {
            return false;
        }
        var state = state(cause);
        return BROKEN_CLASSES.contains(state.substring(0, Math.min(2, state.length())))
                || BROKEN.contains(state)
                || (state.isEmpty() && BROKEN_MESSAGES.contains(String.valueOf(cause.getMessage())));
    }

    private static Optional<String> busy(Throwable failure) {
        return first(
                failure,
                cause -> cause instanceof SQLException
                        && (isNoConnection(cause)
                                || isInterruptedOrClosed(cause)
                                || BUSY_CLASSES.contains(state(cause)
                                        .substring(0, Math.min(2, state(cause).length())))));
    }

    /** The pool has no connection at all: the database accepts none. Hikari says that in its message alone. */
    private static boolean hasNoConnections(Throwable cause) {
        return isNoConnection(cause) && String.valueOf(cause.getMessage()).contains("(total=0,");
    }

    /** The pool found no connection in time; the cause tells why, unless all are in use. */
    private static boolean isNoConnection(Throwable cause) {
        return cause instanceof SQLTransientConnectionException;
    }

    private static boolean isInterruptedOrClosed(Throwable cause) {
        return cause.getCause() instanceof InterruptedException
                || String.valueOf(cause.getMessage()).endsWith("has been closed.");
    }

    private static String state(Throwable cause) {
        var state = cause instanceof SQLException failure ? failure.getSQLState() : null;
        return state == null ? "" : state;
    }

    private static Optional<String> first(Throwable failure, Function<Throwable, Boolean> isMeant) {
        return causes(failure)
                .filter(isMeant::apply)
                .map(cause -> cause.getMessage() == null ? cause.toString() : cause.getMessage())
                .map(message -> message.lines().findFirst().orElse(""))
                .findFirst();
    }

    /** A failure, its causes, and what was suppressed on the way, which may be the first to tell the reason. */
    private static Stream<Throwable> causes(Throwable failure) {
        var seen = new LinkedHashSet<Throwable>();
        collect(failure, seen);
        return seen.stream();
    }

    private static void collect(@Nullable Throwable failure, Set<Throwable> seen) {
        if (failure != null && seen.add(failure)) {
            collect(failure.getCause(), seen);
            for (var suppressed : failure.getSuppressed()) {
                collect(suppressed, seen);
            }
        }
    }

    /**
     * The value of an array column that is never null. The driver looks up the type of its elements by a query of its own;
     * jOOQ answers null if the connection breaks meanwhile.
     */
    public static <T> T[] arrived(T @Nullable [] array) {
        if (array == null) {
            throw new ArrayLostException();
        }
        return array;
    }

    /** The connection broke while an array was read. */
    private static final class ArrayLostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        ArrayLostException() {
            super("the connection broke while an array was read");
        }
    }
}

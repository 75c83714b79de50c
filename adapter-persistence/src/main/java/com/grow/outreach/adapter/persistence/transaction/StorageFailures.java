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
 * Distinguishes temporary failures (PostgreSQL is unavailable or overloaded, a conflict with a concurrent transaction)
 * from defects. Logs one line when the database becomes unavailable and one when it is available again.
 */
public final class StorageFailures {

    private static final Logger LOG = System.getLogger(StorageFailures.class.getName());

    /** Serialization failure, deadlock, lock timeout. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01", "55P03");

    /** SQLSTATE classes after which the connection is unusable: connection exception, system error. */
    private static final Set<String> BROKEN_CLASSES = Set.of("08", "58");

    /**
     * SQLSTATEs after which the connection is unusable: the server shuts down or has crashed, a transaction was idle
     * for too long, or the server is a former primary, while new connections may reach the new one.
     */
    private static final Set<String> BROKEN =
            Set.of("57P01", "57P02", "57P03", "57P04", "57P05", "25P03", "25P04", "25006");

    /** SQLSTATE classes after which the connection is usable: insufficient resources, statement timeout. */
    private static final Set<String> BUSY_CLASSES = Set.of("53", "57");

    /** Messages of the driver and the pool for which they have no SQLSTATE. */
    private static final Set<String> BROKEN_MESSAGES = Set.of("Connection is closed");

    /**
     * The time without failures after which the database counts as available: reads may succeed while all writes fail.
     */
    private static final Duration SETTLED = Duration.ofSeconds(5);

    private final Runnable evict;
    private final AtomicBoolean unavailable = new AtomicBoolean();
    private volatile long lastFailure;

    /**
     * Creates the failures of a database.
     *
     * @param evict replaces all connections of the pools
     */
    public StorageFailures(Runnable evict) {
        this.evict = evict;
    }

    /**
     * Runs work on the database.
     *
     * @throws StorageConflictException if the work conflicts with a concurrent transaction
     * @throws StorageUnavailableException if the database is unavailable or overloaded
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
        if (unavailable.get()
                && System.nanoTime() - lastFailure > SETTLED.toNanos()
                && unavailable.compareAndSet(true, false)) {
            LOG.log(Level.WARNING, "The database is available again.");
        }
        return result;
    }

    /** Runs periodic work. Ignores failures while the database is unavailable, which is logged once. */
    public void run(Runnable work) {
        try {
            translate(() -> {
                work.run();
                return true;
            });
        } catch (StorageUnavailableException e) {
            if (!unavailable.get()) {
                throw e;
            }
        }
    }

    private RuntimeException translated(RuntimeException e) {
        var conflict = conflict(e);
        if (conflict.isPresent()) {
            return new StorageConflictException("conflict with a concurrent transaction: " + conflict.get(), e);
        }
        var broken = broken(e);
        if (broken.isPresent()) {
            // The idle connections are probably broken, too. The next call gets a new one.
            evict.run();
            lastFailure = System.nanoTime();
            if (unavailable.compareAndSet(false, true)) {
                LOG.log(Level.WARNING, "The database is unavailable: {0}", broken.get());
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
    public static boolean isUnavailable(Throwable failure) {
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

    /**
     * Returns whether the pool has no connection because the database accepts none. Only Hikari's message has this
     * information.
     */
    private static boolean hasNoConnections(Throwable cause) {
        return isNoConnection(cause) && String.valueOf(cause.getMessage()).contains("(total=0,");
    }

    /**
     * Returns whether the pool provided no connection in time. The exception has a cause unless all connections are in
     * use.
     */
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

    private static Optional<String> first(Throwable failure, Function<Throwable, Boolean> matches) {
        return causes(failure)
                .filter(matches::apply)
                .map(cause -> cause.getMessage() == null ? cause.toString() : cause.getMessage())
                .map(message -> message.lines().findFirst().orElse(""))
                .findFirst();
    }

    /** Returns a failure, its causes and their suppressed exceptions, which may contain the reason. */
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
     * Returns the value of an array column that is never null. The driver queries the type of its elements, and jOOQ
     * returns null if the connection breaks during this query.
     */
    public static <T> T[] requireArray(T @Nullable [] array) {
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

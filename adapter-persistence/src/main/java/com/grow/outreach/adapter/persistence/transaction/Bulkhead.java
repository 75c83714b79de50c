package com.grow.outreach.adapter.persistence.transaction;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A bulkhead: limits how many connections of a pool one kind of work holds at the same time.
 *
 * @param permits one for each connection
 * @param patience how long work waits for a permit
 */
public record Bulkhead(Semaphore permits, Duration patience) {

    /**
     * Creates a bulkhead.
     *
     * @param size the number of connections
     */
    public static Bulkhead of(int size, Duration patience) {
        return new Bulkhead(new Semaphore(size, true), patience);
    }

    /** Returns a bulkhead without a limit. */
    public static Bulkhead unlimited() {
        return of(Integer.MAX_VALUE, Duration.ZERO);
    }

    /**
     * Runs work that holds one connection.
     *
     * @throws StorageUnavailableException if no permit is free in time, or the thread is interrupted
     */
    public <T> T run(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw unavailable(
                        "all connections for this kind of work have been in use for %d seconds"
                                .formatted(patience.toSeconds()),
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for a connection", e);
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private static StorageUnavailableException unavailable(String message, @Nullable Throwable cause) {
        return new StorageUnavailableException(message, cause);
    }
}

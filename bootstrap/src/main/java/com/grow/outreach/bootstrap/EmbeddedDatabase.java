package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.bootstrap.embedded.DataDirectory;
import com.grow.outreach.bootstrap.embedded.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A PostgreSQL server that stores its data in a directory and runs as long as this process. */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** The pauses before the attempts to restart the server. After the last attempt, Grow gives up. */
    private static final List<Duration> BACKOFF = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    /** The time after which a running server counts as recovered. */
    private static final Duration RECOVERED = Duration.ofSeconds(10);

    private final DataDirectory directory;
    private final FileLock lock;
    private final boolean fresh;
    private Server server;
    private boolean closing;

    private EmbeddedDatabase(DataDirectory directory, FileLock lock, boolean fresh, Server server) {
        this.directory = directory;
        this.lock = lock;
        this.fresh = fresh;
        this.server = server;
    }

    /** Returns whether a directory has a complete database. */
    static boolean isIn(Path directory) {
        return DataDirectory.hasCompleted(directory);
    }

    /**
     * Starts the server. Creates a new database if the directory has no complete one.
     *
     * @param path the data directory, which is created if it is missing
     * @throws StartException if the directory can't be used, another process uses it, or the server does not start
     */
    static EmbeddedDatabase start(Path path) throws StartException {
        DataDirectory directory;
        FileLock lock;
        try {
            directory = DataDirectory.open(path);
            lock = lock(directory, path);
        } catch (IOException e) {
            throw new StartException("the data directory %s can't be used: %s".formatted(path, reason(e)), e);
        }
        try {
            boolean fresh = !Files.exists(directory.completed());
            return new EmbeddedDatabase(directory, lock, fresh, Server.start(directory, fresh));
        } catch (IOException | RuntimeException e) {
            release(lock);
            throw new StartException(
                    "the embedded PostgreSQL does not start: %s; see the log %s".formatted(reason(e), directory.log()),
                    e);
        }
    }

    private static FileLock lock(DataDirectory directory, Path path) throws IOException, StartException {
        var channel = directory.lockFile();
        try {
            var lock = channel.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // This process has the lock.
        }
        channel.close();
        throw new StartException(
                "the data directory %s is in use by another process; stop that process or use another --data-dir"
                        .formatted(path));
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** Returns the connection settings. */
    synchronized DatabaseSettings settings() {
        return new DatabaseSettings(
                server.jdbcUrl(), server.user(), server.password(), DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    /** Returns whether this process created the database. */
    boolean fresh() {
        return fresh;
    }

    /** Marks a fresh database as complete. Until then, the next start creates it again. */
    void complete() throws StartException {
        try {
            if (fresh) {
                directory.complete();
            }
        } catch (IOException e) {
            throw new StartException("the data directory %s can't be written".formatted(directory.path()), e);
        }
    }

    /**
     * Restarts the server on the same port each time it ends unexpectedly, until this database is closed.
     *
     * @param progress receives a message when the server has ended
     * @param lost receives the reason once if the server can't be restarted
     */
    synchronized void keepRunning(Consumer<String> progress, Consumer<StartException> lost) {
        Thread.ofPlatform().daemon().name("embedded-postgresql").start(() -> {
            try {
                watch(progress, lost);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized void watch(Consumer<String> progress, Consumer<StartException> lost)
            throws InterruptedException {
        int attempts = 0;
        var failure = new IOException("it ends repeatedly");
        long started = System.nanoTime();
        while (!closing) {
            if (server.isRunning()) {
                if (System.nanoTime() - started > RECOVERED.toNanos()) {
                    attempts = 0;
                }
                wait(CHECK_INTERVAL.toMillis());
                continue;
            }
            if (attempts == BACKOFF.size()) {
                lost.accept(new StartException(
                        "the embedded PostgreSQL ended and can't be restarted: %s; see the log %s"
                                .formatted(reason(failure), directory.log()),
                        failure));
                return;
            }
            if (attempts == 0) {
                progress.accept("The embedded PostgreSQL ended unexpectedly; restarting it…");
            }
            wait(BACKOFF.get(attempts++).toMillis());
            if (closing) {
                return;
            }
            try {
                server = server.restart();
                started = System.nanoTime();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    /** Stops the server and disconnects its clients. */
    @Override
    public synchronized void close() {
        closing = true;
        notifyAll();
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            release(lock);
        }
    }

    private static void release(FileLock lock) {
        try {
            lock.acquiredBy().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

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

/** A PostgreSQL server of our own that keeps its data in a directory, for as long as this process runs. */
final class EmbeddedDatabase implements AutoCloseable {

    private static final Duration CHECK_INTERVAL = Duration.ofMillis(250);

    /** How long to wait before each attempt to restart the server; after the last one, there is nothing more to hope for. */
    private static final List<Duration> BACKOFF = List.of(
            Duration.ofMillis(1),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    /** A server that has run for this long has recovered. */
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

    /** Whether a directory has a database that was ever completed. */
    static boolean isIn(Path directory) {
        return DataDirectory.hasCompleted(directory);
    }

    /**
     * Starts the server, on a new database if the directory has none that was ever completed.
     *
     * @param path where the data is; made if it is missing
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
                    "the embedded PostgreSQL does not start: %s; see %s".formatted(reason(e), directory.log()), e);
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
            // It is this process.
        }
        channel.close();
        throw new StartException(
                "the data directory %s is in use by another process; stop that one or name another by --data-dir"
                        .formatted(path));
    }

    private static String reason(Exception failure) {
        return failure.getMessage() == null ? failure.toString() : failure.getMessage();
    }

    /** How to reach it. */
    synchronized DatabaseSettings settings() {
        return new DatabaseSettings(
                server.jdbcUrl(), server.user(), server.password(), DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    /** Whether it was made by this process. */
    boolean fresh() {
        return fresh;
    }

    /** Says that a fresh database has all it should start out with; before that, the next start makes it anew. */
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
     * Restarts the server whenever it ends on its own, on the same port, until this is closed.
     *
     * @param progress told when it ended
     * @param lost told once if it can't be started again
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
        var failure = new IOException("it ends again and again");
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
                        "the embedded PostgreSQL ended and can't be started again: %s; see %s"
                                .formatted(reason(failure), directory.log()),
                        failure));
                return;
            }
            if (attempts == 0) {
                progress.accept("The embedded PostgreSQL ended unexpectedly; starting it again…");
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

    /** Stops the server; connections that are still open are cut. */
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

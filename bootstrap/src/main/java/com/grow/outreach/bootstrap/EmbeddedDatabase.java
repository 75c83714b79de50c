package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.DatabaseSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A PostgreSQL server of our own that keeps its data in a directory, for as long as this process runs. */
final class EmbeddedDatabase implements AutoCloseable {

    /** The file that says that a database has all it should start out with. */
    private static final String COMPLETED = "completed";

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration STOP_LIMIT = Duration.ofMinutes(5);
    private static final Duration ORPHAN_STOP_LIMIT = Duration.ofSeconds(30);

    private final EmbeddedPostgres postgres;
    private final FileLock lock;
    private final Path pidFile;
    private final Path completed;
    private final boolean fresh;

    private EmbeddedDatabase(EmbeddedPostgres postgres, FileLock lock, Path pidFile, Path completed) {
        this.postgres = postgres;
        this.lock = lock;
        this.pidFile = pidFile;
        this.completed = completed;
        this.fresh = !Files.exists(completed);
    }

    /** Whether a directory has a database that was ever completed. */
    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve(COMPLETED));
    }

    /**
     * Starts the server, on a new database if the directory has none that was ever completed.
     *
     * @param directory where the data is; made if it is missing
     * @throws StartException if the directory can't be written, another process uses it, or the server does not start
     */
    static EmbeddedDatabase start(Path directory) throws StartException {
        FileLock lock;
        try {
            Files.createDirectories(directory);
            lock = lock(directory);
        } catch (IOException e) {
            throw new StartException("the data directory %s can't be written".formatted(directory), e);
        }
        var data = directory.resolve("postgresql");
        var pidFile = data.resolve("postmaster.pid");
        var completed = directory.resolve(COMPLETED);
        try {
            stopOrphan(pidFile);
            if (!Files.exists(completed)) {
                deleteRecursively(data);
            }
            return new EmbeddedDatabase(postgres(directory, data), lock, pidFile, completed);
        } catch (IOException | RuntimeException e) {
            release(lock);
            throw new StartException(
                    "the embedded PostgreSQL does not start: %s; see %s".formatted(e.getMessage(), log(directory)), e);
        }
    }

    private static FileLock lock(Path directory) throws IOException, StartException {
        var channel = FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StartException(
                    "the data directory %s is in use by another process; stop that one or name another by --data-dir"
                            .formatted(directory));
        }
        return lock;
    }

    private static EmbeddedPostgres postgres(Path directory, Path data) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setOutputRedirector(Redirect.appendTo(log(directory).toFile()))
                .setErrorRedirector(Redirect.appendTo(log(directory).toFile()))
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPGStartupWait(START_LIMIT)
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setLocaleConfig("locale", "C")
                // The library favours speed over keeping what was answered; we keep it.
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100")
                .start();
    }

    private static Path log(Path directory) {
        return directory.resolve("postgresql.log");
    }

    /** Stops a server that outlived the process which started it; nobody else can own it while we hold the lock. */
    private static void stopOrphan(Path pidFile) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        long pid = pid(pidFile);
        var orphan = ProcessHandle.of(pid)
                .filter(process -> process.info().command().orElse("").endsWith("postgres"));
        if (orphan.isPresent()) {
            orphan.get().destroy();
            try {
                orphan.get().onExit().get(ORPHAN_STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                orphan.get().destroyForcibly();
                orphan.get().onExit().join();
            } catch (ExecutionException e) {
                throw new IOException("an earlier server of process %d can't be stopped".formatted(pid), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted while an earlier server stopped", e);
            }
        }
    }

    private static long pid(Path pidFile) throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
    }

    private static void deleteRecursively(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /** How to reach it. */
    DatabaseSettings settings() {
        return new DatabaseSettings(
                postgres.getJdbcUrl("postgres", "postgres"), null, null, DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    /** Whether it was made by this process. */
    boolean fresh() {
        return fresh;
    }

    /** Says that a fresh database has all it should start out with; before that, the next start makes it anew. */
    void complete() throws StartException {
        try {
            if (fresh) {
                Files.createFile(completed);
            }
        } catch (IOException e) {
            throw new StartException("the data directory %s can't be written".formatted(completed.getParent()), e);
        }
    }

    /** Stops the server; connections that are still open are cut. */
    @Override
    public void close() {
        try {
            // Without the file the server has ended on its own.
            var server = Files.exists(pidFile) ? ProcessHandle.of(pid(pidFile)) : Optional.<ProcessHandle>empty();
            postgres.close();
            // The library waits for five seconds and then lets go; the last checkpoint can take longer.
            server.ifPresent(process -> process.onExit()
                    .completeOnTimeout(process, STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)
                    .join());
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

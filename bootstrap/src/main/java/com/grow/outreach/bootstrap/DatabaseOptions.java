package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.adapter.persistence.DatabaseOpenException;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select the database of a command. */
final class DatabaseOptions {

    private static final int LARGEST_POOL = 1_000;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".grow",
            description = "The data directory of the embedded PostgreSQL; or GROW_DATA_DIR. Default: .grow")
    Path dataDir = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description =
                    "A PostgreSQL database to use instead of the embedded one, postgresql://user:password@host/db or"
                            + " jdbc:postgresql:…; or DATABASE_URL, which hides a password from the process list."
                            + " Default: none.")
    @Nullable String url;

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "" + DatabaseSettings.DEFAULT_MAX_CONNECTIONS,
            description = "The maximum number of database connections, 5 or more; or GROW_POOL_SIZE. Default: 16.")
    int poolSize = DatabaseSettings.DEFAULT_MAX_CONNECTIONS;

    /**
     * Returns the maximum number of connections.
     *
     * @throws StartException if it is out of range
     */
    int poolSize() throws StartException {
        if (poolSize < DatabaseSettings.MIN_CONNECTIONS || poolSize > LARGEST_POOL) {
            throw new StartException("--pool-size is %d; use a number from %d to %d"
                    .formatted(poolSize, DatabaseSettings.MIN_CONNECTIONS, LARGEST_POOL));
        }
        return poolSize;
    }

    /** The work of a command on an open database. */
    @FunctionalInterface
    interface Work<T> {
        T on(Database database) throws StartException;
    }

    /**
     * Opens the database, runs the work and closes the database. A new embedded database is kept even if the work fails.
     *
     * @throws StartException if it can't be opened
     */
    <T> T use(Work<T> work) throws StartException {
        if (url != null) {
            return use(DatabaseUrl.parse(url).withMaxConnections(poolSize()), work);
        }
        int size = poolSize();
        try (var embedded = EmbeddedDatabase.start(dataDir.toAbsolutePath())) {
            return use(embedded.settings().withMaxConnections(size), database -> {
                embedded.complete();
                return work.on(database);
            });
        }
    }

    /** Like {@link #use(Work)}, but rejects a data directory without a database instead of creating an empty one. */
    <T> T useExisting(Work<T> work) throws StartException {
        var directory = dataDir.toAbsolutePath();
        if (url == null && !EmbeddedDatabase.isIn(directory)) {
            throw new StartException(
                    "there is no data in %s; set the data directory with --data-dir".formatted(directory));
        }
        return use(work);
    }

    /** Opens a database, runs the work and closes the database. */
    static <T> T use(DatabaseSettings settings, Work<T> work) throws StartException {
        try (var database = Database.open(settings)) {
            return work.on(database);
        } catch (DatabaseOpenException e) {
            throw new StartException("can't use the database: " + e.getMessage(), e);
        } catch (StorageUnavailableException | StorageConflictException e) {
            throw new StartException("the connection to the database was lost: " + e.getMessage(), e);
        }
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.adapter.persistence.DatabaseOpenException;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database a command is for. */
final class DatabaseOptions {

    private static final int LARGEST_POOL = 1_000;

    @Option(
            names = "--data-dir",
            paramLabel = "DIR",
            defaultValue = ".grow",
            description = "Where the embedded PostgreSQL keeps its data; or GROW_DATA_DIR. Default: .grow")
    Path dataDir = Path.of("");

    @Option(
            names = "--database-url",
            paramLabel = "URL",
            description = "A PostgreSQL to use instead of the embedded one, postgresql://user:password@host/db or"
                    + " jdbc:postgresql:…; or DATABASE_URL. Default: none.")
    @Nullable String url;

    @Option(
            names = "--pool-size",
            paramLabel = "N",
            defaultValue = "" + DatabaseSettings.DEFAULT_MAX_CONNECTIONS,
            description =
                    "How many connections to the database to hold at most, 5 or more; or GROW_POOL_SIZE. Default: 16.")
    int poolSize = DatabaseSettings.DEFAULT_MAX_CONNECTIONS;

    /** The size of the pool. */
    int poolSize() throws StartException {
        if (poolSize < DatabaseSettings.MIN_CONNECTIONS || poolSize > LARGEST_POOL) {
            throw new StartException("the pool size %d is not from %d to %d"
                    .formatted(poolSize, DatabaseSettings.MIN_CONNECTIONS, LARGEST_POOL));
        }
        return poolSize;
    }

    /** What a command does with a database. */
    @FunctionalInterface
    interface Work<T> {
        T on(Database database) throws StartException;
    }

    /**
     * Opens the database, works on it and closes it. A new embedded one is kept from then on, whatever comes of the work.
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

    /** As {@link #use(Work)}, but not on a new embedded one, in which there would be nothing. */
    <T> T useExisting(Work<T> work) throws StartException {
        var directory = dataDir.toAbsolutePath();
        if (url == null && !EmbeddedDatabase.isIn(directory)) {
            throw new StartException("there is no data in %s; name its directory by --data-dir".formatted(directory));
        }
        return use(work);
    }

    /** Opens a database, works on it and closes it. */
    static <T> T use(DatabaseSettings settings, Work<T> work) throws StartException {
        try (var database = Database.open(settings)) {
            return work.on(database);
        } catch (DatabaseOpenException e) {
            throw new StartException("the database can't be used: " + e.getMessage(), e);
        } catch (StorageUnavailableException | StorageConflictException e) {
            throw new StartException("the database went away: " + e.getMessage(), e);
        }
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.adapter.persistence.DatabaseOpenException;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which database a command is for. */
final class DatabaseOptions {

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
            return use(DatabaseUrl.parse(url), work);
        }
        try (var embedded = EmbeddedDatabase.start(dataDir.toAbsolutePath())) {
            return use(embedded.settings(), database -> {
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
        try (var database = Database.open(settings, Application.CLOCK)) {
            return work.on(database);
        } catch (DatabaseOpenException e) {
            throw new StartException("the database can't be used: " + e.getMessage(), e);
        } catch (StorageUnavailableException e) {
            throw new StartException("the database went away: " + e.getMessage(), e);
        }
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.adapter.enrichment.ProviderSettings;
import com.grow.outreach.adapter.persistence.DatabaseSettings;
import com.grow.outreach.adapter.rest.RestSettings;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A PostgreSQL for many tests. Each test gets its own database, a copy of one with the demo data. */
final class Postgres implements AutoCloseable {

    private final Path directory;
    private final EmbeddedDatabase server;
    private int databases;

    /** A server on a directory that is deleted at the end. */
    Postgres(Path directory) {
        try {
            this.directory = directory;
            server = EmbeddedDatabase.start(directory);
            create("demo", "");
            serve("demo", true).close();
        } catch (StartException | SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Creates a database with the demo data, or an empty one. */
    String database(boolean demo) throws SQLException {
        var name = "test_" + ++databases;
        create(name, demo ? " template demo" : "");
        if (demo) {
            // A copy looks like a restored backup, whose event feed would begin far from 1.
            try (var sql = Sql.connect(jdbcUrl(name))) {
                sql.execute("update event_feed set incarnation = null");
            }
        }
        return name;
    }

    private void create(String name, String template) throws SQLException {
        try (var sql = Sql.connect(GrowProcess.jdbcUrl(directory))) {
            sql.execute("create database " + name + " owner grow" + template);
        }
    }

    /** Returns the JDBC URL of a database, for its owner. */
    String jdbcUrl(String database) {
        return GrowProcess.jdbcUrl(directory, "grow", database);
    }

    /** Starts Grow in this process on a new database with the demo data. */
    Running serveDemo() throws StartException, SQLException {
        return serve(database(true), false);
    }

    /** Starts Grow in this process on a database. */
    Running serve(String database, boolean demo) throws StartException {
        return Running.start(jdbcUrl(database), demo, "localhost");
    }

    /**
     * Grow in this process.
     *
     * @param application the application
     * @param http a client
     * @param jdbcUrl the URL of the database
     * @param progress the progress messages so far
     */
    record Running(Application application, Http http, String jdbcUrl, List<String> progress) implements AutoCloseable {

        static Running start(String jdbcUrl, boolean demo, String host) throws StartException {
            return start(jdbcUrl, demo, host, List.of());
        }

        static Running start(String jdbcUrl, boolean demo, String host, List<ProviderSettings> providers)
                throws StartException {
            return start(jdbcUrl, demo, host, providers, Optional.empty());
        }

        /** Starts a server that requires credentials. */
        static Running authenticated(String jdbcUrl, Visibility unowned) throws StartException {
            return start(jdbcUrl, true, "localhost", List.of(), Optional.of(unowned));
        }

        private static Running start(
                String jdbcUrl,
                boolean demo,
                String host,
                List<ProviderSettings> providers,
                Optional<Visibility> authentication)
                throws StartException {
            var progress = new ArrayList<String>();
            var database = new Application.External(new DatabaseSettings(jdbcUrl, null, null, 16), demo);
            var rest = new RestSettings(host, 0, RestSettings.DEFAULT_MAX_BODY_SIZE);
            var application = new Application(
                    new Application.Settings(
                            database,
                            rest,
                            100,
                            ImportLimits.USUAL,
                            true,
                            providers,
                            new ContactFormats(new BundledContactStandards()),
                            Session.Limits.DEFAULT,
                            authentication,
                            Optional.empty(),
                            Duration.ofDays(400)),
                    progress::add);
            var url = application.start();
            var port = Integer.parseInt(url.substring(url.lastIndexOf(':') + 1));
            return new Running(application, new Http(port), jdbcUrl, progress);
        }

        /** Returns a value from the database. */
        String value(String sql) throws SQLException {
            try (var connection = Sql.connect(jdbcUrl)) {
                return connection.value(sql);
            }
        }

        @Override
        public void close() {
            application.close();
        }
    }

    @Override
    public void close() {
        server.close();
        try (var paths = Files.walk(directory)) {
            paths.sorted(Comparator.reverseOrder())
                    .forEach(path -> path.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

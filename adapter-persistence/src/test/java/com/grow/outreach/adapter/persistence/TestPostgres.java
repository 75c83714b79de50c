package com.grow.outreach.adapter.persistence;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The PostgreSQL server of all tests in this JVM, which stops with the JVM. */
final class TestPostgres {

    /** A role that needs its password, {@code right}. All other roles need none. */
    static final String GUARDED = "guarded";

    private static final Logger LOGGER = Logger.getLogger("");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    /** Returns the settings of a new and empty database. */
    static DatabaseSettings newDatabase() {
        var name = "grow_" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return settings(name);
    }

    static DatabaseSettings settings(String database) {
        return new DatabaseSettings(
                "jdbc:postgresql://localhost:%d/%s".formatted(SERVER.getPort(), database),
                "postgres",
                null,
                DatabaseSettings.DEFAULT_MAX_CONNECTIONS);
    }

    private static EmbeddedPostgres start() {
        LOGGER.setLevel(Level.SEVERE);
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(1))
                    // Tests with deadlocks need time to create them.
                    .setServerConfig("deadlock_timeout", "5s")
                    .setDataDirectoryCustomizer(TestPostgres::askGuardedForItsPassword)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            LOGGER.setLevel(Level.WARNING);
        }
    }

    private static void askGuardedForItsPassword(File dataDirectory) {
        var rules = dataDirectory.toPath().resolve("pg_hba.conf");
        try {
            Files.writeString(
                    rules, "host all %s all scram-sha-256%n%s".formatted(GUARDED, Files.readString(rules)), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void execute(String sql) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}

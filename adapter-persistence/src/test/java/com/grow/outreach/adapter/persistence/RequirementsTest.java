package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The requirements of a database, which Grow checks before it changes anything. */
class RequirementsTest {

    private final DatabaseSettings settings = TestPostgres.newDatabase();
    private final String name = settings.jdbcUrl().substring(settings.jdbcUrl().lastIndexOf('/') + 1);

    @ParameterizedTest
    @ValueSource(strings = {"SQL_ASCII", "LATIN1"})
    void rejects_a_database_without_utf8(String encoding) {
        var other = name + "_" + encoding.toLowerCase(Locale.ROOT);
        TestPostgres.execute(
                "create database %s encoding '%s' locale 'C' template template0".formatted(other, encoding));

        assertThat(refusal(TestPostgres.settings(other)))
                .contains("its encoding is " + encoding, "encoding 'UTF8' template template0");
        assertThat(tables(TestPostgres.settings(other))).isZero();
    }

    @Test
    void rejects_a_search_path_without_the_schema_of_the_data() throws Exception {
        Database.open(settings, InstantSource.system()).close();
        TestDatabase.sql(settings).execute("create schema app");
        TestPostgres.execute("alter database %s set search_path = app, public".formatted(name));

        assertThat(refusal(settings))
                .contains("the data of Grow is in its schema public, but connections use the schema app");
        assertThat(TestDatabase.sql(settings).fetch("select from information_schema.tables where table_schema = 'app'"))
                .isEmpty();
    }

    @Test
    void keeps_using_its_schema_after_the_search_path_changes() throws Exception {
        TestDatabase.sql(settings).execute("create schema \"Sales Team\"");
        TestPostgres.execute("alter database %s set search_path = \"Sales Team\", public".formatted(name));
        try (var database = Database.open(settings, InstantSource.system())) {
            TestPostgres.execute("alter database %s set search_path = public".formatted(name));

            assertThat(database.transactions()
                            .<Boolean>read(
                                    stored -> stored.users().findAll(List.of()).isEmpty()))
                    .isTrue();
            assertThat(tables(settings)).isZero();
        }
    }

    @Test
    void rejects_a_search_path_without_an_existing_schema() {
        TestPostgres.execute("alter database %s set search_path = nowhere".formatted(name));

        assertThat(refusal(settings)).contains("no schema of the search path exists");
    }

    @Test
    void names_each_missing_right_of_the_role() throws Exception {
        var role = "limited_" + name;
        TestPostgres.execute("create role %s login".formatted(role));
        var limited = new DatabaseSettings(settings.jdbcUrl(), role, null, 5);

        assertThat(refusal(limited)).contains("run: grant create on schema public to " + role);
        TestDatabase.sql(settings).execute("grant create on schema public to " + role);
        assertThat(refusal(limited)).contains("run: grant create on database %s to %s".formatted(name, role));
        assertThat(tables(settings)).isZero();
        TestPostgres.execute("grant create on database %s to %s".formatted(name, role));
        Database.open(limited, InstantSource.system()).close();

        TestPostgres.execute("revoke temporary on database %s from public".formatted(name));
        TestPostgres.execute("revoke temporary on database %1$s from %2$s".formatted(name, role));
        assertThat(refusal(limited)).contains("run: grant temporary on database %s to %s".formatted(name, role));
    }

    @Test
    void rejects_a_role_that_may_not_change_the_tables() throws Exception {
        Database.open(settings, InstantSource.system()).close();
        var role = "reader_" + name;
        TestPostgres.execute("create role %s login".formatted(role));
        TestDatabase.sql(settings).execute("grant select on all tables in schema public to " + role);

        assertThat(refusal(new DatabaseSettings(settings.jdbcUrl(), role, null, 5)))
                .contains(
                        "may not read and change the tables companies, outreach_transitions, outreaches",
                        "grant select, insert, update, delete on all tables in schema public to " + role);
    }

    @Test
    void rejects_a_read_only_database() {
        TestPostgres.execute("alter database %s set default_transaction_read_only = on".formatted(name));

        assertThat(refusal(settings)).contains("it is read-only", "default_transaction_read_only");
        assertThat(tables(settings)).isZero();
    }

    @Test
    void rejects_a_role_that_turns_triggers_off() {
        TestPostgres.execute("alter database %s set session_replication_role = replica".formatted(name));

        assertThat(refusal(settings)).contains("session_replication_role is 'replica'");
    }

    @Test
    void rejects_a_pool_larger_than_the_connections_of_the_server() {
        assertThat(refusal(settings.withMaxConnections(1_000))).contains("the pool needs 1000; use a smaller pool");
    }

    private static long tables(DatabaseSettings settings) {
        return TestDatabase.sql(settings)
                .fetch("select from information_schema.tables where table_schema = 'public'")
                .size();
    }

    /** Returns the message with which opening fails. */
    private static String refusal(DatabaseSettings settings) {
        var refusal = catchThrowableOfType(
                DatabaseOpenException.class,
                () -> Database.open(settings, InstantSource.system()).close());
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).isNotBlank().doesNotContain("\n", "Exception", "null");
        return String.valueOf(refusal.getMessage());
    }
}

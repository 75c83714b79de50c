package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The constraints of the database, which also apply to plain SQL. */
class SchemaTest {

    private static final String UNIQUE = "23505";
    private static final String FOREIGN_KEY = "23503";
    private static final String CHECK = "23514";
    private static final String RESTRICT = "23001";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void create_two_companies_with_owners_and_one_without() {
        DATABASE.fill(new TestBook()
                .company("com_1", "Acme", "usr_1")
                .company("com_2", "Bolt", "usr_2")
                .company("com_3", "Cube", null)
                .person("per_1", "com_1")
                .person("per_3", "com_3")
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1")
                .outreach("out_3", "per_3", Channel.EMAIL, OutreachState.READY, null)
                .outreachThrough("out_4", OutreachState.STARTING));
    }

    @Test
    void rejects_two_transitions_at_one_position() {
        assertRefused(UNIQUE, """
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, 10, 'starting', 'waiting', now() from outreaches where public_id = 'out_4'
                """);
    }

    @Test
    void rejects_a_transition_to_the_same_state() {
        assertRefused(CHECK, """
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, 20, 'starting', 'starting', now() from outreaches where public_id = 'out_4'
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update outreach_transitions set reason = 'none'",
                "delete from outreach_transitions",
                "truncate outreach_transitions",
                "truncate users cascade"
            })
    void rejects_changes_of_the_history(String sql) {
        assertRefused(RESTRICT, sql);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_log set actor = 'somebody else'",
                "delete from audit_log",
                "truncate audit_log",
                "set local grow.sweeps_audit_log = 'on'; update audit_log set actor = 'somebody else'"
            })
    void rejects_changes_of_the_audit_log(String sql) {
        assertRefused(RESTRICT, sql);
    }

    @Test
    void rejects_a_duplicate_public_id() {
        assertRefused(UNIQUE, "insert into sequences (public_id, name) values ('seq_1', 'Again')");
    }

    static Stream<Arguments> prefixes() {
        return Stream.of("users usr_", "companies com_", "people per_", "sequences seq_", "outreaches out_")
                .map(words -> Arguments.of((Object[]) words.split(" ", 2)));
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void rejects_a_malformed_public_id(String table, String prefix) {
        for (var id : List.of(
                "",
                prefix,
                "xxx_1",
                "1",
                " " + prefix + "1",
                prefix + "1\n",
                prefix + "1 2",
                prefix + "é",
                prefix + "Я",
                prefix + "1.",
                prefix + "x".repeat(65))) {
            assertRefused(CHECK, "update %s set public_id = ? where id = 1".formatted(table), id);
        }
    }

    @ParameterizedTest
    @MethodSource("prefixes")
    void accepts_the_longest_public_id(String table, String prefix) {
        var longest = prefix + "-".repeat(63) + "_";

        assertThat(DATABASE.sql().execute("update %s set public_id = ? where id = 1".formatted(table), longest))
                .isOne();
    }

    @Test
    void rejects_an_outreach_with_another_company_than_its_person() {
        assertRefused(FOREIGN_KEY, """
                update outreaches set company_id = companies.id, owner_id = companies.owner_id
                from companies where companies.public_id = 'com_2' and outreaches.public_id = 'out_1'
                """);
    }

    @Test
    void rejects_an_outreach_with_another_owner_than_its_company() {
        assertRefused(
                FOREIGN_KEY,
                "update outreaches set owner_id = (select id from users where public_id = 'usr_2')"
                        + " where public_id = 'out_1'");
    }

    @Test
    void rejects_an_outreach_with_an_owner_if_its_company_has_none() {
        assertRefused(
                FOREIGN_KEY,
                "update outreaches set owner_id = (select id from users where public_id = 'usr_1')"
                        + " where public_id = 'out_3'");
    }

    @Test
    void rejects_an_outreach_without_an_owner_if_its_company_has_one() {
        assertRefused(FOREIGN_KEY, "update outreaches set owner_id = null where public_id = 'out_1'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update companies set owner_id = 1 where public_id = 'com_3'",
                "update companies set owner_id = 2 where public_id = 'com_1'",
                "update companies set owner_id = null where public_id = 'com_1'",
                "update people set company_id = 2 where public_id = 'per_1'",
                "update people set company_id = 3 where public_id = 'per_1'",
                "delete from people where public_id = 'per_1'",
                "delete from companies where public_id = 'com_1'",
                "delete from sequences where public_id = 'seq_1'",
                "delete from users where public_id = 'usr_1'",
                "delete from outreaches where public_id = 'out_4'",
            })
    void rejects_a_change_that_does_not_update_the_outreaches(String sql) {
        assertRefused(FOREIGN_KEY, sql);
    }

    @Test
    void accepts_a_person_who_changes_company_with_their_outreaches() {
        DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("update people set company_id = 2 where public_id = 'per_1'");
            transaction.dsl().execute("update outreaches set company_id = 2, owner_id = 2 where person_id = 1");
        });

        assertThat(owners()).containsExactly("out_1 usr_2", "out_4 usr_2");
    }

    @Test
    void accepts_a_company_that_changes_owner_with_its_outreaches() {
        DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("update outreaches set owner_id = 2 where company_id = 1");
            transaction.dsl().execute("update companies set owner_id = 2 where id = 1");
        });

        assertThat(owners()).containsExactly("out_1 usr_2", "out_4 usr_2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"channel", "outreach_state"})
    void the_values_of_an_enum_type_are_in_alphabetical_order(String type) {
        assertThat(strings("select unnest(enum_range(null::%s))::text".formatted(type)))
                .isSorted()
                .hasSizeGreaterThan(2);
    }

    @Test
    void every_name_column_has_an_icu_collation() {
        assertThat(strings("""
                select table_name || ' ' || collation_name from information_schema.columns
                where table_schema = 'public' and column_name = 'name'
                order by 1
                """))
                .containsExactly(
                        "api_tokens und-x-icu",
                        "companies und-x-icu",
                        "people und-x-icu",
                        "saved_views und-x-icu",
                        "sequences und-x-icu",
                        "teams und-x-icu",
                        "users und-x-icu");
    }

    @Test
    void every_foreign_key_has_an_index_that_starts_with_its_columns() {
        assertThat(strings("""
                select conrelid::regclass || ': ' || pg_get_constraintdef(oid) from pg_constraint
                where contype = 'f' and connamespace = 'public'::regnamespace and not exists (
                  select from pg_index where indrelid = conrelid and indkey[0] = conkey[1])
                """)).isEmpty();
    }

    private static List<String> owners() {
        return strings("""
                select outreaches.public_id || ' ' || users.public_id from outreaches
                join users on users.id = outreaches.owner_id order by 1
                """);
    }

    private static List<String> strings(String sql) {
        return DATABASE.sql().fetch(sql).into(String.class);
    }

    private static void assertRefused(String sqlState, String sql, Object... values) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> DATABASE.sql().execute(sql, values))
                .satisfies(refusal -> assertThat(refusal.sqlState()).isEqualTo(sqlState));
    }
}

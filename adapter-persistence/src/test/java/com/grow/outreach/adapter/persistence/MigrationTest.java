package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.UserId;
import java.time.InstantSource;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data of earlier versions after the migration. */
class MigrationTest {

    private final DatabaseSettings settings = TestPostgres.newDatabase();
    private final DSLContext sql = TestDatabase.sql(settings);

    @Test
    void since_version_4_directory_entries_are_as_old_as_their_oldest_outreach() throws Exception {
        migrateTo("3");
        sql.execute("""
                insert into users (id, public_id, name, email) values (1, 'usr_1', 'Maya', 'm'), (2, 'usr_2', 'Dan', 'd');
                insert into companies (id, public_id, name, owner_id) values (1, 'com_1', 'Acme', 1), (2, 'com_2', 'Bolt', null);
                insert into people (id, public_id, name, company_id) values (1, 'per_1', 'Ann', 1), (2, 'per_2', 'Bo', 2);
                insert into sequences (id, public_id, name) values (1, 'seq_1', 'Welcome'), (2, 'seq_2', 'Farewell');
                insert into outreaches (public_id, person_id, company_id, owner_id, sequence_id, created_at, channel) values
                  ('out_1', 1, 1, 1, 1, '2026-02-01T00:00Z', 'email'),
                  ('out_2', 1, 1, 1, null, '2026-01-01T00:00Z', 'phone');
                """);

        try (var database = Database.open(settings, InstantSource.system())) {
            for (var table : List.of("users", "companies", "people")) {
                assertThat(isAsOldAs(table, "2026-01-01")).as(table).isTrue();
            }
            assertThat(isAsOldAs("sequences", "2026-02-01")).isTrue();
            var found = database.transactions()
                    .<List<Company>>read(stored -> List.copyOf(stored.companies()
                            .findAll(List.of(new CompanyId("com_1")))
                            .values()));
            assertThat(found).containsExactly(Company.named(new CompanyId("com_1"), "Acme", new UserId("usr_1")));
            var all = new NamedQuery(null, NameSort.NEWEST_FIRST, PageRequest.first());
            var users = database.transactions().read(stored -> stored.users().page(all));
            assertThat(users.totalCount()).isEqualTo(2);
            assertThat(users.items()).extracting(user -> user.id().value()).containsExactly("usr_2", "usr_1");
        }
    }

    @Test
    void names_from_before_version_8_are_found_by_their_parts() throws Exception {
        migrateTo("5");
        sql.execute("""
                insert into companies (public_id, name) values ('com_1', 'Acme'), ('com_2', 'Bolt');
                insert into people (public_id, name, company_id)
                select 'per_1', 'Ann', id from companies where public_id = 'com_1';
                """);

        try (var database = Database.open(settings, InstantSource.system())) {
            var found = database.transactions()
                    .read(stored -> stored.people()
                            .page(new PersonQuery(
                                    new PersonFilter("N", null, null), NameSort.NEWEST_FIRST, PageRequest.first())));
            assertThat(found.totalCount()).isEqualTo(1);
            assertThat(found.items()).extracting(person -> person.id().value()).containsExactly("per_1");
        }
        assertThat(sql.fetch("select part from name_part_counts where table_name = 'companies' and n = 1")
                        .getValues(0, String.class))
                .contains("a", "ac", "acm", "olt");
    }

    @ParameterizedTest
    @CsvSource({"Straße, RASSE", "ΚΟΣΜΟΣ, κος", "Jose\u0301, josé", "Acme, CME"})
    void names_from_before_version_23_are_found_and_counted_by_their_folded_parts(String name, String part)
            throws Exception {
        migrateTo("18");
        sql.execute("insert into companies (public_id, name, domain) values ('com_1', ?, 'acme.example')", name);
        sql.execute("insert into people (public_id, name, company_id) select 'per_1', ?, id from companies", name);
        sql.execute("select fold_name_counts(100)");

        try (var database = Database.open(settings, InstantSource.system())) {
            var found = database.transactions()
                    .read(stored -> stored.people()
                            .page(new PersonQuery(
                                    new PersonFilter(part, null, null), NameSort.NEWEST_FIRST, PageRequest.first())));
            assertThat(found.totalCount()).isEqualTo(1);
            assertThat(found.items()).hasSize(1);
        }
        assertThat(sql.fetchSingle("select count(*) from people where name_windows(name) @@ name_part_query(?)", part)
                        .into(long.class))
                .isEqualTo(1);
    }

    /** Returns whether the first row is from a day, and the second, without an outreach, from the migration. */
    private boolean isAsOldAs(String table, String day) {
        return sql.fetchSingle(("select (select created_at = '%sT00:00Z' from %s where id = 1)"
                                + " and (select created_at > now() - interval '1 hour' from %2$s where id = 2)")
                        .formatted(day, table))
                .into(boolean.class);
    }

    private void migrateTo(String version) {
        Flyway.configure(getClass().getClassLoader())
                .dataSource(settings.jdbcUrl(), settings.user(), settings.password())
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();
    }
}

package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.book.BookAuditor;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The numbers of people by owner, which are the totals of scopes. */
class PeopleCountsTest {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void fill() {
        var book = new TestBook();
        for (int i = 1; i <= 4; i++) {
            book.user("usr_" + i, "User " + i);
        }
        for (int i = 1; i <= 8; i++) {
            book.company("com_" + i, "Company " + i, i % 4 == 0 ? null : "usr_" + i % 4);
            book.person("per_" + i, "com_" + i).person("per_x" + i, "com_" + i);
        }
        DATABASE.fill(book);
    }

    private static Caller caller(Set<UserId> owners, boolean unowned) {
        return new Caller(new UserId("usr_1"), Role.REP, new Scope.OwnedBy(owners, unowned), false);
    }

    private static long total(Set<UserId> owners, boolean unowned, PersonFilter filter) {
        return DATABASE.transactions()
                .within(caller(owners, unowned))
                .<Long>read(stored -> stored.people()
                        .page(new PersonQuery(filter, NameSort.NEWEST_FIRST, PageRequest.first()))
                        .totalCount());
    }

    private static void assertCountsAreExact() {
        assertThat(DATABASE.sql().fetch("""
                                select owner_id, sum(n) from (
                                  select owner_id, n from people_counts
                                  union all
                                  select owner_id, -1 from people join companies on companies.id = company_id
                                ) all_of_them group by owner_id having sum(n) <> 0
                                """)).isEmpty();
        var findings = new ArrayList<BookAuditor.Finding>();
        DATABASE.database().auditor().audit(10, findings::add);
        assertThat(findings).allMatch(finding -> finding.contradictions() == 0);
    }

    @Test
    void totals_of_a_scope_are_exact_after_each_kind_of_change() {
        var sql = DATABASE.sql();
        var one = Set.of(new UserId("usr_1"));
        assertCountsAreExact();
        assertThat(total(one, false, PersonFilter.ALL)).isEqualTo(4);
        assertThat(total(one, true, PersonFilter.ALL)).isEqualTo(8);
        assertThat(total(Set.of(), false, PersonFilter.ALL)).isZero();

        for (var change : List.of(
                "insert into people (public_id, name, company_id, created_at) select 'per_n' || id, 'New', id, now() from companies",
                "update people set company_id = (select id from companies where public_id = 'com_4') where public_id = 'per_1'",
                "update people set name = 'Changed'",
                "update companies set owner_id = (select id from users where public_id = 'usr_2') where public_id = 'com_1'",
                "update companies set owner_id = null where public_id in ('com_2', 'com_3')",
                "update companies set owner_id = (select id from users where public_id = 'usr_1') where owner_id is null",
                "update companies set name = 'Changed'",
                "delete from people where public_id = 'per_2'")) {
            sql.execute(change);
            assertCountsAreExact();
        }
        sql.execute("select recount_rows()");
        assertCountsAreExact();
    }

    @Test
    void totals_of_a_scope_are_exact_after_concurrent_changes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 6)
                    .mapToObj(writer -> threads.submit(() -> {
                        var random = new Random(writer);
                        for (int i = 0; i < 40; i++) {
                            change(random, writer + "_" + i);
                        }
                        return null;
                    }))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
        }

        assertCountsAreExact();
        // Counters are replaced and don't accumulate.
        assertThat(DATABASE.sql().fetchCount(org.jooq.impl.DSL.table("people_counts")))
                .isLessThan(60);
    }

    private static void change(Random random, String name) {
        var company = "(select id from companies where public_id = 'com_%d')".formatted(1 + random.nextInt(8));
        var owner = "(select id from users where public_id = 'usr_%d')".formatted(1 + random.nextInt(4));
        try {
            DATABASE.sql()
                    .execute(
                            switch (random.nextInt(4)) {
                                case 0 ->
                                    "insert into people (public_id, name, company_id, created_at) values ('per_%s', 'x', %s, now())"
                                            .formatted(name, company);
                                case 1 ->
                                    "update people set company_id = %s where public_id = 'per_%d'"
                                            .formatted(company, 1 + random.nextInt(8));
                                case 2 -> "update companies set owner_id = %s where id = %s".formatted(owner, company);
                                default ->
                                    "delete from people where public_id = 'per_x%d'".formatted(1 + random.nextInt(8));
                            });
        } catch (DataAccessException e) {
            // Deadlocks are retried by the application.
            assertThat(e.sqlState()).isEqualTo("40P01");
        }
    }

    @Test
    void the_total_of_a_scope_is_read_from_the_counters_and_that_of_a_filter_is_not() {
        DATABASE.sql().execute("update people_counts set n = n + 1000");
        var one = Set.of(new UserId("usr_1"));

        assertThat(total(one, false, PersonFilter.ALL)).isEqualTo(1004);
        assertThat(total(one, false, new PersonFilter("person", null, null))).isEqualTo(4);
    }
}

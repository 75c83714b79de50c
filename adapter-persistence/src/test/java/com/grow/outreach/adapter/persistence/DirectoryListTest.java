package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.JooqCompanyRepository;
import com.grow.outreach.adapter.persistence.repository.JooqPersonRepository;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the plans for lists of companies and people with simple queries. */
class DirectoryListTest {

    private static final int COMPANIES = 400;
    private static final int PEOPLE = 300;
    private static final int QUERIES = 300;
    private static final long ALWAYS_SORT = Long.MAX_VALUE;
    private static final long LOOK_AT_SOME = 5;
    private static final long ALWAYS_WALK = 0;

    private static final List<String> NAMES = List.of(
            "acme",
            "Acme",
            "Émile",
            "100% Foods",
            "a_b",
            "\\o/",
            "Zebra",
            "zoo",
            "Ünder",
            "İstanbul",
            "Straße STRASSE",
            "ΚΟΣΜΟΣ Κόσμος",
            "José Jose\u0301",
            "王小明",
            "O'Brien",
            "a\1b");
    private static final List<String> SEGMENTS = List.of("SaaS", "Sales", "retail", "Énergie");

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SkewedRandom random = new SkewedRandom(20_261_125);

    @BeforeEach
    void fill() {
        DATABASE.fill(book());
    }

    @Test
    void pages_and_totals_of_companies_equal_those_of_simple_queries() {
        for (int i = 0; i < QUERIES; i++) {
            var query =
                    new CompanyQuery(filter(), sort(), new PageRequest(1 + random.skewed(9), 1 + random.nextInt(80)));

            for (long few : new long[] {DirectoryList.FEW, ALWAYS_SORT, LOOK_AT_SOME, ALWAYS_WALK}) {
                var page = new JooqCompanyRepository(DATABASE.sql(), VisibleRows.ALL, few).page(query);

                assertThat(page.items().stream().map(company -> company.id().value()))
                        .as("items of %s", query)
                        .isEqualTo(plainPage(query));
                assertThat(page.totalCount()).as("total of %s", query).isEqualTo(plainTotal(query.filter()));
            }
        }
    }

    @Test
    void pages_and_totals_of_people_equal_those_of_simple_queries() {
        for (int i = 0; i < QUERIES / 3; i++) {
            var filter = new PersonFilter(
                    random.maybe(words(), 2),
                    random.maybe(new CompanyId("com_" + random.skewed(COMPANIES)), 4),
                    random.maybe("PER_" + random.nextInt(PEOPLE) + "@x.example", 5));
            var sort = NameSort.values()[random.nextInt(NameSort.values().length)];
            var query = new PersonQuery(filter, sort, new PageRequest(1 + random.skewed(4), 1 + random.nextInt(80)));

            for (long few : new long[] {ALWAYS_SORT, LOOK_AT_SOME, ALWAYS_WALK}) {
                var page = new JooqPersonRepository(DATABASE.sql(), VisibleRows.ALL, few).page(query);

                assertThat(page.items().stream().map(person -> person.id().value()))
                        .as("items of %s", query)
                        .isEqualTo(plainPage(query));
                assertThat(page.totalCount()).as("total of %s", query).isEqualTo(plainTotal(filter));
            }
        }
    }

    @Test
    void totals_of_name_parts_are_exact_after_each_kind_of_change() {
        var sql = DATABASE.sql();
        assertTotalsOfPartsAreExact();
        sql.execute("insert into people (public_id, name, company_id)"
                + " select 'per_new_' || n, 'Ana ' || chr(97 + n), 1 from generate_series(0, 20) n");
        sql.execute("update people set name = 'Banana' where id % 5 = 0");
        sql.execute("update people set name = upper(name), email = null where id % 7 = 0");
        sql.execute("select fold_name_counts(10)");
        assertTotalsOfPartsAreExact();
        sql.execute("delete from people where id % 3 = 0");
        sql.execute("update companies set name = name || ' Group' where id % 2 = 0");
        sql.execute("select fold_name_counts(1000000)");
        sql.execute("delete from people where id % 11 = 0");
        assertTotalsOfPartsAreExact();
        DATABASE.truncate(
                "people, outreaches, outreach_transitions, merged_people, merged_outreaches, duplicate_people");
        assertTotalsOfPartsAreExact();
        DATABASE.truncate("companies cascade");
        assertThat(sql.fetchCount(DSL.table("name_part_counts"))).isZero();
    }

    @Test
    void totals_of_name_parts_are_exact_after_concurrent_writes_and_folds() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 8)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int i = 0; i < 40; i++) {
                            DATABASE.sql()
                                    .execute(
                                            "update people set name = {0} where id % 8 = {1}",
                                            DSL.val(NAMES.get((writer + i) % NAMES.size())), DSL.val(writer));
                            if (i % 4 == 0) {
                                DATABASE.sql().execute("select fold_name_counts(100)");
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
        }
        assertTotalsOfPartsAreExact();
    }

    /** Compares all parts of one to four characters, and some that no name has. */
    private static void assertTotalsOfPartsAreExact() {
        for (var table : List.of("people", "companies")) {
            var parts = DATABASE.sql().fetch("""
                            select part, (
                              select count(*)
                              from %1$s
                              where not exists (
                                select
                                from string_to_table(btrim(part), ' ') word
                                where strpos(folded(name) collate "C", word) = 0))
                            from (
                              select distinct substr(folded(name), i, size) collate "C" as part
                              from %1$s, generate_series(1, length(folded(name))) i, generate_series(1, 4) size
                              union values ('q'), ('xq'), ('qqq')
                            ) parts
                            where part <> ' '
                            """.formatted(table));
            for (var part : parts) {
                var name = part.get(0, String.class);
                long total = DATABASE.transactions()
                        .<Long>read(stored -> table.equals("people")
                                ? stored.people()
                                        .page(new PersonQuery(
                                                new PersonFilter(name, null, null),
                                                NameSort.NEWEST_FIRST,
                                                new PageRequest(1, 1)))
                                        .totalCount()
                                : stored.companies()
                                        .page(new CompanyQuery(
                                                named(name), CompanySort.NEWEST_FIRST, new PageRequest(1, 1)))
                                        .totalCount());
                assertThat(total).as("%s with %s", table, name).isEqualTo(part.get(1, Long.class));
            }
        }
    }

    private static CompanyFilter named(String part) {
        return new CompanyFilter(part, null, null, Set.of(), null, Range.open(), Range.open(), false);
    }

    @Test
    void totals_of_tables_are_exact_after_each_kind_of_change() {
        var sql = DATABASE.sql();
        assertTotalsAreExact();
        sql.execute("insert into sequences (public_id, name) select 'seq_' || n, 'x' from generate_series(1, 7) n");
        sql.execute("insert into users (public_id, name, email) values ('usr_new', 'x', 'x')");
        assertTotalsAreExact();
        sql.execute("delete from people where id % 3 = 0");
        sql.execute("update people set name = 'x' where id % 5 = 0");
        sql.execute("delete from sequences where id % 2 = 0");
        sql.execute("delete from users where false");
        assertTotalsAreExact();
        DATABASE.truncate("users, companies, people, sequences, outreaches, outreach_transitions,"
                + " merged_people, merged_companies, merged_outreaches, duplicate_people, duplicate_companies cascade");
        assertTotalsAreExact();
        assertThat(total("people")).isZero();
    }

    @Test
    void totals_of_tables_are_exact_after_concurrent_writes() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 8)
                    .mapToObj(writer -> threads.submit(() -> {
                        for (int i = 0; i < 40; i++) {
                            DATABASE.sql()
                                    .execute(
                                            "insert into sequences (public_id, name) values ({0}, 'x')",
                                            DSL.val("seq_%d_%d".formatted(writer, i)));
                            if (i % 4 == 0) {
                                DATABASE.sql()
                                        .execute(
                                                "delete from sequences where public_id = {0}",
                                                DSL.val("seq_%d_%d".formatted(writer, i)));
                            }
                        }
                        return null;
                    }))
                    .toList();
            for (var writer : writers) {
                writer.get();
            }
        }
        assertTotalsAreExact();
        assertThat(total("sequences")).isEqualTo(240);
        // Counters are replaced and don't accumulate.
        assertThat(DATABASE.sql().fetchCount(DSL.table("row_counts"))).isLessThan(50);
    }

    private void assertTotalsAreExact() {
        for (var table : List.of("users", "companies", "people", "sequences")) {
            assertThat(total(table)).as(table).isEqualTo(DATABASE.sql().fetchCount(DSL.table(table)));
        }
    }

    private static long total(String table) {
        var all = new NamedQuery(null, NameSort.NEWEST_FIRST, PageRequest.first());
        return DATABASE.transactions().<Long>read(stored -> switch (table) {
            case "users" -> stored.users().page(all).totalCount();
            case "sequences" -> stored.sequences().page(all).totalCount();
            case "people" ->
                stored.people()
                        .page(new PersonQuery(PersonFilter.ALL, all.sort(), all.page()))
                        .totalCount();
            default ->
                stored.companies()
                        .page(new CompanyQuery(CompanyFilter.ALL, CompanySort.NEWEST_FIRST, all.page()))
                        .totalCount();
        });
    }

    private CompanyFilter filter() {
        return new CompanyFilter(
                random.maybe(words(), 4),
                random.maybe(part(), 6),
                random.maybe(Fit.values()[random.nextInt(3)], 4),
                random.nextInt(4) == 0 ? new HashSet<>(segments()) : new HashSet<>(),
                random.maybe(new UserId("usr_" + random.skewed(9)), 5),
                random.nextInt(4) == 0 ? new Range<>(random.maybe(score(), 1), random.maybe(score(), 2)) : Range.open(),
                random.nextInt(4) == 0 ? new Range<>(random.maybe(day(), 2), random.maybe(day(), 2)) : Range.open(),
                random.nextInt(8) == 0);
    }

    private CompanySort sort() {
        var key = CompanySort.Key.values()[random.nextInt(CompanySort.Key.values().length)];
        return key == CompanySort.Key.CREATED_AT
                ? CompanySort.NEWEST_FIRST
                : new CompanySort(key, random.nextBoolean() ? Direction.ASC : Direction.DESC);
    }

    /** Returns one to three words, each a part of a name. */
    private String words() {
        var words = Stream.generate(this::part).limit(1 + random.skewed(3)).collect(Collectors.joining(" "));
        return words.isBlank() ? "e" : words;
    }

    /** Returns one to four characters of a name in random case. */
    private String part() {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        int from = random.nextInt(name.length());
        var part = name.substring(from, Math.min(name.length(), from + 1 + random.nextInt(4)));
        return random.nextBoolean() ? part.toUpperCase(java.util.Locale.ROOT) : part;
    }

    private Integer score() {
        return random.nextInt(101);
    }

    private LocalDate day() {
        return LocalDate.of(2026, 1, 1).plusDays(random.nextInt(40));
    }

    private List<String> segments() {
        var segments = new LinkedHashSet<String>();
        for (int count = random.nextInt(3); count > 0; count--) {
            segments.add(SEGMENTS.get(random.skewed(SEGMENTS.size())));
        }
        return List.copyOf(segments);
    }

    private TestBook book() {
        var book = new TestBook();
        for (int i = 0; i < 8; i++) {
            book.user("usr_" + i, List.of("Zoe", "anna", "Ánna", "Bob").get(i % 4));
        }
        for (int i = 0; i < COMPANIES; i++) {
            book.company(company(i), createdAt());
        }
        for (int i = 0; i < PEOPLE; i++) {
            book.person(
                    new Person(
                            new PersonId("per_" + i),
                            NAMES.get(random.skewed(NAMES.size())),
                            null,
                            new CompanyId("com_" + random.skewed(COMPANIES)),
                            random.maybe("Per_" + i + "@X.example", 2),
                            null,
                            null),
                    createdAt());
        }
        return book;
    }

    private Company company(int number) {
        Instant enriched =
                random.maybe(Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofHours(random.nextInt(960))), 2);
        return new Company(
                new CompanyId("com_" + number),
                NAMES.get(random.skewed(NAMES.size())) + (random.nextBoolean() ? "" : " " + random.nextInt(9)),
                random.maybe(new UserId("usr_" + random.skewed(8)), 2),
                new Company.Profile(
                        random.maybe(NAMES.get(random.nextInt(NAMES.size())) + random.nextInt(9) + ".example", 2),
                        Fit.values()[random.nextInt(3)],
                        segments(),
                        List.of(new Country("US")),
                        random.maybe(score(), 2)),
                enriched == null
                        ? Company.Enrichment.NEVER
                        : new Company.Enrichment(EnrichmentStatus.FAILED, enriched));
    }

    /** Returns one of a few times, so that several rows have the same. */
    private Instant createdAt() {
        return TestBook.START.plus(Duration.ofHours(random.nextInt(100)));
    }

    private static List<String> plainPage(CompanyQuery query) {
        var direction = query.sort().direction() == Direction.ASC ? "asc" : "desc";
        var order = switch (query.sort().key()) {
            case CREATED_AT -> "";
            case NAME -> "c.name %s, ";
            case DOMAIN -> "c.domain %s nulls last, ";
            case FIT -> "c.fit is null, c.fit %s, ";
            case SEGMENTS -> "c.segments %s nulls last, ";
            case OVERALL_SCORE -> "c.overall_score %s nulls last, ";
            case OWNER -> "u.name %1$s nulls last, u.id %1$s nulls last, ";
            case LAST_ENRICHMENT -> "c.last_enriched_at %s nulls last, ";
        };
        return DATABASE.sql()
                .fetch(
                        "select c.public_id from companies c left join users u on u.id = c.owner_id where {0} order by "
                                + order.formatted(direction)
                                + "c.created_at desc, c.id limit %d offset %d"
                                        .formatted(
                                                query.page().size(),
                                                query.page().offset()),
                        plain(query.filter()))
                .getValues(0, String.class);
    }

    private static long plainTotal(CompanyFilter filter) {
        return DATABASE.sql()
                .fetchSingle(
                        "select count(*) from companies c left join users u on u.id = c.owner_id where {0}",
                        plain(filter))
                .into(long.class);
    }

    private static Condition plain(CompanyFilter filter) {
        var conditions = new ArrayList<Condition>();
        addWords(conditions, "c.name", filter.name());
        add(conditions, "position(folded({0}) in folded(c.domain)) > 0", filter.domain());
        if (filter.fit() != null) {
            add(
                    conditions,
                    "coalesce(c.fit::text, 'unknown') = {0}",
                    filter.fit().value());
        }
        if (!filter.segments().isEmpty()) {
            add(
                    conditions,
                    "exists (select from unnest(c.segments) s where s = any (string_to_array({0}, '|')))",
                    String.join("|", filter.segments()));
        }
        if (filter.ownerId() != null) {
            add(conditions, "u.public_id = {0}", filter.ownerId().value());
        }
        add(conditions, "c.overall_score >= {0}", filter.overallScore().from());
        add(conditions, "c.overall_score <= {0}", filter.overallScore().to());
        add(
                conditions,
                "(c.last_enriched_at at time zone 'UTC')::date >= {0}",
                filter.enriched().from());
        add(
                conditions,
                "(c.last_enriched_at at time zone 'UTC')::date <= {0}",
                filter.enriched().to());
        if (filter.neverEnriched()) {
            conditions.add(DSL.condition("c.last_enriched_at is null"));
        }
        return DSL.and(conditions);
    }

    private static void addWords(List<Condition> conditions, String name, @Nullable String words) {
        for (var word :
                words == null ? List.<String>of() : List.of(words.strip().split(" +"))) {
            add(conditions, "position(folded({0}) in folded(" + name + ")) > 0", word);
        }
    }

    private static void add(List<Condition> conditions, String sql, @Nullable Object value) {
        if (value != null) {
            conditions.add(DSL.condition(sql, DSL.val(value)));
        }
    }

    private static long plainTotal(PersonFilter filter) {
        return DATABASE.sql()
                .fetchSingle(
                        "select count(*) from people p join companies c on c.id = p.company_id where {0}",
                        plain(filter))
                .into(long.class);
    }

    private static Condition plain(PersonFilter filter) {
        var conditions = new ArrayList<Condition>();
        addWords(conditions, "p.name", filter.name());
        add(conditions, "lower(p.email) = lower({0})", filter.email());
        if (filter.companyId() != null) {
            add(conditions, "c.public_id = {0}", filter.companyId().value());
        }
        return DSL.and(conditions);
    }

    private static List<String> plainPage(PersonQuery query) {
        var order = switch (query.sort()) {
            case NEWEST_FIRST -> "";
            case NAME_ASC -> "p.name, ";
            case NAME_DESC -> "p.name desc, ";
        };
        return DATABASE.sql()
                .fetch(
                        "select p.public_id from people p join companies c on c.id = p.company_id where {0} order by "
                                + order
                                + "p.created_at desc, p.id limit %d offset %d"
                                        .formatted(
                                                query.page().size(),
                                                query.page().offset()),
                        plain(query.filter()))
                .getValues(0, String.class);
    }
}

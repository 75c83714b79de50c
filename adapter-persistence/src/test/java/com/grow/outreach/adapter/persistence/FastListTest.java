package com.grow.outreach.adapter.persistence;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.adapter.persistence.list.Thresholds;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.OutreachStats;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Compares the fast pages and totals of outreaches with simple queries. */
class FastListTest {

    private static final int COMPANIES = 60;
    private static final int PEOPLE = 200;
    private static final int OUTREACHES = 1_500;
    private static final int QUERIES = 200;
    private static final List<String> PEOPLE_NAMES = List.of("Zoe Moor", "anna Bo", "Ánna Bo", "Bob Zorn", "Leo Tal");

    /** The time of the last change, from the history. */
    private static final String CHANGED_AT =
            "coalesce((select t.created_at from outreach_transitions t where t.outreach_id = o.id order by t.sort_key desc limit 1), o.created_at)";

    private static final Thresholds ALWAYS_JUMP_AND_WALK = new Thresholds(0, 0);
    private static final Thresholds ALWAYS_JUMP_AND_SORT = new Thresholds(0, Long.MAX_VALUE);
    private static final Thresholds NEVER_JUMP = new Thresholds(Long.MAX_VALUE, 0);

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    private final SkewedRandom random = new SkewedRandom(20_261_124);
    private final UseCases useCases = Services.over(
            DATABASE.transactions(), InstantSource.fixed(TestBook.START.plus(Duration.ofDays(90))), new Random(1));

    @BeforeEach
    void fill() {
        DATABASE.fill(book());
        DATABASE.sql().execute("""
                with moved as (
                  update outreaches
                  set last_sort_key = 1, moved_at = created_at + (id % 50) * interval '17 hours'
                  where id % 3 = 0 and current_state <> 'new'
                  returning id, current_state, moved_at
                )
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, 1, 'new', current_state, moved_at from moved
                """);
    }

    @Test
    void pages_and_totals_equal_those_of_simple_queries() {
        for (int i = 0; i < QUERIES; i++) {
            change();
            var query =
                    new OutreachQuery(filter(), sort(), new PageRequest(1 + random.skewed(20), 1 + random.nextInt(80)));

            var page = useCases.outreaches().list().list(query);

            assertThat(ids(page)).as("items of %s", query).isEqualTo(plainPage(query));
            assertThat(page.totalCount()).as("total of %s", query).isEqualTo(plainTotal(query.filter()));
            assertThat(useCases.outreaches().count().count(query.filter()).kinds())
                    .as("stats of %s", query.filter())
                    .containsExactlyInAnyOrderElementsOf(plainStats(query.filter()));
            for (var thresholds : List.of(ALWAYS_JUMP_AND_WALK, ALWAYS_JUMP_AND_SORT, NEVER_JUMP)) {
                assertThat(new JooqOutreachRepository(DATABASE.sql(), VisibleRows.ALL, thresholds).page(query))
                        .as("%s by %s", query, thresholds)
                        .isEqualTo(page);
            }
        }
    }

    @Test
    void a_walk_returns_each_row_once_despite_concurrent_inserts() {
        for (int i = 0; i < QUERIES / 6; i++) {
            var filter = filter();
            int size = 1 + random.nextInt(60);
            var before = plainWalk(filter);
            var met = new ArrayList<String>();
            Position after = null;
            do {
                var slice = useCases.outreaches().walk().walk(filter, new SliceRequest(after, size));
                slice.items().forEach(outreach -> met.add(outreach.id().value()));
                after = slice.next();
                if (random.nextInt(3) == 0) {
                    insert(1 + random.nextInt(4));
                }
            } while (after != null);

            assertThat(met).as("walk of %s by %d", filter, size).doesNotHaveDuplicates();
            assertThat(met.stream().filter(before::contains).toList()).isEqualTo(List.copyOf(before));
        }
    }

    /** Inserts rows with existing creation times, and newer ones. */
    private void insert(int count) {
        DATABASE.sql()
                .execute("""
                insert into outreaches
                  (public_id, person_id, company_id, owner_id, sequence_id, created_at, channel, current_state)
                select 'out_in_between_' || nextval(pg_get_serial_sequence('outreaches', 'id')),
                  person_id, company_id, owner_id, sequence_id, created_at + make_interval(hours => {0}), channel, current_state
                from (select * from outreaches order by id offset {1} limit {2}) rows
                """, val(random.nextInt(3) == 0 ? 1_000 : 0), val(random.nextInt(OUTREACHES)), val(count));
    }

    private Set<String> plainWalk(OutreachFilter filter) {
        return new LinkedHashSet<>(DATABASE.sql()
                .fetch("select o.public_id " + plainFrom(filter) + " order by o.created_at desc, o.id")
                .getValues(0, String.class));
    }

    @Test
    void totals_are_exact_during_concurrent_writes_and_folds() throws Exception {
        var done = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = IntStream.range(0, 16)
                    .mapToObj(seed ->
                            threads.submit(seed % 3 == 0 ? maintainer(new Random(seed)) : writer(new Random(seed))))
                    .toList();
            var others = List.of(
                    threads.submit(() -> {
                        while (!done.get()) {
                            fold();
                        }
                    }),
                    threads.submit(() -> {
                        var choice = new Random(99);
                        while (!done.get()) {
                            renameCompany(choice);
                            cutBlocks(choice);
                        }
                    }),
                    threads.submit(() -> {
                        while (!done.get()) {
                            assertTotalsAreExact();
                        }
                    }));
            for (var writer : writers) {
                writer.get();
            }
            done.set(true);
            for (var other : others) {
                other.get();
            }
        }
        assertTotalsAreExact();
        fold();
        assertTotalsAreExact();
        assertCarriedIdsAreRight();
        assertThat(DATABASE.sql().fetchCount(DATABASE.sql().selectFrom("outreach_count_deltas")))
                .isZero();
    }

    @Test
    void blocks_of_companies_are_split_when_they_are_too_large() {
        var sql = DATABASE.sql();
        sql.execute("select cut_company_blocks(1000000)");
        assertThat(blocks()).isLessThanOrEqualTo(2);

        sql.execute("""
                insert into outreaches (public_id, person_id, company_id, owner_id, created_at, channel)
                select 'out_more_' || n || '_' || people.id, people.id, company_id, owner_id, now(), 'email'
                from generate_series(1, 80) n, people join companies on companies.id = company_id
                """);
        fold();

        assertThat(blocks()).isGreaterThan(2);
        assertTotalsAreExact();
    }

    private static int blocks() {
        return DATABASE.sql().fetchCount(DATABASE.sql().selectFrom("company_blocks"));
    }

    @Test
    void totals_are_exact_after_changes_by_plain_sql() {
        var sql = DATABASE.sql();
        fold();
        DATABASE.truncate("outreach_transitions");
        sql.execute("delete from outreaches where id % 3 = 0");
        assertTotalsAreExact();
        sql.execute("update outreaches set channel = 'phone' where id % 5 = 0");
        assertTotalsAreExact();
        cutBlocks(random);
        sql.execute("update companies set name = 'Aa' where id % 2 = 0");
        sql.execute("update people set name = 'Aa' where id % 3 = 0");
        assertTotalsAreExact();
        fold();
        sql.execute("delete from outreaches where company_id = 1");
        sql.execute("delete from people where company_id = 1");
        sql.execute("delete from companies where id = 1");
        assertTotalsAreExact();
        fold();
        assertTotalsAreExact();
        DATABASE.truncate("outreaches, outreach_transitions, merged_outreaches");
        assertTotalsAreExact();
    }

    private static List<String> ids(Page<Outreach> page) {
        return page.items().stream().map(Outreach::id).map(OutreachId::value).toList();
    }

    private Callable<Void> writer(Random choice) {
        return () -> {
            for (int i = 0; i < 40; i++) {
                var ids = IntStream.range(0, 1 + choice.nextInt(20))
                        .mapToObj(n -> new OutreachId("out_" + choice.nextInt(OUTREACHES)))
                        .toList();
                if (choice.nextBoolean()) {
                    useCases.outreaches()
                            .batchTransition()
                            .transitionTo(OutreachState.ENRICHMENT, OutreachBatch.of(ids));
                } else {
                    useCases.outreaches()
                            .batchAssignSequence()
                            .assign(new SequenceId("seq_" + choice.nextInt(12)), OutreachBatch.of(ids));
                }
            }
            return null;
        };
    }

    /** Changes the records that outreaches refer to, concurrently with other threads. */
    private Callable<Void> maintainer(Random choice) {
        return () -> {
            for (int i = 0; i < 60; i++) {
                maintain(choice);
            }
            return null;
        };
    }

    /** Compares the fast total with the number of rows in one statement, and so in one snapshot. */
    private void assertTotalsAreExact() {
        for (var filter : List.of(
                OutreachFilter.ALL,
                new OutreachFilter(Channel.EMAIL, null, null, null, OutreachState.ENRICHMENT, null),
                new OutreachFilter(null, null, null, null, null, new UserId("usr_1")),
                new OutreachFilter(null, null, null, new SequenceId("seq_1"), null, null),
                new OutreachFilter(null, null, null, new SequenceId("seq_1"), OutreachState.READY, new UserId("usr_1")),
                within(new Period(TestBook.START.plus(Duration.ofDays(3)), null), Period.OPEN),
                within(
                        Period.OPEN,
                        new Period(TestBook.START.plus(Duration.ofDays(20)).plusSeconds(5), null)))) {
            var row = DATABASE.sql()
                    .fetchSingle(
                            "select {0}, (%s)".formatted(plainTotalSql(filter)),
                            OutreachList.of(filter, OutreachSort.NEWEST_FIRST, VisibleRows.ALL, DATABASE.sql())
                                    .total());
            assertThat(row.get(0, Long.class)).as("total of %s", filter).isEqualTo(row.get(1, Long.class));
        }
        assertBlocksAreExact("company", "companies");
        assertBlocksAreExact("person", "people");
    }

    private static OutreachFilter within(Period created, Period changed) {
        return new OutreachFilter(
                Set.of(), Set.of(), Set.of(), AnyOf.all(), Set.of(), AnyOf.all(), null, created, changed);
    }

    private static void assertBlocksAreExact(String name, String table) {
        assertThat(DATABASE.sql().fetch("""
                        select block_id, current_state, channel, sum(n)
                        from (
                          select block_id, current_state, channel, n from %1$s_block_counts
                          union all
                          select %1$s_block(name), current_state, channel, n
                          from outreach_count_deltas join %2$s on %2$s.id = %1$s_id
                          union all
                          select %1$s_block(name), current_state, channel, -1
                          from outreaches join %2$s on %2$s.id = %1$s_id
                        ) counted
                        group by 1, 2, 3
                        having sum(n) <> 0
                        """.formatted(name, table)))
                .as("wrong counts of blocks of %s", table)
                .isEmpty();
    }

    private void fold() {
        // Waits for the background folder, because nothing would be folded here meanwhile.
        DATABASE.sql()
                .execute("select fold_outreach_counts() from pg_advisory_xact_lock(hashtext('fold_outreach_counts'))");
    }

    private void renameCompany(Random choice) {
        useCases.directory()
                .companies()
                .update(
                        new CompanyId("com_" + choice.nextInt(COMPANIES)),
                        company -> new Company(
                                company.id(),
                                "Company " + choice.nextInt(45),
                                company.ownerId(),
                                company.profile(),
                                company.enrichment()),
                        company -> true);
    }

    /** Moves a person, changes the owner of a company, renames, creates or deletes. */
    private void maintain(Random choice) {
        var person = new PersonId("per_" + choice.nextInt(PEOPLE));
        var company = new CompanyId("com_" + choice.nextInt(COMPANIES));
        var owner = choice.nextInt(4) == 0 ? null : new UserId("usr_" + choice.nextInt(8));
        switch (choice.nextInt(7)) {
            case 0 ->
                useCases.directory()
                        .people()
                        .update(
                                person,
                                known -> new Person(
                                        person,
                                        PEOPLE_NAMES.get(choice.nextInt(PEOPLE_NAMES.size())),
                                        null,
                                        company,
                                        null,
                                        null,
                                        null),
                                known -> true);
            case 1 ->
                useCases.directory()
                        .companies()
                        .update(
                                company,
                                known -> new Company(company, known.name(), owner, known.profile(), known.enrichment()),
                                known -> true);
            case 2 ->
                useCases.directory()
                        .companies()
                        .update(
                                company,
                                known -> Company.named(company, "Company " + choice.nextInt(45), owner),
                                known -> true);
            case 3 -> {
                var user = new UserId("usr_" + choice.nextInt(8));
                useCases.directory()
                        .users()
                        .update(
                                user,
                                known -> new User(
                                        user, List.of("Zoe", "anna", "Cid").get(choice.nextInt(3)), "u"),
                                known -> true);
            }
            case 4 -> {
                var sequence = new SequenceId("seq_" + choice.nextInt(12));
                useCases.directory()
                        .sequences()
                        .update(
                                sequence,
                                known -> new Sequence(
                                        sequence, List.of("Aa", "welcome", "Zz").get(choice.nextInt(3))),
                                known -> true);
            }
            case 5 ->
                useCases.outreaches()
                        .open()
                        .open(
                                new OpenOutreach.Request(
                                        null,
                                        Channel.values()[choice.nextInt(3)],
                                        person,
                                        choice.nextBoolean() ? null : new SequenceId("seq_" + choice.nextInt(12)),
                                        true),
                                Cause.UNKNOWN);
            default -> {
                useCases.outreaches()
                        .delete()
                        .delete(new OutreachId("out_" + choice.nextInt(OUTREACHES)), Cause.UNKNOWN, outreach -> true);
                // Most of these are in use and can't be deleted.
                useCases.directory().people().delete(person, known -> true);
                useCases.directory().companies().delete(company, known -> true);
            }
        }
    }

    /** Asserts that the ids that outreaches copy equal those of their people and companies. */
    private static void assertCarriedIdsAreRight() {
        assertThat(DATABASE.sql().fetch("""
                        select outreaches.public_id
                        from outreaches
                        left join people on people.id = person_id
                        left join companies on companies.id = people.company_id
                        where outreaches.company_id is distinct from companies.id
                          or outreaches.owner_id is distinct from companies.owner_id
                        """))
                .as("outreaches that carry other ids than theirs")
                .isEmpty();
    }

    private static void cutBlocks(Random choice) {
        DATABASE.sql().execute("select cut_company_blocks({0})", DSL.val(1 + choice.nextInt(400)));
        DATABASE.sql().execute("select cut_person_blocks({0})", DSL.val(1 + choice.nextInt(400)));
    }

    /** Moves or assigns some outreaches, renames a company, or folds the counts, at random. */
    private void change() {
        var ids = List.of(
                new OutreachId("out_" + random.nextInt(OUTREACHES)),
                new OutreachId("out_" + random.nextInt(OUTREACHES)));
        switch (random.nextInt(14)) {
            case 0 ->
                useCases.outreaches().batchTransition().transitionTo(OutreachState.ENRICHMENT, OutreachBatch.of(ids));
            case 1 ->
                useCases.outreaches()
                        .batchAssignSequence()
                        .assign(new SequenceId("seq_" + random.skewed(12)), OutreachBatch.of(ids));
            case 2 -> useCases.outreaches().assignSequence().unassign(ids.getFirst());
            case 3 -> fold();
            case 4 -> renameCompany(random);
            case 5 -> cutBlocks(random);
            case 6, 7, 8 -> maintain(random);
            default -> {}
        }
    }

    private OutreachFilter filter() {
        return new OutreachFilter(
                some(4, () -> Channel.values()[random.nextInt(3)]),
                some(12, () -> new PersonId("per_" + random.skewed(PEOPLE))),
                some(8, () -> new CompanyId("com_" + random.skewed(COMPANIES))),
                choice(() -> new SequenceId("seq_" + random.skewed(14))),
                some(3, () -> OutreachState.values()[random.nextInt(6)]),
                choice(() -> new UserId("usr_" + random.skewed(9))),
                random.nextInt(6) == 0
                        ? List.of("a", "an", "e o", "zo", "Ánna", "x").get(random.nextInt(6))
                        : null,
                random.nextInt(5) == 0 ? period(35) : Period.OPEN,
                random.nextInt(5) == 0 ? period(100) : Period.OPEN);
    }

    /** Returns no values, one or several. */
    private <T> Set<T> some(int chance, Supplier<T> value) {
        var values = new LinkedHashSet<T>();
        if (random.nextInt(chance) == 0) {
            int size = random.nextBoolean() ? 1 : 1 + random.nextInt(4);
            for (int i = 0; i < size; i++) {
                values.add(value.get());
            }
        }
        return values;
    }

    private <T> AnyOf<T> choice(Supplier<T> value) {
        return new AnyOf<>(some(4, value), random.nextInt(9) == 0);
    }

    /** Returns a period of whole days, or with parts of days, or with one end only. */
    private Period period(int days) {
        var from = moment(days);
        var end = moment(days);
        return switch (random.nextInt(4)) {
            case 0 -> new Period(from, null);
            case 1 -> new Period(null, end);
            case 2 -> new Period(from, end);
            default -> from.isBefore(end) ? new Period(from, end) : new Period(end, from);
        };
    }

    private Instant moment(int days) {
        var moment = TestBook.START.plus(Duration.ofHours(random.nextInt(24 * days)));
        return random.nextBoolean() ? moment.truncatedTo(ChronoUnit.DAYS) : moment;
    }

    private OutreachSort sort() {
        var key = OutreachSort.Key.values()[random.nextInt(OutreachSort.Key.values().length)];
        return new OutreachSort(key, random.nextBoolean() ? Direction.ASC : Direction.DESC);
    }

    private TestBook book() {
        var book = new TestBook();
        for (int i = 0; i < 8; i++) {
            book.user("usr_" + i, List.of("Zoe", "anna", "Ánna", "Bob").get(i % 4));
        }
        for (int i = 0; i < COMPANIES; i++) {
            book.company("com_" + i, "Company " + i % 40, random.nextInt(5) == 0 ? null : "usr_" + random.skewed(8));
        }
        for (int i = 0; i < PEOPLE; i++) {
            var company = new CompanyId("com_" + random.skewed(COMPANIES));
            var name = PEOPLE_NAMES.get(i % PEOPLE_NAMES.size());
            book.person(new Person(new PersonId("per_" + i), name, null, company, null, null, null), TestBook.START);
        }
        for (int i = 0; i < 12; i++) {
            book.sequence(
                    "seq_" + i, List.of("Welcome", "welcome", "Émile", "Alpha").get(i % 4));
        }
        for (int i = 0; i < OUTREACHES; i++) {
            book.outreach(
                    "out_" + i,
                    "per_" + random.skewed(PEOPLE),
                    Channel.values()[random.skewed(3)],
                    OutreachState.values()[random.skewed(6)],
                    random.nextInt(3) == 0 ? null : "seq_" + random.skewed(12),
                    // Several at the same time, over some weeks.
                    TestBook.START.plus(Duration.ofHours(random.nextInt(800))));
        }
        return book;
    }

    private List<String> plainPage(OutreachQuery query) {
        var direction = query.sort().direction() == Direction.ASC ? "asc" : "desc";
        var order = switch (query.sort().key()) {
            case CREATED -> "o.created_at %s, ";
            case CHANGED -> "%2$s %1$s, ";
            case PERSON -> "p.name %1$s, p.id %1$s, ";
            case CHANNEL -> "o.channel::text %s, ";
            case STATUS -> "o.current_state::text %s, ";
            case COMPANY -> "c.name %1$s, c.id %1$s, ";
            case SEQUENCE -> "s.name %1$s nulls last, s.id %1$s nulls last, ";
            case OWNER -> "u.name %1$s nulls last, u.id %1$s nulls last, ";
        };
        return DATABASE.sql()
                .fetch("select o.public_id " + plainFrom(query.filter()) + " order by "
                        + order.formatted(direction, CHANGED_AT)
                        + "o.created_at desc, o.id limit %d offset %d"
                                .formatted(query.page().size(), query.page().offset()))
                .getValues(0, String.class);
    }

    private long plainTotal(OutreachFilter filter) {
        return DATABASE.sql().fetchSingle(plainTotalSql(filter)).get(0, Long.class);
    }

    private List<OutreachStats.Kind> plainStats(OutreachFilter filter) {
        return DATABASE.sql()
                .fetch("select o.current_state::text, o.channel::text, count(*) " + plainFrom(filter)
                        + " group by 1, 2")
                .map(row -> new OutreachStats.Kind(
                        OutreachState.parse(row.get(0, String.class)).orElseThrow(),
                        Channel.parse(row.get(1, String.class)).orElseThrow(),
                        row.get(2, Long.class)));
    }

    private static String plainTotalSql(OutreachFilter filter) {
        return "select count(*) " + plainFrom(filter);
    }

    private static String plainFrom(OutreachFilter filter) {
        var conditions = new ArrayList<String>(List.of("true"));
        among(conditions, "p.public_id", new AnyOf<>(filter.people(), false));
        among(conditions, "c.public_id", new AnyOf<>(filter.companies(), false));
        among(conditions, "s.public_id", filter.sequences());
        among(conditions, "u.public_id", filter.owners());
        if (!filter.channels().isEmpty()) {
            conditions.add("o.channel::text in (%s)"
                    .formatted(quoted(filter.channels().stream().map(Channel::value))));
        }
        if (!filter.states().isEmpty()) {
            conditions.add("o.current_state::text in (%s)"
                    .formatted(quoted(filter.states().stream().map(OutreachState::value))));
        }
        if (filter.person() != null) {
            for (var word : filter.person().split(" ")) {
                conditions.add("strpos(folded(p.name), folded('%s')) > 0".formatted(word));
            }
        }
        within(conditions, "o.created_at", filter.created());
        within(conditions, CHANGED_AT, filter.changed());
        return """
                from outreaches o
                join people p on p.id = o.person_id
                join companies c on c.id = p.company_id
                left join users u on u.id = c.owner_id
                left join sequences s on s.id = o.sequence_id
                where %s
                """.formatted(String.join(" and ", conditions));
    }

    private static void among(List<String> conditions, String column, AnyOf<? extends Id> choice) {
        if (!choice.isAll()) {
            var ids = quoted(Stream.concat(choice.values().stream().map(Id::value), Stream.of("no_such_id")));
            conditions.add("(%1$s in (%2$s) or %3$s and %1$s is null)".formatted(column, ids, choice.none()));
        }
    }

    private static String quoted(Stream<String> texts) {
        return texts.collect(joining("', '", "'", "'"));
    }

    private static void within(List<String> conditions, String column, Period period) {
        if (period.from() != null) {
            conditions.add("%s >= '%s'".formatted(column, period.from()));
        }
        if (period.end() != null) {
            conditions.add("%s < '%s'".formatted(column, period.end()));
        }
    }
}

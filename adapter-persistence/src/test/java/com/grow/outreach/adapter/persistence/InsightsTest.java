package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.book.BookAuditor;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightFilter.All;
import com.grow.outreach.application.query.InsightFilter.InSequence;
import com.grow.outreach.application.query.InsightFilter.OfOwner;
import com.grow.outreach.application.query.InsightFilter.OverChannel;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.Insights.Flow;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The counters of insights against plain queries. */
class InsightsTest {

    private static final int WRITERS = 4;
    private static final int WRITES = 120;
    private static final int OUTREACHES = 24;
    private static final LocalDate START = LocalDate.ofInstant(TestBook.START, ZoneOffset.UTC);
    private static final InsightPeriod PERIOD =
            InsightPeriod.of(START.minusWeeks(2), START.plusWeeks(20), START).orElseThrow();

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @BeforeEach
    void fill() {
        var book = new TestBook()
                .user("usr_1", "Ann")
                .user("usr_2", "Ben")
                .sequence("seq_1", "Welcome")
                .sequence("seq_2", "Farewell");
        for (int i = 1; i <= 4; i++) {
            book.company("com_" + i, "Company " + i, i == 4 ? null : "usr_" + (i % 2 + 1));
            for (int j = 1; j <= 3; j++) {
                book.person("per_" + i + j, "com_" + i);
            }
        }
        int n = 0;
        for (int i = 1; i <= 4; i++) {
            for (int j = 1; j <= 3; j++) {
                for (var channel : List.of(Channel.EMAIL, Channel.PHONE)) {
                    book.outreach("out_" + n++, "per_" + i + j, channel, OutreachState.NEW, i == 1 ? "seq_1" : null);
                }
            }
        }
        DATABASE.fill(book);
    }

    @Test
    void agree_with_the_histories_after_concurrent_changes() throws Exception {
        try (var threads = Executors.newFixedThreadPool(WRITERS + 1)) {
            var writers = IntStream.range(0, WRITERS)
                    .mapToObj(seed -> threads.submit(() -> write(new Random(seed))))
                    .toList();
            var folding = threads.submit(() -> {
                while (!writers.stream().allMatch(writer -> writer.isDone())) {
                    DATABASE.sql().execute("select fold_insights()");
                }
            });
            for (var writer : writers) {
                writer.get();
            }
            folding.get();
        }

        assertAgreement();
        DATABASE.sql().execute("select fold_insights()");
        assertAgreement();
        DATABASE.database()
                .auditor()
                .audit(
                        5,
                        finding -> assertThat(finding)
                                .extracting(BookAuditor.Finding::contradictions)
                                .as("%s", finding)
                                .isEqualTo(0L));
    }

    /** Moves, assigns, hands over, creates and deletes at times of its own. */
    private static void write(Random random) {
        for (int i = 0; i < WRITES; i++) {
            var now = TestBook.START.plus(
                    Duration.ofMinutes(random.nextLong(Duration.ofDays(100).toMinutes())));
            var use = Services.over(DATABASE.transactions(), InstantSource.fixed(now), random);
            var id = new OutreachId("out_" + random.nextInt(OUTREACHES));
            switch (random.nextInt(8)) {
                case 0 ->
                    use.outreaches()
                            .assignSequence()
                            .assign(
                                    id,
                                    new SequenceId("seq_" + (1 + random.nextInt(2))),
                                    Cause.UNKNOWN,
                                    false,
                                    any -> true);
                case 1 -> use.outreaches().assignSequence().unassign(id, Cause.UNKNOWN, false, any -> true);
                case 2 -> handOver(use.directory().companies(), random);
                case 3 -> use.outreaches().delete().delete(id, Cause.UNKNOWN, any -> true);
                default -> {
                    var states = OutreachState.values();
                    use.outreaches()
                            .transition()
                            .transitionTo(id, states[random.nextInt(states.length)], Cause.UNKNOWN, false, any -> true);
                }
            }
        }
    }

    private static void handOver(
            com.grow.outreach.application.port.in.directory.Directory<CompanyId, Company, ?> companies, Random random) {
        var owner = random.nextInt(3) == 0 ? null : new UserId("usr_" + (1 + random.nextInt(2)));
        companies.update(
                new CompanyId("com_" + (1 + random.nextInt(4))),
                company -> new Company(company.id(), company.name(), owner, company.profile(), company.enrichment()),
                any -> true);
    }

    private static void assertAgreement() {
        assertThat(read(new All(), Caller.ANONYMOUS)).satisfies(all -> assertPlain(all, "true"));
        for (var user : List.of("usr_1", "usr_2")) {
            var ofOwner = "owner_id = (select id from users where public_id = '" + user + "')";
            assertPlain(read(new OfOwner(new UserId(user)), Caller.ANONYMOUS), ofOwner);
            assertPlain(read(new All(), rep(user, false)), ofOwner);
            assertPlain(read(new All(), rep(user, true)), "(owner_id is null or " + ofOwner + ")");
        }
        assertPlain(
                read(new InSequence(new SequenceId("seq_1")), Caller.ANONYMOUS),
                "sequence_id = (select id from sequences where public_id = 'seq_1')");
        assertPlain(read(new OverChannel(Channel.PHONE), Caller.ANONYMOUS), "channel = 'phone'");
        assertGroups(InsightGrouping.OWNER, "owner_id");
        assertGroups(InsightGrouping.SEQUENCE, "sequence_id");
        assertGroups(InsightGrouping.CHANNEL, "channel");
    }

    private static void assertGroups(InsightGrouping by, String column) {
        var groups = DATABASE.transactions()
                .<List<Insights.Group>>read(stored -> stored.insights()
                        .groups(PERIOD, by, PageRequest.first())
                        .items());
        var moves = new ArrayList<Long>();
        for (var group : groups) {
            var table = by == InsightGrouping.OWNER ? "users" : "sequences";
            var where = group.value() == null
                    ? column + " is null"
                    : by == InsightGrouping.CHANNEL
                            ? "channel = '" + group.value() + "'"
                            : column + " = (select id from " + table + " where public_id = '" + group.value() + "')";
            assertThat(group.flow()).isEqualTo(flows(where, false).get(PERIOD.first()));
            moves.add(group.flow().moves().values().stream().mapToLong(n -> n).sum());
        }
        assertThat(moves).isSortedAccordingTo((one, other) -> Long.compare(other, one));
        assertThat(moves.stream().mapToLong(n -> n).sum())
                .isEqualTo(DATABASE.sql().fetchCount(org.jooq.impl.DSL.table("outreach_transitions")));
    }

    private static Insights read(InsightFilter filter, Caller caller) {
        return DATABASE.transactions()
                .within(caller)
                .read(stored -> stored.insights().read(PERIOD, filter));
    }

    private static Caller rep(String user, boolean unowned) {
        return new Caller(new UserId(user), Role.REP, new Scope.OwnedBy(Set.of(new UserId(user)), unowned), false);
    }

    private static void assertPlain(Insights insights, String where) {
        assertThat(insights.weeks()).hasSize(PERIOD.weeks().size());
        var flows = flows(where, true);
        assertThat(insights.weeks())
                .allSatisfy(week -> assertThat(week.flow()).as(where).isEqualTo(flows.get(week.monday())));
        var exact = stays(where);
        assertThat(insights.stays().keySet()).isEqualTo(exact.keySet());
        insights.stays().forEach((state, stay) -> {
            long[] sorted = requireNonNull(exact.get(state));
            assertThat(stay.count()).isEqualTo(sorted.length);
            assertThat((double) stay.medianSeconds()).isCloseTo(at(sorted, 0.5), within(0.42 * at(sorted, 0.5) + 1));
            assertThat((double) stay.p90Seconds()).isCloseTo(at(sorted, 0.9), within(0.42 * at(sorted, 0.9) + 1));
        });
    }

    /** Returns the least value that is not below a share of the values. */
    private static double at(long[] sorted, double share) {
        return sorted[(int) Math.max(0, Math.ceil(share * sorted.length) - 1)];
    }

    /** Returns the flows by week, or only the one of the whole period. Both are counted from the rows themselves. */
    private static Map<LocalDate, Flow> flows(String where, boolean byWeek) {
        var week = byWeek ? "date_trunc('week', %s at time zone 'UTC')::date" : "date '" + PERIOD.first() + "'";
        var created = new HashMap<LocalDate, Long>();
        var ready = new HashMap<LocalDate, Long>();
        var moves = new HashMap<LocalDate, Map<OutreachState, Long>>();
        DATABASE.sql()
                .fetch("""
                        select %s as week, count(*) as created, count(*) filter (where exists (
                          select from outreach_transitions t where t.outreach_id = o.id and t.to_state = 'ready')) as ready
                        from outreaches o where %s group by 1
                        """.formatted(week.formatted("o.created_at"), where))
                .forEach(row -> {
                    created.put(row.get("week", LocalDate.class), row.get("created", Long.class));
                    ready.put(row.get("week", LocalDate.class), row.get("ready", Long.class));
                });
        DATABASE.sql()
                .fetch("""
                        select %s as week, to_state::text as state, count(*) as n
                        from outreach_transitions t join outreaches o on o.id = t.outreach_id where %s group by 1, 2
                        """.formatted(week.formatted("t.created_at"), where))
                .forEach(row -> moves.computeIfAbsent(
                                row.get("week", LocalDate.class), none -> new EnumMap<>(OutreachState.class))
                        .put(
                                OutreachState.parse(row.get("state", String.class))
                                        .orElseThrow(),
                                row.get("n", Long.class)));
        var flows = new HashMap<LocalDate, Flow>();
        for (var monday : PERIOD.weeks()) {
            flows.put(
                    monday,
                    new Flow(
                            created.getOrDefault(monday, 0L),
                            ready.getOrDefault(monday, 0L),
                            moves.getOrDefault(monday, Map.of())));
        }
        return flows;
    }

    /** Returns the completed stays of each state in seconds, in their order. */
    private static Map<OutreachState, long[]> stays(String where) {
        var stays = new EnumMap<OutreachState, long[]>(OutreachState.class);
        DATABASE.sql()
                .fetch("""
                        select t.from_state::text as state, extract(epoch from t.created_at - coalesce(
                          (select max(f.created_at) from outreach_transitions f
                           where f.outreach_id = o.id and f.sort_key = (
                             select max(sort_key) from outreach_transitions g
                             where g.outreach_id = o.id and g.sort_key < t.sort_key)), o.created_at))::bigint as seconds
                        from outreach_transitions t join outreaches o on o.id = t.outreach_id
                        where\s""" + where)
                .intoGroups(
                        row -> OutreachState.parse(row.get("state", String.class))
                                .orElseThrow(),
                        row -> Math.max(0, row.get("seconds", Long.class)))
                .forEach((state, seconds) -> {
                    var sorted = seconds.stream().mapToLong(n -> n).toArray();
                    Arrays.sort(sorted);
                    stays.put(state, sorted);
                });
        return stays;
    }

    @Test
    void a_rep_has_no_figures_of_others() {
        assertPlain(read(new OfOwner(new UserId("usr_1")), rep("usr_2", false)), "false");
        assertThat(DATABASE.transactions()
                        .within(rep("usr_2", false))
                        .<List<Insights.Group>>read(stored -> stored.insights()
                                .groups(PERIOD, InsightGrouping.OWNER, PageRequest.first())
                                .items()))
                .extracting(Insights.Group::value)
                .containsExactly("usr_2");
        assertThatThrownBy(() -> read(new OverChannel(Channel.EMAIL), rep("usr_2", false)))
                .hasStackTraceContaining("have no owner");
    }
}

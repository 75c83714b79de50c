package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

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
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The part of {@link StorageContract} for lists: filters, orders and pages. */
abstract class OutreachListContract {

    /** The rows of the book below: duplicate names, rows without an owner or a sequence, equal creation times. */
    private record Row(
            String id,
            Channel channel,
            PersonId person,
            CompanyId company,
            @Nullable UserId owner,
            @Nullable SequenceId sequence,
            OutreachState state,
            Instant createdAt) {

        static final Comparator<Row> NEWEST_FIRST =
                comparing(Row::createdAt, reverseOrder()).thenComparing(Row::id);
        static final Comparator<Row> OLDEST_FIRST = comparing(Row::createdAt).thenComparing(Row::id);

        @Nullable Object valueOf(OutreachSort.Key key) {
            return switch (key) {
                case CREATED, CHANGED -> createdAt;
                case PERSON -> person.value();
                case CHANNEL -> channel.value();
                case STATUS -> state.value();
                case COMPANY -> company.value();
                case SEQUENCE -> sequence == null ? null : sequence.value();
                case OWNER -> owner == null ? null : owner.value();
            };
        }
    }

    private record Firm(String id, String name, @Nullable String owner) {}

    private static final List<Firm> COMPANIES = List.of(
            new Firm("com_zebra", "Zebra", "usr_zoe"),
            new Firm("com_acme1", "acme", "usr_agnes"),
            new Firm("com_abaco", "Ábaco", null),
            new Firm("com_acme2", "acme", "usr_bob1"),
            new Firm("com_apple", "apple", "usr_bob2"),
            new Firm("com_emile", "Émile", "usr_bob1"),
            new Firm("com_noone", "Fjord", null));
    private static final List<@Nullable String> SEQUENCES = Stream.of(
                    "seq_zebra", "seq_acme1", "seq_abaco", "seq_acme2", "seq_emile", null)
            .toList();

    /** The expected order of the values and names. The ids in one set have the same name. */
    private static List<Set<String>> order(OutreachSort.Key key) {
        return switch (key) {
            case CREATED, CHANGED -> List.of();
            case PERSON ->
                IntStream.range(0, 14)
                        .mapToObj(person -> "per_" + person)
                        .sorted()
                        .map(Set::of)
                        .toList();
            case CHANNEL -> List.of(Set.of("email"), Set.of("linkedin"), Set.of("phone"));
            case STATUS ->
                List.of(
                        Set.of("enrichment"),
                        Set.of("new"),
                        Set.of("not_available"),
                        Set.of("ready"),
                        Set.of("starting"),
                        Set.of("waiting"));
            case COMPANY ->
                List.of(
                        Set.of("com_abaco"),
                        Set.of("com_acme1", "com_acme2"),
                        Set.of("com_apple"),
                        Set.of("com_emile"),
                        Set.of("com_noone"),
                        Set.of("com_zebra"));
            case SEQUENCE ->
                List.of(
                        Set.of("seq_abaco"),
                        Set.of("seq_acme1", "seq_acme2"),
                        Set.of("seq_emile"),
                        Set.of("seq_zebra"));
            case OWNER -> List.of(Set.of("usr_agnes"), Set.of("usr_bob1", "usr_bob2"), Set.of("usr_zoe"));
        };
    }

    private final List<Row> rows = rows();

    abstract StorageContract.Storage emptyStorage();

    static Stream<Arguments> sorts() {
        return Stream.of(OutreachSort.Key.values())
                .flatMap(key -> Stream.of(Direction.values()).map(direction -> Arguments.of(key, direction)));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.OutreachListContract#sorts")
    void sorts_by_each_key_and_then_by_creation_time(OutreachSort.Key key, Direction direction) {
        var list = list(loaded(), OutreachFilter.ALL, new OutreachSort(key, direction));

        assertThat(list).containsExactlyInAnyOrderElementsOf(rows);
        if (key == OutreachSort.Key.CREATED || key == OutreachSort.Key.CHANGED) {
            assertThat(list).isSortedAccordingTo(direction == Direction.DESC ? Row.NEWEST_FIRST : Row.OLDEST_FIRST);
            return;
        }
        var groups = groups(list, key);
        assertThat(groups.stream().map(group -> group.getFirst().valueOf(key)))
                .as("rows of one group are adjacent")
                .doesNotHaveDuplicates();
        assertThat(groups.stream().map(group -> rank(group.getFirst(), key, direction)))
                .isSorted();
        assertThat(groups).allSatisfy(group -> assertThat(group).isSortedAccordingTo(Row.NEWEST_FIRST));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.OutreachListContract#sorts")
    void pages_make_up_the_list_in_every_order_and_never_overlap(OutreachSort.Key key, Direction direction) {
        var storage = loaded();
        var sort = new OutreachSort(key, direction);
        var pages = LongStream.rangeClosed(1, 10)
                .mapToObj(number -> page(storage, OutreachFilter.ALL, sort, new PageRequest(number, 7)))
                .toList();

        assertThat(pages).extracting(Page::totalCount).containsOnly(60L);
        assertThat(pages).extracting(page -> page.items().size()).containsExactly(7, 7, 7, 7, 7, 7, 7, 7, 4, 0);
        assertThat(pages.stream().flatMap(page -> page.items().stream()).map(this::row))
                .isEqualTo(list(storage, OutreachFilter.ALL, sort));
    }

    @ParameterizedTest
    @EnumSource
    void sorts_outreaches_without_a_sequence_last(Direction direction) {
        var list = list(loaded(), OutreachFilter.ALL, new OutreachSort(OutreachSort.Key.SEQUENCE, direction));

        assertThat(list.getFirst().sequence()).isNotNull();
        assertThat(list.getLast().sequence()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void sorts_outreaches_without_an_owner_last(Direction direction) {
        var list = list(loaded(), OutreachFilter.ALL, new OutreachSort(OutreachSort.Key.OWNER, direction));

        assertThat(list.getFirst().owner()).isNotNull();
        assertThat(list.getLast().owner()).isNull();
    }

    @Test
    void sorts_names_regardless_of_case_and_accents() {
        var names = List.of("zebra", "Ábaco", "Zoo", "acme", "émile", "Ebbe", "Apple", "Emir", "ábc", "Über", "ulm");
        var book = new TestBook();
        IntStream.range(0, names.size())
                .forEach(i -> book.company("com_" + i, names.get(i), null)
                        .person("per_" + i, "com_" + i)
                        .outreach("out_" + i, "per_" + i, Channel.EMAIL, OutreachState.NEW, null));
        var storage = emptyStorage().with(book);
        Function<Direction, List<String>> sorted = direction -> page(
                        storage,
                        OutreachFilter.ALL,
                        new OutreachSort(OutreachSort.Key.COMPANY, direction),
                        PageRequest.first())
                .items()
                .stream()
                .map(outreach -> outreach.id().value().substring("out_".length()))
                .map(number -> names.get(Integer.parseInt(number)))
                .toList();

        var expected = List.of("Ábaco", "ábc", "acme", "Apple", "Ebbe", "émile", "Emir", "Über", "ulm", "zebra", "Zoo");
        assertThat(sorted.apply(Direction.ASC)).isEqualTo(expected);
        assertThat(sorted.apply(Direction.DESC)).isEqualTo(expected.reversed());
    }

    @Test
    void applies_each_filter_alone_and_in_every_combination() {
        var storage = loaded();
        var random = new Random(3);
        for (int parts = 0; parts < 64; parts++) {
            for (int sample = 0; sample < 3; sample++) {
                var filter = filter(rows.get(random.nextInt(rows.size())), parts);
                assertThat(list(storage, filter, OutreachSort.NEWEST_FIRST))
                        .as(filter.toString())
                        .isNotEmpty()
                        .isEqualTo(matching(filter));
                assertThat(stats(storage, filter).kinds())
                        .as("stats of %s", filter)
                        .containsExactlyInAnyOrderElementsOf(kinds(matching(filter)));
            }
        }
    }

    @Test
    void a_filter_with_several_values_matches_any_of_them() {
        var storage = loaded();
        var some = rows.subList(0, 4);
        for (var filter : List.of(
                new OutreachFilter(
                        some.stream().map(Row::channel).limit(2).collect(toSet()),
                        Set.of(),
                        Set.of(),
                        new AnyOf<>(Set.of(new SequenceId("seq_zebra"), new SequenceId("seq_acme1")), true),
                        some.stream().map(Row::state).collect(toSet()),
                        AnyOf.all(),
                        null,
                        Period.OPEN,
                        Period.OPEN),
                new OutreachFilter(
                        Set.of(),
                        some.stream().map(Row::person).collect(toSet()),
                        Set.of(),
                        AnyOf.all(),
                        Set.of(),
                        new AnyOf<>(Set.of(new UserId("usr_zoe"), new UserId("usr_bob1")), true),
                        null,
                        Period.OPEN,
                        Period.OPEN),
                new OutreachFilter(
                        Set.of(),
                        Set.of(),
                        some.stream().map(Row::company).collect(toSet()),
                        AnyOf.nothing(),
                        Set.of(),
                        AnyOf.all(),
                        null,
                        Period.OPEN,
                        Period.OPEN),
                new OutreachFilter(
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        AnyOf.all(),
                        Set.of(),
                        AnyOf.nothing(),
                        null,
                        new Period(TestBook.START.plus(Duration.ofHours(5)), TestBook.START.plus(Duration.ofHours(20))),
                        Period.OPEN))) {
            assertThat(list(storage, filter, OutreachSort.NEWEST_FIRST))
                    .as(filter.toString())
                    .isNotEmpty()
                    .isEqualTo(matching(filter));
            assertThat(stats(storage, filter).kinds())
                    .as("stats of %s", filter)
                    .containsExactlyInAnyOrderElementsOf(kinds(matching(filter)));
        }
    }

    @Test
    void filters_without_a_common_match_return_an_empty_list() {
        var storage = loaded();
        var ofAnotherOwner =
                new OutreachFilter(null, null, new CompanyId("com_zebra"), null, null, new UserId("usr_agnes"));
        var ofAnotherCompany = new OutreachFilter(
                null, rows.getFirst().person(), other(rows.getFirst().company()), null, null, null);

        assertEmpty(page(storage, ofAnotherOwner, OutreachSort.NEWEST_FIRST, PageRequest.first()));
        assertEmpty(page(storage, ofAnotherCompany, OutreachSort.NEWEST_FIRST, PageRequest.first()));
    }

    static Stream<OutreachFilter> unknown() {
        return Stream.of(
                new OutreachFilter(null, new PersonId("per_unknown"), null, null, null, null),
                new OutreachFilter(null, null, new CompanyId("com_unknown"), null, null, null),
                new OutreachFilter(null, null, null, new SequenceId("seq_unknown"), null, null),
                new OutreachFilter(null, null, null, null, null, new UserId("usr_unknown")));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.OutreachListContract#unknown")
    void a_filter_by_an_unknown_id_returns_an_empty_list(OutreachFilter filter) {
        var storage = loaded();
        assertEmpty(page(storage, filter, OutreachSort.NEWEST_FIRST, PageRequest.first()));
        assertThat(stats(storage, filter).total()).isZero();
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.OutreachListContract#sorts")
    void sorts_and_pages_a_filtered_list(OutreachSort.Key key, Direction direction) {
        var storage = loaded();
        var filter = new OutreachFilter(null, null, null, null, null, new UserId("usr_bob1"));
        var sort = new OutreachSort(key, direction);
        var whole = list(storage, filter, sort);

        assertThat(whole).containsExactlyInAnyOrderElementsOf(matching(filter));
        var second = page(storage, filter, sort, new PageRequest(2, 4));
        assertThat(second.items().stream().map(this::row)).isEqualTo(whole.subList(4, 8));
        assertThat(second.totalCount()).isEqualTo(whole.size());
    }

    @Test
    void a_page_past_the_end_is_empty_and_has_the_total() {
        var storage = loaded();
        var phone = new OutreachFilter(Channel.PHONE, null, null, null, null, null);

        for (var number : List.of(61L, 1_000_000L, PageRequest.MAX_NUMBER)) {
            var past = page(storage, OutreachFilter.ALL, OutreachSort.NEWEST_FIRST, new PageRequest(number, 500));
            assertThat(past.items()).isEmpty();
            assertThat(past.totalCount()).isEqualTo(60);
        }
        var past = page(storage, phone, OutreachSort.NEWEST_FIRST, new PageRequest(2, 50));
        assertThat(past.items()).isEmpty();
        assertThat(past.totalCount()).isEqualTo(matching(phone).size()).isPositive();
    }

    @Test
    void an_empty_storage_has_an_empty_list() {
        assertThat(stats(emptyStorage(), OutreachFilter.ALL).kinds()).isEmpty();
        assertEmpty(page(emptyStorage(), OutreachFilter.ALL, OutreachSort.NEWEST_FIRST, PageRequest.first()));
    }

    private StorageContract.Storage loaded() {
        var book = new TestBook()
                .user("usr_zoe", "Zoë")
                .user("usr_bob2", "Bob")
                .user("usr_agnes", "ágnes")
                .user("usr_bob1", "Bob")
                .sequence("seq_zebra", "Zebra")
                .sequence("seq_acme1", "acme")
                .sequence("seq_abaco", "Ábaco")
                .sequence("seq_acme2", "acme")
                .sequence("seq_emile", "Émile");
        COMPANIES.forEach(company -> book.company(company.id(), company.name(), company.owner()));
        rows.forEach(row -> book.person(row.person().value(), row.company().value())
                .outreach(
                        row.id(),
                        row.person().value(),
                        row.channel(),
                        row.state(),
                        row.sequence() == null ? null : row.sequence().value(),
                        row.createdAt()));
        return emptyStorage().with(book);
    }

    /** Returns sixty pseudo-random rows, which are the same in each run. Some have the same creation time. */
    private static List<Row> rows() {
        var random = new Random(7);
        var made = new ArrayList<Row>();
        for (int i = 0; i < 60; i++) {
            int person = random.nextInt(14);
            var company = COMPANIES.get(person % COMPANIES.size());
            var sequence = SEQUENCES.get(random.nextInt(SEQUENCES.size()));
            made.add(new Row(
                    "out_%02d".formatted(i),
                    pick(Channel.values(), random),
                    new PersonId("per_" + person),
                    new CompanyId(company.id()),
                    company.owner() == null ? null : new UserId(company.owner()),
                    sequence == null ? null : new SequenceId(sequence),
                    pick(OutreachState.values(), random),
                    TestBook.START.plus(Duration.ofHours(random.nextInt(30)))));
        }
        return made;
    }

    private static <T> T pick(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }

    private static CompanyId other(CompanyId company) {
        return COMPANIES.stream()
                .map(firm -> new CompanyId(firm.id()))
                .filter(id -> !id.equals(company))
                .findFirst()
                .orElseThrow();
    }

    /** Returns a filter that this row meets, with a condition for each set bit. */
    private static OutreachFilter filter(Row row, int parts) {
        return new OutreachFilter(
                (parts & 1) == 0 ? null : row.channel(),
                (parts & 2) == 0 ? null : row.person(),
                (parts & 4) == 0 ? null : row.company(),
                (parts & 8) == 0 ? null : row.sequence(),
                (parts & 16) == 0 ? null : row.state(),
                (parts & 32) == 0 ? null : row.owner());
    }

    private List<Row> matching(OutreachFilter filter) {
        return rows.stream()
                .filter(row -> filter.channels().isEmpty() || filter.channels().contains(row.channel()))
                .filter(row -> filter.people().isEmpty() || filter.people().contains(row.person()))
                .filter(row ->
                        filter.companies().isEmpty() || filter.companies().contains(row.company()))
                .filter(row -> isAny(filter.sequences(), row.sequence()))
                .filter(row -> filter.states().isEmpty() || filter.states().contains(row.state()))
                .filter(row -> isAny(filter.owners(), row.owner()))
                .filter(row -> filter.created().includes(row.createdAt()))
                .sorted(Row.NEWEST_FIRST)
                .toList();
    }

    private static <T> boolean isAny(AnyOf<T> choice, @Nullable T value) {
        return choice.isAll()
                || (value == null ? choice.none() : choice.values().contains(value));
    }

    /** Splits the list where the value of the key changes. */
    private static List<List<Row>> groups(List<Row> list, OutreachSort.Key key) {
        var groups = new ArrayList<List<Row>>();
        for (var row : list) {
            if (groups.isEmpty() || !Objects.equals(groups.getLast().getFirst().valueOf(key), row.valueOf(key))) {
                groups.add(new ArrayList<>());
            }
            groups.getLast().add(row);
        }
        return groups;
    }

    /** Returns the rank of a row's group. Rows without a value come last in both directions. */
    private static int rank(Row row, OutreachSort.Key key, Direction direction) {
        var value = row.valueOf(key);
        var order = order(key);
        if (value == null) {
            return order.size();
        }
        var named = order.stream()
                .filter(names -> names.contains(value))
                .findFirst()
                .orElseThrow();
        return (direction == Direction.ASC ? order : order.reversed()).indexOf(named);
    }

    private List<Row> list(StorageContract.Storage storage, OutreachFilter filter, OutreachSort sort) {
        var page = page(storage, filter, sort, new PageRequest(1, 500));
        assertThat(page.totalCount()).isEqualTo(page.items().size());
        return page.items().stream().map(this::row).toList();
    }

    private static Page<Outreach> page(
            StorageContract.Storage storage, OutreachFilter filter, OutreachSort sort, PageRequest request) {
        return storage.transactions()
                .read(stored -> stored.outreaches().page(new OutreachQuery(filter, sort, request)));
    }

    private static OutreachStats stats(StorageContract.Storage storage, OutreachFilter filter) {
        return storage.transactions().read(stored -> stored.outreaches().stats(filter));
    }

    private static List<OutreachStats.Kind> kinds(List<Row> rows) {
        return rows.stream().collect(groupingBy(row -> List.of(row.state(), row.channel()))).values().stream()
                .map(same -> new OutreachStats.Kind(
                        same.getFirst().state(), same.getFirst().channel(), same.size()))
                .toList();
    }

    private Row row(Outreach outreach) {
        return rows.stream()
                .filter(row -> row.id().equals(outreach.id().value()))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 500})
    void slices_make_up_the_list_newest_first(int size) {
        var storage = loaded();

        assertThat(walk(storage, OutreachFilter.ALL, size))
                .isEqualTo(list(storage, OutreachFilter.ALL, OutreachSort.NEWEST_FIRST));
        for (int parts = 0; parts < 64; parts++) {
            var filter = filter(rows.get(parts % rows.size()), parts);
            assertThat(walk(storage, filter, size)).as(filter.toString()).isEqualTo(matching(filter));
        }
    }

    @Test
    void a_walk_through_an_empty_list_has_one_empty_slice() {
        assertThat(walk(emptyStorage(), OutreachFilter.ALL, 5)).isEmpty();
    }

    private List<Row> walk(StorageContract.Storage storage, OutreachFilter filter, int size) {
        var met = new ArrayList<Row>();
        Position after = null;
        do {
            var request = new SliceRequest(after, size);
            var slice =
                    storage.transactions().read(stored -> stored.outreaches().walk(filter, request));
            after = slice.next();
            assertThat(slice.items()).hasSizeLessThanOrEqualTo(size);
            assertThat(after == null || slice.items().size() == size)
                    .as("only the last slice is not full")
                    .isTrue();
            slice.items().stream().map(this::row).forEach(met::add);
        } while (after != null);
        return met;
    }

    private static void assertEmpty(Page<Outreach> page) {
        assertThat(page.items()).isEmpty();
        assertThat(page.totalCount()).isZero();
        assertThat(page.totalPages()).isZero();
    }
}

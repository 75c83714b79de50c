package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.query.CompanyFilter;
import com.grow.outreach.application.query.CompanyQuery;
import com.grow.outreach.application.query.CompanySort;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The part of {@link StorageContract} for companies, people, sequences and users. */
abstract class DirectoryContract {

    private static final CompanyFilter ALL = CompanyFilter.ALL;

    /** From oldest to newest. The last two have the same creation time. */
    private static final List<Company> COMPANIES = List.of(
            company(1, "Zebra", "usr_zoe", "zebra.example", Fit.YES, "SaaS,Sales", 90, "2026-03-01T00:00:00Z"),
            company(2, "acme", "usr_bob1", "acme.com", Fit.NO, "Retail", 10, "2026-03-01T23:59:59.999999Z"),
            company(3, "Ábaco", null, null, Fit.UNKNOWN, "", null, null),
            company(4, "acme", "usr_bob2", "ACME.example", Fit.UNKNOWN, "SaaS", 0, "2026-03-02T00:00:00Z"),
            company(5, "100%_Foods\\", "usr_bob1", "foods.example", Fit.YES, "Sales", 100, "2026-02-28T12:00:00Z"),
            company(6, "Émile", null, null, Fit.NO, "", 50, null));

    private static final List<Person> PEOPLE = List.of(
            new Person(new PersonId("per_1"), "Zoë", "CEO", new CompanyId("com_1"), "Zoe@X.example", "+1 555", null),
            new Person(new PersonId("per_2"), "ann", null, new CompanyId("com_1"), null, null, "https://l.example/ann"),
            new Person(new PersonId("per_3"), "Ann", null, new CompanyId("com_2"), "ann@x.example", null, null),
            new Person(new PersonId("per_4"), "Élan", null, new CompanyId("com_2"), "ann@x.example", null, null));

    private static final List<Sequence> SEQUENCES = List.of(
            new Sequence(new SequenceId("seq_1"), "welcome"),
            new Sequence(new SequenceId("seq_2"), "Élan"),
            new Sequence(new SequenceId("seq_3"), "Welcome"));

    private static final List<User> USERS = List.of(
            new User(new UserId("usr_zoe"), "Zoë", "zoe@grow.example"),
            new User(new UserId("usr_bob1"), "Bob", "bob1@grow.example"),
            new User(new UserId("usr_bob2"), "Bob", "bob2@grow.example"));

    abstract StorageContract.Storage emptyStorage();

    @SuppressWarnings("TooManyParameters")
    private static Company company(
            int number,
            String name,
            @Nullable String owner,
            @Nullable String domain,
            Fit fit,
            String segments,
            @Nullable Integer score,
            @Nullable String enriched) {
        return new Company(
                new CompanyId("com_" + number),
                name,
                owner == null ? null : new UserId(owner),
                new Company.Profile(
                        domain,
                        fit,
                        segments.isEmpty() ? List.of() : List.of(segments.split(",")),
                        number % 2 == 0 ? List.of() : List.of(new Country("US"), new Country("DE")),
                        score),
                enriched == null
                        ? Company.Enrichment.NEVER
                        : new Company.Enrichment(
                                EnrichmentStatus.values()[number % EnrichmentStatus.values().length],
                                Instant.parse(enriched)));
    }

    static Stream<Arguments> orders() {
        return Stream.of(
                Arguments.of(CompanySort.Key.CREATED_AT, Direction.DESC, "5 6 4 3 2 1"),
                Arguments.of(CompanySort.Key.NAME, Direction.ASC, "5 3 4 2 6 1"),
                Arguments.of(CompanySort.Key.NAME, Direction.DESC, "1 6 4 2 3 5"),
                Arguments.of(CompanySort.Key.DOMAIN, Direction.ASC, "2 4 5 1 6 3"),
                Arguments.of(CompanySort.Key.DOMAIN, Direction.DESC, "1 5 4 2 6 3"),
                Arguments.of(CompanySort.Key.FIT, Direction.ASC, "6 2 5 1 4 3"),
                Arguments.of(CompanySort.Key.FIT, Direction.DESC, "5 1 6 2 4 3"),
                Arguments.of(CompanySort.Key.SEGMENTS, Direction.ASC, "2 4 1 5 6 3"),
                Arguments.of(CompanySort.Key.SEGMENTS, Direction.DESC, "5 1 4 2 6 3"),
                Arguments.of(CompanySort.Key.OVERALL_SCORE, Direction.ASC, "4 2 6 1 5 3"),
                Arguments.of(CompanySort.Key.OVERALL_SCORE, Direction.DESC, "5 1 6 2 4 3"),
                Arguments.of(CompanySort.Key.OWNER, Direction.ASC, "5 2 4 1 6 3"),
                Arguments.of(CompanySort.Key.OWNER, Direction.DESC, "1 4 5 2 6 3"),
                Arguments.of(CompanySort.Key.LAST_ENRICHMENT, Direction.ASC, "5 1 2 4 6 3"),
                Arguments.of(CompanySort.Key.LAST_ENRICHMENT, Direction.DESC, "4 2 1 5 6 3"));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.DirectoryContract#orders")
    void sorts_companies_without_a_value_last_and_equal_ones_by_creation_time(
            CompanySort.Key key, Direction direction, String expected) {
        assertThat(numbers(companies(loaded(), ALL, new CompanySort(key, direction), PageRequest.first())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.DirectoryContract#orders")
    void pages_make_up_the_list(CompanySort.Key key, Direction direction, String expected) {
        var storage = loaded();
        var sort = new CompanySort(key, direction);
        var pages = IntStream.rangeClosed(1, 4)
                .mapToObj(page -> companies(storage, ALL, sort, new PageRequest(page, 2)))
                .toList();

        assertThat(pages).extracting(Page::totalCount).containsOnly(6L);
        assertThat(pages.stream().map(DirectoryContract::numbers).filter(numbers -> !numbers.isEmpty()))
                .isEqualTo(List.of(expected.substring(0, 3), expected.substring(4, 7), expected.substring(8)));
    }

    static Stream<Arguments> filters() {
        return Stream.of(
                Arguments.of(named("ACME"), "4 2"),
                Arguments.of(named("é"), "6"),
                Arguments.of(named("ÁB"), "3"),
                Arguments.of(named("e"), "4 2 1 6"),
                Arguments.of(named("%"), "5"),
                Arguments.of(named("_"), "5"),
                Arguments.of(named("\\"), "5"),
                Arguments.of(named("a_me"), ""),
                Arguments.of(named("100%_foods"), "5"),
                Arguments.of(named("'; drop table companies; --"), ""),
                Arguments.of(named("?"), ""),
                Arguments.of(named("\0"), ""),
                Arguments.of(withDomain("Example"), "5 4 1"),
                Arguments.of(withDomain("acme."), "4 2"),
                Arguments.of(withDomain("_"), ""),
                Arguments.of(of(Fit.YES), "5 1"),
                Arguments.of(of(Fit.NO), "6 2"),
                Arguments.of(of(Fit.UNKNOWN), "4 3"),
                Arguments.of(inSegments("SaaS"), "4 1"),
                Arguments.of(inSegments("Retail", "Sales"), "5 2 1"),
                Arguments.of(inSegments("saas"), ""),
                Arguments.of(inSegments("\0"), ""),
                Arguments.of(inSegments("\0", "SaaS"), "4 1"),
                Arguments.of(inSegments("{}", "\"", "\\"), ""),
                Arguments.of(ownedBy("usr_bob1"), "5 2"),
                Arguments.of(ownedBy("usr_nobody"), ""),
                Arguments.of(scored(10, 90), "6 2 1"),
                Arguments.of(scored(null, 0), "4"),
                Arguments.of(scored(100, null), "5"),
                Arguments.of(scored(Integer.MIN_VALUE, Integer.MAX_VALUE), "5 6 4 2 1"),
                Arguments.of(scored(90, 10), ""),
                Arguments.of(enriched("2026-03-01", "2026-03-01"), "2 1"),
                Arguments.of(enriched(null, "2026-02-28"), "5"),
                Arguments.of(enriched("2026-03-02", null), "4"),
                Arguments.of(enriched("0001-01-01", "9999-12-31"), "5 4 2 1"),
                Arguments.of(enriched("2026-03-02", "2026-03-01"), ""),
                Arguments.of(neverEnriched(), "6 3"));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.DirectoryContract#filters")
    void filters_companies_in_every_order(CompanyFilter filter, String expected) {
        var storage = loaded();
        for (var order : orders().toList()) {
            var sort = new CompanySort((CompanySort.Key) order.get()[0], (Direction) order.get()[1]);
            var page = companies(storage, filter, sort, PageRequest.first());
            assertThat(words(numbers(page))).as(sort.toString()).containsExactlyInAnyOrder(words(expected));
            assertThat(page.totalCount()).isEqualTo(page.items().size());
        }
    }

    @Test
    void combines_filters() {
        var filter = new CompanyFilter(
                "e",
                "zebra",
                Fit.YES,
                Set.of("Sales"),
                new UserId("usr_zoe"),
                new Range<>(90, 90),
                new Range<>(LocalDate.of(2026, 3, 1), null),
                false);
        assertThat(numbers(companies(loaded(), filter, CompanySort.NEWEST_FIRST, PageRequest.first())))
                .isEqualTo("1");
    }

    @Test
    void a_page_past_the_end_is_empty_and_has_the_total() {
        var page = companies(loaded(), ALL, CompanySort.NEWEST_FIRST, new PageRequest(PageRequest.MAX_NUMBER, 500));

        assertThat(page.items()).isEmpty();
        assertThat(page.totalCount()).isEqualTo(6);
    }

    @Test
    void an_empty_storage_has_empty_lists() {
        var storage = emptyStorage();
        var named = new NamedQuery(null, NameSort.NEWEST_FIRST, PageRequest.first());

        assertThat(companies(storage, ALL, CompanySort.NEWEST_FIRST, PageRequest.first())
                        .totalCount())
                .isZero();
        assertThat(people(storage, PersonFilter.ALL, NameSort.NAME_ASC)).isEmpty();
        assertThat(storage.transactions()
                        .read(stored -> stored.users().page(named))
                        .items())
                .isEmpty();
        assertThat(storage.transactions()
                        .read(stored -> stored.sequences().page(named))
                        .items())
                .isEmpty();
    }

    @Test
    void returns_companies_unchanged() {
        var odd = new Company(
                new CompanyId("com_odd"),
                "\tO'Dd \\N\n",
                null,
                new Company.Profile(
                        "\\.", Fit.NO, List.of("a,b", "{}", "\"q\"", "\\", "null", "NULL", " é\t"), List.of(), null),
                new Company.Enrichment(EnrichmentStatus.FAILED, null));
        var storage = emptyStorage().with(book().company(odd, TestBook.START));

        assertThat(find(storage, ids(COMPANIES)))
                .isEqualTo(Map.of(
                        id(1), COMPANIES.get(0),
                        id(2), COMPANIES.get(1),
                        id(3), COMPANIES.get(2),
                        id(4), COMPANIES.get(3),
                        id(5), COMPANIES.get(4),
                        id(6), COMPANIES.get(5)));
        assertThat(find(storage, List.of(odd.id()))).containsOnly(Map.entry(odd.id(), odd));
    }

    @Test
    void returns_the_channels_that_people_opted_out_of() {
        var storage = emptyStorage()
                .with(new TestBook()
                        .company("com_1", "Acme", null)
                        .person(optedOut("per_1", Set.of(Channel.EMAIL, Channel.PHONE)), TestBook.START)
                        .person(optedOut("per_2", Set.of()), TestBook.START)
                        .person(optedOut("per_3", Set.of(Channel.LINKEDIN)), TestBook.START));
        var asked = Stream.of("per_1", "per_2", "per_gone").map(PersonId::new).toList();

        var optOuts = storage.transactions().read(stored -> stored.people().optOuts(asked));

        assertThat(optOuts).containsOnly(Map.entry(asked.getFirst(), Set.of(Channel.EMAIL, Channel.PHONE)));
        assertThat(storage.transactions()
                        .read(stored -> stored.people().findAll(List.of(new PersonId("per_3"))))
                        .values())
                .containsExactly(optedOut("per_3", Set.of(Channel.LINKEDIN)));
    }

    private static Person optedOut(String id, Set<Channel> channels) {
        return new Person(new PersonId(id), "Ann", null, new CompanyId("com_1"), null, null, null, channels);
    }

    @Test
    void omits_missing_ids() {
        var storage = loaded();

        assertThat(storage.transactions()
                        .read(stored ->
                                stored.people().findAll(List.of(new PersonId("per_3"), new PersonId("per_gone"))))
                        .values())
                .containsExactly(PEOPLE.get(2));
        assertThat(storage.transactions()
                        .read(stored -> stored.users().findAll(List.of(new UserId("usr_zoe"), new UserId("usr_gone"))))
                        .values())
                .containsExactly(USERS.getFirst());
        assertThat(storage.transactions()
                        .read(stored -> stored.sequences()
                                .findAll(List.of(new SequenceId("seq_2"), new SequenceId("seq_gone"))))
                        .values())
                .containsExactly(SEQUENCES.get(1));
        assertThat(find(storage, List.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"NEWEST_FIRST, 4 3 2 1", "NAME_ASC, 3 2 4 1", "NAME_DESC, 1 4 3 2"})
    void sorts_people_by_name_and_equal_ones_by_creation_time(NameSort sort, String expected) {
        var names = new TestBook();
        // Exactly the same name, because case would break a tie.
        IntStream.range(0, 4)
                .forEach(i -> names.person(
                        new Person(
                                new PersonId("per_" + (i + 1)),
                                List.of("Zoë", "ann", "ann", "Élan").get(i),
                                null,
                                new CompanyId("com_1"),
                                null,
                                null,
                                null),
                        TestBook.START.plus(Duration.ofHours(i))));
        var storage = emptyStorage().with(names.company("com_1", "Acme", null));

        assertThat(people(storage, PersonFilter.ALL, sort)
                        .map(person -> person.id().value().substring("per_".length())))
                .containsExactly(words(expected));
    }

    static Stream<Arguments> peopleFilters() {
        return Stream.of(
                Arguments.of(new PersonFilter("ANN", null, null), "3 2"),
                Arguments.of(new PersonFilter("ë", null, null), "1"),
                Arguments.of(new PersonFilter(null, new CompanyId("com_1"), null), "2 1"),
                Arguments.of(new PersonFilter(null, new CompanyId("com_gone"), null), ""),
                Arguments.of(new PersonFilter(null, null, "zOE@x.EXAMPLE"), "1"),
                Arguments.of(new PersonFilter(null, null, "ann@x.example"), "4 3"),
                Arguments.of(new PersonFilter(null, null, "ann@x"), ""),
                Arguments.of(new PersonFilter(null, null, "ann@x%"), ""),
                Arguments.of(new PersonFilter(null, null, "\0"), ""),
                Arguments.of(new PersonFilter("an", new CompanyId("com_2"), "ann@x.example"), "4 3"));
    }

    @ParameterizedTest
    @MethodSource("com.grow.outreach.application.port.out.DirectoryContract#peopleFilters")
    void filters_people(PersonFilter filter, String expected) {
        assertThat(people(loaded(), filter, NameSort.NEWEST_FIRST)
                        .map(person -> person.id().value().substring("per_".length())))
                .containsExactly(words(expected));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, NEWEST_FIRST, seq_3 seq_2 seq_1, usr_bob2 usr_bob1 usr_zoe",
                "-, NAME_ASC, seq_2 seq_1 seq_3, usr_bob2 usr_bob1 usr_zoe",
                "-, NAME_DESC, seq_3 seq_1 seq_2, usr_zoe usr_bob2 usr_bob1",
                "O, NEWEST_FIRST, seq_3 seq_1, usr_bob2 usr_bob1 usr_zoe",
                "%, NAME_ASC, '', ''"
            })
    void filters_sequences_and_users_by_name(
            @Nullable String name, NameSort sort, String expectedSequences, String expectedUsers) {
        var storage = loaded();
        var query = new NamedQuery(name, sort, PageRequest.first());

        assertThat(storage.transactions().read(stored -> stored.sequences().page(query)).items().stream()
                        .map(sequence -> sequence.id().value()))
                .containsExactly(words(expectedSequences));
        assertThat(storage.transactions().read(stored -> stored.users().page(query)).items().stream()
                        .map(user -> user.id().value()))
                .containsExactly(words(expectedUsers));
    }

    @ParameterizedTest
    @CsvSource({
        "ΚΟΣΜΟΣ, ΚΟΣ",
        "Κοσμος, κος",
        "José, jose\u0301",
        "Jose\u0301, JOSÉ",
        "Straße, STRASS",
        "STRASSE, aß",
        "İstanbul, ist"
    })
    void finds_names_and_domains_by_a_part_regardless_of_case_and_accents(String name, String part) {
        var storage = called(name);

        assertThat(found(storage, part)).containsOnly(1L);
        assertThat(companies(storage, ofDomain(part), CompanySort.NEWEST_FIRST, PageRequest.first())
                        .totalCount())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Q3 wave, wave q3, 1",
        "Q3 wave, Q3 wa, 1",
        "Q3 wave, av 3 AV, 1",
        "Q3 wave, '\t WAVE\u00a0 ', 1",
        "Q3 wave, wave q4, 0",
        "Q3 wave, q3wave, 0",
        "100% a_b \\o/, o/ \\ % _ a_, 1",
        "100 a b, % _, 0",
        "İpek Su, su ipek, 1",
        "Zoé Émile, É ZO, 1"
    })
    void finds_names_by_words_in_any_order(String name, String words, long expected) {
        assertThat(found(called(name), words)).containsOnly(expected);
    }

    @Test
    void finds_domains_only_by_one_part() {
        assertThat(companies(called("wave q3"), ofDomain("q3 wave"), CompanySort.NEWEST_FIRST, PageRequest.first())
                        .totalCount())
                .isZero();
    }

    /** Returns a storage with a company, person, sequence and user of one name. */
    private StorageContract.Storage called(String name) {
        var company = company(1, name, null, name + ".example", Fit.UNKNOWN, "", null, null);
        return emptyStorage()
                .with(new TestBook()
                        .company(company, createdAt(0))
                        .person(
                                new Person(new PersonId("per_1"), name, null, company.id(), null, null, null),
                                createdAt(0))
                        .sequence(new Sequence(new SequenceId("seq_1"), name), createdAt(0))
                        .user(new User(new UserId("usr_1"), name, "u@example.com"), createdAt(0)));
    }

    private static CompanyFilter ofDomain(String part) {
        return new CompanyFilter(null, part, null, Set.of(), null, Range.open(), Range.open(), false);
    }

    /** Returns the numbers of companies, people, sequences and users that a name filter finds. */
    private static List<Long> found(StorageContract.Storage storage, String name) {
        var query = new NamedQuery(name, NameSort.NEWEST_FIRST, PageRequest.first());
        return List.of(
                companies(storage, named(name), CompanySort.NEWEST_FIRST, PageRequest.first())
                        .totalCount(),
                people(storage, new PersonFilter(name, null, null), NameSort.NEWEST_FIRST)
                        .count(),
                storage.transactions()
                        .<Long>read(stored -> stored.sequences().page(query).totalCount()),
                storage.transactions()
                        .<Long>read(stored -> stored.users().page(query).totalCount()));
    }

    private static TestBook book() {
        var book = new TestBook();
        IntStream.range(0, USERS.size()).forEach(i -> book.user(USERS.get(i), createdAt(i)));
        IntStream.range(0, SEQUENCES.size()).forEach(i -> book.sequence(SEQUENCES.get(i), createdAt(i)));
        IntStream.range(0, COMPANIES.size()).forEach(i -> book.company(COMPANIES.get(i), createdAt(Math.min(i, 4))));
        IntStream.range(0, PEOPLE.size()).forEach(i -> book.person(PEOPLE.get(i), createdAt(i)));
        return book;
    }

    private static Instant createdAt(int position) {
        return TestBook.START.plus(Duration.ofHours(position));
    }

    private StorageContract.Storage loaded() {
        return emptyStorage().with(book());
    }

    private static Page<Company> companies(
            StorageContract.Storage storage, CompanyFilter filter, CompanySort sort, PageRequest request) {
        return storage.transactions().read(stored -> stored.companies().page(new CompanyQuery(filter, sort, request)));
    }

    private static Map<CompanyId, Company> find(StorageContract.Storage storage, List<CompanyId> ids) {
        return storage.transactions().read(stored -> stored.companies().findAll(ids));
    }

    private static Stream<Person> people(StorageContract.Storage storage, PersonFilter filter, NameSort sort) {
        var query = new PersonQuery(filter, sort, PageRequest.first());
        var page = storage.transactions().read(stored -> stored.people().page(query));
        assertThat(page.totalCount()).isEqualTo(page.items().size());
        return page.items().stream();
    }

    private static String numbers(Page<Company> page) {
        return String.join(
                " ",
                page.items().stream()
                        .map(company -> company.id().value().substring("com_".length()))
                        .toList());
    }

    private static String[] words(String text) {
        return Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toArray(String[]::new);
    }

    private static CompanyId id(int number) {
        return new CompanyId("com_" + number);
    }

    private static List<CompanyId> ids(List<Company> companies) {
        return companies.stream().map(Company::id).toList();
    }

    private static CompanyFilter named(String name) {
        return new CompanyFilter(name, null, null, Set.of(), null, Range.open(), Range.open(), false);
    }

    private static CompanyFilter withDomain(String domain) {
        return new CompanyFilter(null, domain, null, Set.of(), null, Range.open(), Range.open(), false);
    }

    private static CompanyFilter of(Fit fit) {
        return new CompanyFilter(null, null, fit, Set.of(), null, Range.open(), Range.open(), false);
    }

    private static CompanyFilter inSegments(String... segments) {
        return new CompanyFilter(null, null, null, Set.of(segments), null, Range.open(), Range.open(), false);
    }

    private static CompanyFilter ownedBy(String owner) {
        return new CompanyFilter(null, null, null, Set.of(), new UserId(owner), Range.open(), Range.open(), false);
    }

    private static CompanyFilter scored(@Nullable Integer from, @Nullable Integer to) {
        return new CompanyFilter(null, null, null, Set.of(), null, new Range<>(from, to), Range.open(), false);
    }

    private static CompanyFilter enriched(@Nullable String from, @Nullable String to) {
        var days = new Range<>(from == null ? null : LocalDate.parse(from), to == null ? null : LocalDate.parse(to));
        return new CompanyFilter(null, null, null, Set.of(), null, Range.open(), days, false);
    }

    private static CompanyFilter neverEnriched() {
        return new CompanyFilter(null, null, null, Set.of(), null, Range.open(), Range.open(), true);
    }
}

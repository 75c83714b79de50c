package com.grow.outreach.bootstrap;

import static java.util.Comparator.comparing;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.UserId;
import java.text.Collator;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Contract, section 3: a realistic book of business that contains the data of the examples. */
class DemoDataTest {

    private final BookOfBusiness book = DemoData.book();
    private final List<Entry> entries = list(book.outreaches());
    private final Map<PersonId, Person> people =
            things(book.people()).stream().collect(toMap(Person::id, person -> person));
    private final Map<CompanyId, Company> companies =
            things(book.companies()).stream().collect(toMap(Company::id, company -> company));

    @Test
    void every_email_address_has_the_domain_of_the_company() {
        assertThat(people.values())
                .filteredOn(person -> person.email() != null)
                .isNotEmpty()
                .allSatisfy(person -> {
                    var domain = requireNonNull(companies.get(person.companyId()))
                            .profile()
                            .domain();
                    assertThat(person.email()).endsWith("@" + requireNonNull(domain));
                });
    }

    @Test
    void the_demo_data_is_deterministic() {
        assertThat(DemoData.book()).isEqualTo(book);
    }

    @Test
    void contains_the_outreach_of_the_examples() {
        assertThat(outreach("out_11111").channel()).isEqualTo(Channel.EMAIL);
        assertThat(outreach("out_11111").personId()).isEqualTo(new PersonId("per_22222"));
        assertThat(outreach("out_11111").sequenceId()).contains(new SequenceId("seq_33333"));
        assertThat(outreach("out_11111").currentState()).isEqualTo(OutreachState.READY);
    }

    @Test
    void contains_the_sequence_of_the_examples() {
        assertThat(things(book.sequences()))
                .filteredOn(sequence -> sequence.id().equals(new SequenceId("seq_33333")))
                .singleElement()
                .satisfies(sequence -> assertThat(sequence.name()).isEqualTo("Welcome Sequence"));
    }

    @Test
    void contains_the_company_of_the_examples() {
        assertThat(companies.get(new CompanyId("com_12345")))
                .isEqualTo(new Company(
                        new CompanyId("com_12345"),
                        "Acme Inc",
                        new UserId("usr_12345"),
                        new Company.Profile(
                                "acme.com", Fit.YES, List.of("SaaS", "Sales"), List.of(new Country("US")), 87),
                        new Company.Enrichment(EnrichmentStatus.COMPLETED, Instant.parse("2026-10-25T07:00:00Z"))));
    }

    @Test
    void companies_differ_in_every_filter() {
        assertThat(companies.values())
                .extracting(company -> company.profile().fit())
                .contains(Fit.values());
        assertThat(companies.values())
                .extracting(company -> company.enrichment().status())
                .contains(EnrichmentStatus.values())
                .containsNull();
        assertThat(companies.values().stream()
                        .flatMap(company -> company.profile().segments().stream())
                        .distinct())
                .hasSizeGreaterThan(5);
        assertThat(companies.values().stream()
                        .flatMap(company -> company.profile().countries().stream())
                        .distinct())
                .hasSizeGreaterThan(5);
        assertThat(companies.values())
                .extracting(company -> company.profile().overallScore())
                .containsNull()
                .anySatisfy(score -> assertThat(score).isGreaterThan(60));
    }

    @Test
    void an_outreach_is_newer_than_its_references() {
        var oldest = entries.stream()
                .map(Entry::createdAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
        assertThat(Stream.of(book.users(), book.companies(), book.people(), book.sequences())
                        .flatMap(things -> list(things).stream()))
                .allSatisfy(thing -> assertThat(thing.at()).isBefore(oldest));
    }

    @Test
    void the_outreaches_of_the_batch_examples_can_start_enrichment() {
        assertThat(Stream.of("out_11111", "out_22222", "out_33333"))
                .allMatch(id -> outreach(id).currentState().canTransitionTo(OutreachState.ENRICHMENT));
    }

    @Test
    void fifty_five_are_ready_and_the_one_of_the_examples_is_the_first_of_them_by_company() {
        var names = Collator.getInstance(Locale.ROOT);
        var ready = entries.stream()
                .filter(entry -> entry.outreach().currentState() == OutreachState.READY)
                .sorted(comparing((Entry entry) -> company(entry).name(), names::compare)
                        .thenComparing(comparing(Entry::createdAt).reversed()))
                .toList();
        assertThat(ready).hasSize(55);
        assertThat(ready.getFirst().outreach().id()).isEqualTo(new OutreachId("out_11111"));
        assertThat(companies.values())
                .filteredOn(company ->
                        company.name().equals(company(ready.getFirst()).name()))
                .hasSize(1);
    }

    @Test
    void there_are_about_200_outreaches_in_all_states_and_channels() {
        assertThat(entries).hasSizeBetween(180, 220);
        assertThat(entries).extracting(entry -> entry.outreach().currentState()).contains(OutreachState.values());
        assertThat(entries).extracting(entry -> entry.outreach().channel()).contains(Channel.values());
    }

    @Test
    void there_are_40_or_more_companies_with_several_owners() {
        assertThat(companies).hasSizeGreaterThanOrEqualTo(40);
        assertThat(companies.values().stream()
                        .map(Company::ownerId)
                        .filter(Objects::nonNull)
                        .distinct())
                .hasSizeGreaterThanOrEqualTo(3)
                .isSubsetOf(things(book.users()).stream().map(user -> user.id()).toArray(UserId[]::new));
    }

    @Test
    void a_company_has_several_people_and_outreaches() {
        assertThat(people.values().stream().collect(groupingBy(Person::companyId, counting())))
                .hasSize(companies.size())
                .allSatisfy((company, count) -> assertThat(count).isGreaterThan(1));
        assertThat(entries.stream()
                        .collect(groupingBy(this::company, counting()))
                        .values())
                .filteredOn(count -> count > 1)
                .hasSizeGreaterThan(30);
    }

    @Test
    void there_are_about_ten_sequences_and_some_outreaches_in_none() {
        assertThat(list(book.sequences())).hasSizeBetween(8, 12);
        assertThat(entries)
                .filteredOn(entry -> entry.outreach().sequenceId().isEmpty())
                .hasSizeBetween(20, 100);
        assertThat(entries.stream()
                        .flatMap(entry -> entry.outreach().sequenceId().stream())
                        .distinct())
                .hasSizeGreaterThan(7);
    }

    @Test
    void creation_times_spread_over_weeks() {
        var times = entries.stream().map(Entry::createdAt).sorted().toList();
        assertThat(Duration.between(times.getFirst(), times.getLast()))
                .isBetween(Duration.ofDays(21), Duration.ofDays(120));
        assertThat(times.stream()
                        .map(time -> time.getEpochSecond() / Duration.ofDays(7).toSeconds())
                        .distinct())
                .hasSizeGreaterThan(4);
    }

    @Test
    void every_history_leads_from_new_to_the_current_state_by_allowed_moves() {
        assertThat(entries).allSatisfy(entry -> {
            var state = OutreachState.NEW;
            var when = entry.createdAt();
            int sortKey = 0;
            for (Transition move : entry.history()) {
                assertThat(move.outreachId()).isEqualTo(entry.outreach().id());
                assertThat(move.fromState()).isEqualTo(state);
                assertThat(state.canTransitionTo(move.toState())).isTrue();
                assertThat(move.createdAt()).isAfter(when);
                assertThat(move.sortKey()).isGreaterThan(sortKey);
                state = move.toState();
                when = move.createdAt();
                sortKey = move.sortKey();
            }
            assertThat(state).isEqualTo(entry.outreach().currentState());
            assertThat(sortKey).isEqualTo(entry.outreach().lastSortKey());
        });
    }

    @Test
    void ids_are_unique_and_references_exist() {
        assertThat(entries.stream().map(entry -> entry.outreach().id())).doesNotHaveDuplicates();
        assertThat(people).hasSameSizeAs(list(book.people()));
        assertThat(companies).hasSameSizeAs(list(book.companies()));
        assertThat(people.values()).allMatch(person -> companies.containsKey(person.companyId()));
        assertThat(entries)
                .allMatch(entry -> people.containsKey(entry.outreach().personId()));
        var sequences = new HashSet<>(
                things(book.sequences()).stream().map(sequence -> sequence.id()).toList());
        assertThat(entries)
                .allMatch(entry -> sequences.containsAll(
                        entry.outreach().sequenceId().stream().toList()));
    }

    @Test
    void no_person_has_two_outreaches_on_one_channel() {
        assertThat(entries.stream()
                        .map(entry -> Arrays.asList(
                                entry.outreach().personId(), entry.outreach().channel())))
                .doesNotHaveDuplicates();
    }

    private Outreach outreach(String id) {
        return entries.stream()
                .map(Entry::outreach)
                .filter(outreach -> outreach.id().value().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Company company(Entry entry) {
        var person = Objects.requireNonNull(people.get(entry.outreach().personId()));
        return Objects.requireNonNull(companies.get(person.companyId()));
    }

    private static <T> List<T> things(Iterable<Created<T>> items) {
        return list(items).stream().map(Created::value).toList();
    }

    private static <T> List<T> list(Iterable<T> items) {
        return StreamSupport.stream(items.spliterator(), false).toList();
    }
}

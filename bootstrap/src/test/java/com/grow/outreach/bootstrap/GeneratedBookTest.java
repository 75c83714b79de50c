package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.Transition;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratedBookTest {

    private static final int SIZE = 20_000;

    private final BookOfBusiness book = new GeneratedBook(SIZE, 1).book();
    private final List<Entry> outreaches = all(book.outreaches());

    private static <T> List<T> all(Iterable<T> rows) {
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 99, 5_000})
    void has_the_requested_number_of_outreaches(int size) {
        assertThat(new GeneratedBook(size, 7).book().outreaches()).hasSize(size);
    }

    @Test
    void the_seed_determines_the_book() {
        var again = new GeneratedBook(SIZE, 1).book();

        assertThat(all(again.outreaches())).isEqualTo(outreaches);
        assertThat(all(again.companies())).isEqualTo(all(book.companies()));
        assertThat(all(again.people())).isEqualTo(all(book.people()));
        assertThat(all(new GeneratedBook(SIZE, 2).book().outreaches())).isNotEqualTo(outreaches);
    }

    @Test
    void repeated_reads_return_the_same_book() {
        assertThat(all(book.outreaches())).isEqualTo(outreaches);
        assertThat(all(book.people())).isEqualTo(all(book.people()));
    }

    @Test
    void all_references_exist() {
        var companies = all(book.companies()).stream()
                .map(Created::value)
                .map(Company::id)
                .collect(Collectors.toSet());
        var people =
                all(book.people()).stream().map(Created::value).map(Person::id).collect(Collectors.toSet());

        assertThat(book.people())
                .allSatisfy(
                        person -> assertThat(companies).contains(person.value().companyId()));
        assertThat(outreaches)
                .allSatisfy(
                        entry -> assertThat(people).contains(entry.outreach().personId()));
    }

    @Test
    void ids_are_unique() {
        var ids = new HashSet<>();
        assertThat(outreaches)
                .allSatisfy(entry -> assertThat(ids.add(entry.outreach().id())).isTrue());
        assertThat(all(book.people()).stream().map(Created::value).map(Person::id))
                .doesNotHaveDuplicates();
    }

    @Test
    void every_history_reaches_the_current_state_by_allowed_transitions() {
        assertThat(outreaches).allSatisfy(entry -> {
            var state = OutreachState.NEW;
            for (var transition : entry.history()) {
                assertThat(transition.fromState()).isEqualTo(state);
                assertThat(state.canTransitionTo(transition.toState())).isTrue();
                state = transition.toState();
            }
            assertThat(entry.outreach().currentState()).isEqualTo(state);
            assertThat(entry.history())
                    .isSortedAccordingTo(Comparator.comparing(Transition::createdAt))
                    .allSatisfy(transition -> assertThat(transition.createdAt()).isAfter(entry.createdAt()));
        });
    }

    @Test
    void the_distribution_is_skewed() {
        var sequences = counts(entry -> entry.outreach().sequenceId());
        var states = counts(entry -> entry.outreach().currentState());

        assertThat(states).hasSize(OutreachState.values().length);
        assertThat(states.get(OutreachState.READY)).isGreaterThan(5 * states.getOrDefault(OutreachState.STARTING, 0L));
        assertThat(sequences.values().stream().max(Comparator.naturalOrder()).orElseThrow())
                .isGreaterThan(10
                        * sequences.values().stream()
                                .min(Comparator.naturalOrder())
                                .orElseThrow());
    }

    private <K> Map<K, Long> counts(Function<Entry, K> key) {
        return outreaches.stream().collect(Collectors.groupingBy(key, Collectors.counting()));
    }
}

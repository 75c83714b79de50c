package com.grow.outreach.application.service.enrichment;

import static com.grow.outreach.domain.Channel.EMAIL;
import static com.grow.outreach.domain.Channel.PHONE;
import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.CircuitOpen;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Failed;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Given;
import com.grow.outreach.application.service.FailingTransactions;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.Moved;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnrichmentTest {

    private static final OutreachId ID = new OutreachId("out_1");
    private static final PersonId JANE = new PersonId("per_1");
    private static final ContactData NOTHING = ContactData.NONE;
    private static final ContactData ALL =
            new ContactData("jane@found.example", "+1 555 0142", "https://www.linkedin.com/in/jane");

    /** A provider that returns its answers in order and records the questions. */
    private static final class Provider implements EnrichmentProvider {

        private final String name;
        private final List<Answer> answers;
        private final List<Enquiry> asked = new ArrayList<>();
        private Consumer<Enquiry> meanwhile = enquiry -> {};

        Provider(String name, Answer... answers) {
            this.name = name;
            this.answers = new ArrayList<>(List.of(answers));
        }

        static Provider knowing(String name, ContactData data) {
            return new Provider(name, new Given(data, 1));
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Answer ask(Enquiry enquiry) {
            asked.add(enquiry);
            meanwhile.accept(enquiry);
            return answers.remove(0);
        }

        @Override
        public Answer askPatiently(Enquiry enquiry, CircuitOpen soFar) {
            return ask(enquiry);
        }
    }

    private static TestBook person(@Nullable String email, @Nullable String phone, Set<Channel> optOuts) {
        return new TestBook()
                .company("com_1", "Acme", null)
                .person(
                        new Person(JANE, "Jane", null, new CompanyId("com_1"), email, phone, null, optOuts),
                        TestBook.START);
    }

    /** The e-mail outreach out_1 is in enrichment. Its person has no contact data. */
    private static TestGrow waiting() {
        return TestGrow.with(person(null, null, Set.of()).outreachThrough("out_1", ENRICHMENT));
    }

    private static Optional<java.time.Instant> lookUp(TestGrow grow, EnrichmentProvider... providers) {
        return lookUp(grow.storage(), "out_1.10", providers);
    }

    private static Optional<java.time.Instant> lookUp(
            Transactions transactions, String id, EnrichmentProvider... providers) {
        return task(transactions, providers).run(id);
    }

    private static Task task(Transactions transactions, EnrichmentProvider... providers) {
        return EnrichmentServices.task(
                transactions,
                InstantSource.fixed(TestGrow.NOW),
                List.of(providers),
                List.of(Duration.ZERO, Duration.ZERO));
    }

    private static ContactData contactData(TestGrow grow) {
        return person(grow).contactData();
    }

    private static Person person(TestGrow grow) {
        return grow.storage()
                .read(stored -> stored.people().findAll(List.of(JANE)))
                .values()
                .iterator()
                .next();
    }

    private static Transition last(TestGrow grow) {
        return grow.history("out_1").getLast();
    }

    private static void move(TestGrow grow, OutreachState state) {
        grow.storage().write(stored -> {
            var outreach = requireNonNull(stored.outreaches().lock(List.of(ID)).get(ID));
            var moved = (Moved) outreach.transitionTo(state, Circumstances.at(TestGrow.NOW));
            stored.outreaches().saveMoved(List.of(moved));
            return true;
        });
    }

    @Nested
    class LookingUp {

        @Test
        void stores_found_data_with_the_person_and_moves_the_outreach_to_ready() {
            var grow = waiting();

            assertThat(lookUp(grow, Provider.knowing("acme", ALL))).isEmpty();

            assertThat(contactData(grow)).isEqualTo(ALL);
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
            assertThat(last(grow))
                    .isEqualTo(
                            new Transition(
                                    ID,
                                    ENRICHMENT,
                                    READY,
                                    20,
                                    TestGrow.NOW,
                                    new Cause(
                                            "enrichment:acme",
                                            "found by acme",
                                            "{\"look_up\":\"out_1.10\",\"providers\":[{\"name\":\"acme\",\"answer\":\"found\",\"calls\":1}]}")));
        }

        @Test
        void the_question_has_the_person_the_company_and_the_look_up() {
            var acme = Provider.knowing("acme", ALL);

            lookUp(waiting(), acme);

            assertThat(acme.asked).singleElement().satisfies(enquiry -> {
                assertThat(enquiry.lookUp()).isEqualTo(new LookUp(ID, 10));
                assertThat(enquiry.channel()).isEqualTo(EMAIL);
                assertThat(enquiry.person().name()).isEqualTo("Jane");
                assertThat(enquiry.company().name()).isEqualTo("Acme");
            });
        }

        @Test
        void asks_the_next_provider_only_if_the_previous_one_has_no_data() {
            var grow = waiting();
            var first = Provider.knowing("first", NOTHING);
            var second = Provider.knowing("second", ALL);
            var third = Provider.knowing("third", ALL);

            lookUp(grow, first, second, third);

            assertThat(last(grow).cause().actor()).isEqualTo("enrichment:second");
            assertThat(last(grow).cause().metadata())
                    .isEqualTo(
                            "{\"look_up\":\"out_1.10\",\"providers\":[{\"name\":\"first\",\"answer\":\"nothing\",\"calls\":1},{\"name\":\"second\",\"answer\":\"found\",\"calls\":1}]}");
            assertThat(third.asked).isEmpty();
        }

        @Test
        void stores_data_for_another_channel_and_asks_the_next_provider() {
            var grow = waiting();

            lookUp(
                    grow,
                    Provider.knowing("first", new ContactData(null, "+1 555 0111", null)),
                    Provider.knowing("second", ALL));

            assertThat(contactData(grow))
                    .isEqualTo(
                            new ContactData("jane@found.example", "+1 555 0111", "https://www.linkedin.com/in/jane"));
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
        }

        @Test
        void moves_the_outreach_to_not_available_if_no_provider_has_data() {
            var grow = waiting();

            lookUp(
                    grow,
                    Provider.knowing("first", new ContactData(null, "+1 555 0111", null)),
                    Provider.knowing("second", NOTHING));

            assertThat(contactData(grow)).isEqualTo(new ContactData(null, "+1 555 0111", null));
            assertThat(last(grow).toState()).isEqualTo(NOT_AVAILABLE);
            assertThat(last(grow).cause().actor()).isEqualTo("enrichment");
            assertThat(last(grow).cause().reason()).isEqualTo("no email found by first, second");
        }

        @Test
        void an_empty_answer_counts_if_another_provider_fails() {
            var grow = waiting();

            lookUp(grow, new Provider("first", new Failed("answered 503", 15)), Provider.knowing("second", NOTHING));

            assertThat(last(grow).toState()).isEqualTo(NOT_AVAILABLE);
            assertThat(last(grow).cause().reason()).isEqualTo("no email found by second; first answered 503");
        }

        @Test
        void moves_the_outreach_to_waiting_with_the_reasons_if_all_providers_fail() {
            var grow = waiting();

            lookUp(
                    grow,
                    new Provider("first", new Failed("answered 503", 15)),
                    new Provider("second", new Failed("can't be reached", 1)));

            assertThat(contactData(grow)).isEqualTo(NOTHING);
            assertThat(last(grow).toState()).isEqualTo(WAITING);
            assertThat(last(grow).cause())
                    .isEqualTo(
                            new Cause(
                                    "enrichment",
                                    "first answered 503; second can't be reached",
                                    "{\"look_up\":\"out_1.10\",\"providers\":[{\"name\":\"first\",\"answer\":\"failed\",\"calls\":15},{\"name\":\"second\",\"answer\":\"failed\",\"calls\":1}]}"));
        }
    }

    @Nested
    class LeavingAProviderAlone {

        @Test
        void skips_a_provider_with_an_open_circuit_if_another_answers() {
            var grow = waiting();
            var first = new Provider("first", new CircuitOpen(0));

            lookUp(grow, first, Provider.knowing("second", NOTHING));

            assertThat(first.asked).hasSize(1);
            assertThat(last(grow).toState()).isEqualTo(NOT_AVAILABLE);
            assertThat(last(grow).cause().reason())
                    .isEqualTo("no email found by second; first was not asked, because most of its calls fail");
        }

        @Test
        void waits_for_a_provider_with_an_open_circuit_if_no_other_answers() {
            var grow = waiting();
            var failing = new Provider("failing", new Failed("answered 401", 1));
            var resting = new Provider("resting", new CircuitOpen(0), new Given(ALL, 2));

            lookUp(grow, failing, resting);

            assertThat(failing.asked).hasSize(1);
            assertThat(last(grow).toState()).isEqualTo(READY);
            assertThat(last(grow).cause().actor()).isEqualTo("enrichment:resting");
        }
    }

    @Nested
    class WhatIsThereAlready {

        @Test
        void keeps_stored_data_and_shows_the_found_data_in_the_history() {
            var grow =
                    TestGrow.with(person("jane@entered.example", null, Set.of()).outreachThrough("out_1", ENRICHMENT));

            lookUp(grow, Provider.knowing("acme", ALL));

            assertThat(contactData(grow))
                    .isEqualTo(new ContactData("jane@entered.example", ALL.phone(), ALL.linkedinUrl()));
            assertThat(last(grow).toState()).isEqualTo(READY);
            assertThat(last(grow).cause().reason())
                    .isEqualTo("found by acme, but kept jane@entered.example instead of jane@found.example");
        }

        @Test
        void keeps_data_that_was_stored_during_the_look_up() {
            var grow = waiting();
            var acme = Provider.knowing("acme", ALL);
            acme.meanwhile = enquiry -> enter(grow, "jane@entered.example");

            lookUp(grow, acme);

            assertThat(contactData(grow).email()).isEqualTo("jane@entered.example");
        }

        @Test
        void stored_data_makes_the_outreach_ready_if_no_provider_has_data() {
            var grow =
                    TestGrow.with(person("jane@entered.example", null, Set.of()).outreachThrough("out_1", ENRICHMENT));

            lookUp(grow, Provider.knowing("acme", NOTHING), new Provider("zeta", new Failed("answered 503", 15)));

            assertThat(contactData(grow).email()).isEqualTo("jane@entered.example");
            assertThat(last(grow).toState()).isEqualTo(READY);
            assertThat(last(grow).cause().actor()).isEqualTo("enrichment");
            assertThat(last(grow).cause().reason())
                    .isEqualTo("no email found by acme, but jane@entered.example is stored; zeta answered 503");
        }

        @Test
        void data_stored_during_the_look_up_makes_the_outreach_ready() {
            var grow = waiting();
            var acme = Provider.knowing("acme", NOTHING);
            acme.meanwhile = enquiry -> enter(grow, "jane@entered.example");

            lookUp(grow, acme);

            assertThat(last(grow).toState()).isEqualTo(READY);
        }

        @Test
        void moves_the_outreach_to_waiting_despite_stored_data_if_all_providers_fail() {
            var grow =
                    TestGrow.with(person("jane@entered.example", null, Set.of()).outreachThrough("out_1", ENRICHMENT));

            lookUp(grow, new Provider("acme", new Failed("answered 503", 15)));

            assertThat(last(grow).toState()).isEqualTo(WAITING);
        }

        private static void enter(TestGrow grow, String email) {
            grow.storage().write(stored -> {
                var person = stored.people().lock(JANE).orElseThrow();
                stored.people().save(person.completedBy(new ContactData(email, null, null)));
                return true;
            });
        }

        @Test
        void found_data_that_equals_stored_data_makes_the_outreach_ready() {
            var grow = TestGrow.with(person(ALL.email(), null, Set.of()).outreachThrough("out_1", ENRICHMENT));

            lookUp(grow, Provider.knowing("acme", ALL));

            assertThat(last(grow).cause().reason()).isEqualTo("found by acme");
        }
    }

    @Nested
    class OptingOut {

        @Test
        void asks_no_provider_about_a_person_who_opted_out() {
            var grow = TestGrow.with(person(null, null, Set.of(EMAIL)).outreachThrough("out_1", ENRICHMENT));
            var acme = Provider.knowing("acme", ALL);

            lookUp(grow, acme);

            assertThat(acme.asked).isEmpty();
            assertThat(last(grow).toState()).isEqualTo(NOT_AVAILABLE);
            assertThat(last(grow).cause().reason()).isEqualTo("the person opted out of this channel");
        }

        @Test
        void stores_nothing_if_the_person_opts_out_during_the_look_up() {
            var grow = waiting();
            var acme = Provider.knowing("acme", ALL);
            acme.meanwhile = enquiry -> grow.storage().write(stored -> {
                var jane = stored.people().lock(JANE).orElseThrow();
                stored.people().save(new Person(JANE, "Jane", null, jane.companyId(), null, null, null, Set.of(EMAIL)));
                return true;
            });

            lookUp(grow, acme);

            assertThat(contactData(grow)).isEqualTo(NOTHING);
            assertThat(last(grow).toState()).isEqualTo(NOT_AVAILABLE);
            assertThat(last(grow).cause().reason()).isEqualTo("the person opted out of this channel");
        }

        @Test
        void looks_up_a_channel_that_the_person_did_not_opt_out_of() {
            var grow = TestGrow.with(person(null, null, Set.of(PHONE)).outreachThrough("out_1", ENRICHMENT));

            lookUp(grow, Provider.knowing("acme", ALL));

            assertThat(last(grow).toState()).isEqualTo(READY);
            assertThat(person(grow).optOuts()).containsExactly(PHONE);
        }
    }

    @Nested
    class HappeningTwice {

        @Test
        void does_not_repeat_a_finished_look_up() {
            var grow = waiting();
            lookUp(grow, Provider.knowing("acme", ALL));
            var again = Provider.knowing("acme", NOTHING);

            assertThat(lookUp(grow, again)).isEmpty();

            assertThat(again.asked).isEmpty();
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
        }

        @Test
        void does_not_move_an_outreach_that_moved_during_the_look_up() {
            var grow = waiting();
            var acme = Provider.knowing("acme", ALL);
            acme.meanwhile = enquiry -> move(grow, NOT_AVAILABLE);

            lookUp(grow, acme);

            assertThat(grow.outreach("out_1").currentState()).isEqualTo(NOT_AVAILABLE);
            assertThat(contactData(grow)).isEqualTo(NOTHING);
        }

        @Test
        void ignores_the_answer_for_an_earlier_visit_of_enrichment() {
            var grow = waiting();
            var acme = Provider.knowing("acme", ALL);
            acme.meanwhile = enquiry -> {
                move(grow, WAITING);
                move(grow, ENRICHMENT);
            };

            lookUp(grow, acme);
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(ENRICHMENT);

            lookUp(grow.storage(), "out_1.30", Provider.knowing("acme", ALL));
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
        }

        @Test
        void ignores_a_deleted_outreach() {
            var acme = Provider.knowing("acme", ALL);

            assertThat(lookUp(waiting().storage(), "out_2.10", acme)).isEmpty();

            assertThat(acme.asked).isEmpty();
        }

        @Test
        void a_storage_failure_changes_nothing_and_the_look_up_can_run_again() {
            var grow = waiting();

            assertThatExceptionOfType(StorageUnavailableException.class)
                    .isThrownBy(() ->
                            lookUp(new FailingTransactions(grow.storage()), "out_1.10", Provider.knowing("acme", ALL)));

            assertThat(contactData(grow)).isEqualTo(NOTHING);
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(ENRICHMENT);
        }

        @Test
        void retries_storing_an_answer_without_asking_the_provider_again() {
            var grow = waiting();
            var failures = new AtomicInteger(2);
            var acme = Provider.knowing("acme", ALL);
            var restarting = new Transactions() {
                @Override
                public <T> T read(Function<Repositories, T> work) {
                    return grow.storage().read(work);
                }

                @Override
                public <T> T rehearse(Function<Repositories, T> work) {
                    return grow.storage().rehearse(work);
                }

                @Override
                public <T> T write(Function<Repositories, T> work) {
                    if (failures.getAndDecrement() > 0) {
                        throw new StorageUnavailableException("restarting", new IllegalStateException());
                    }
                    return grow.storage().write(work);
                }
            };

            assertThat(lookUp(restarting, "out_1.10", acme)).isEmpty();

            assertThat(acme.asked).hasSize(1);
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(READY);
            assertThat(grow.history("out_1")).hasSize(2);
        }

        @Test
        void an_interrupted_look_up_runs_again() {
            var grow = waiting();
            var stopped = new EnrichmentProvider() {
                @Override
                public String name() {
                    return "acme";
                }

                @Override
                public Answer ask(Enquiry enquiry) throws InterruptedException {
                    throw new InterruptedException();
                }

                @Override
                public Answer askPatiently(Enquiry enquiry, CircuitOpen soFar) throws InterruptedException {
                    throw new InterruptedException();
                }
            };

            assertThat(lookUp(grow, stopped)).contains(TestGrow.NOW);
            assertThat(grow.outreach("out_1").currentState()).isEqualTo(ENRICHMENT);
        }
    }

    @Nested
    class Scheduling {

        private static Set<String> scheduled(TestGrow grow) {
            return grow.storage().tasks(TaskKind.ENRICHMENT).keySet();
        }

        @Test
        void schedules_nothing_without_a_provider() {
            var grow = TestGrow.with(new TestBook().outreach("out_1"));

            move(grow);

            assertThat(scheduled(grow)).isEmpty();
        }

        @Test
        void schedules_a_look_up_with_the_transition_to_enrichment() {
            var grow = TestGrow.with(new TestBook()
                    .outreach("out_1")
                    .outreach("out_2")
                    .outreachThrough("out_3", STARTING, WAITING)
                    .outreach("out_4", STARTING));
            grow.storage().run(TaskKind.ENRICHMENT);

            move(grow);
            moveAll(grow);

            assertThat(scheduled(grow)).containsExactlyInAnyOrder("out_1.10", "out_2.10", "out_3.30");
        }

        @Test
        void resuming_schedules_look_ups_for_all_outreaches_in_enrichment() {
            var book = new TestBook().outreach("out_0", READY).outreachThrough("out_00", STARTING, WAITING);
            for (int number = 1; number <= 1_200; number++) {
                book.outreach("out_" + number, ENRICHMENT);
            }
            var grow = TestGrow.with(book.outreachThrough("out_2000", ENRICHMENT));
            grow.storage().run(TaskKind.ENRICHMENT);

            EnrichmentServices.resume(grow.storage(), InstantSource.fixed(TestGrow.NOW))
                    .resume();
            assertThat(scheduled(grow)).containsExactly("resume " + TestGrow.NOW);
            assertThat(task(grow.storage()).run("resume " + TestGrow.NOW)).isEmpty();

            assertThat(scheduled(grow)).hasSize(1_202).contains("out_1.0", "out_1200.0", "out_2000.10");
        }
    }

    @Nested
    class Resuming {

        @Test
        void resuming_again_schedules_another_task_while_one_runs() {
            var grow = TestGrow.with(new TestBook());
            grow.storage().run(TaskKind.ENRICHMENT);
            var now = new AtomicReference<>(TestGrow.NOW);
            var resume = EnrichmentServices.resume(grow.storage(), now::get);

            resume.resume();
            now.set(TestGrow.NOW.plusMillis(1));
            resume.resume();

            assertThat(grow.storage().tasks(TaskKind.ENRICHMENT)).hasSize(2);
        }
    }

    @Nested
    class Names {

        @Test
        void a_look_up_is_identified_by_its_outreach_and_visit_of_enrichment() {
            var lookUp = new LookUp(new OutreachId("out_a-B_9"), 30);
            assertThat(lookUp.value()).isEqualTo("out_a-B_9.30");
            assertThat(LookUp.of("out_a-B_9.30")).isEqualTo(lookUp);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "resume", "out_1", "out_1.", "out_1.x", "out_1.-1", "out_1.1.1", "per_1.1", ".1"})
        void rejects_other_names(String value) {
            assertThatIllegalArgumentException().isThrownBy(() -> LookUp.of(value));
        }
    }

    private static void move(TestGrow grow) {
        grow.use().transition().transitionTo(ID, OutreachState.ENRICHMENT);
    }

    private static void moveAll(TestGrow grow) {
        grow.use()
                .batchTransition()
                .transitionTo(OutreachState.ENRICHMENT, TestGrow.batch("out_1", "out_2", "out_3", "out_4", "out_5"));
    }
}

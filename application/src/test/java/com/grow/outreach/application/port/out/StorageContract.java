package com.grow.outreach.application.port.out;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NEW;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static com.grow.outreach.domain.OutreachState.STARTING;
import static com.grow.outreach.domain.OutreachState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.out.AnswerRepository.Answer;
import com.grow.outreach.application.port.out.book.BookLoader;
import com.grow.outreach.application.port.out.book.BookOfBusiness;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachEvent;
import com.grow.outreach.domain.OutreachEvent.Change;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage must do, whatever it is made of: each adapter has a test that extends this one. */
public abstract class StorageContract {

    private static final Instant NOW = Instant.parse("2026-04-01T12:34:56.789012Z");
    private static final Cause MAYA = new Cause("maya", null, "{}");
    private static final OutreachId ONE = new OutreachId("out_1");
    private static final OutreachId TWO = new OutreachId("out_2");
    private static final OutreachId THREE = new OutreachId("out_3");
    private static final OutreachId UNKNOWN = new OutreachId("out_unknown");
    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final SequenceId FAREWELL = new SequenceId("seq_2");

    /**
     * A storage and a way to look into it.
     *
     * @param transactions the way to what is stored
     * @param loader what fills it
     * @param history the history of an outreach, oldest first
     * @param tasks when the tasks of a kind are to run, by their id
     */
    public record Storage(
            Transactions transactions,
            BookLoader loader,
            Function<OutreachId, List<Transition>> history,
            Function<TaskKind, Map<String, Instant>> tasks) {

        Storage with(TestBook book) {
            assertThat(loader.loadIfEmpty(book.build())).isTrue();
            return this;
        }

        Optional<Outreach> find(OutreachId id) {
            return transactions.read(stored -> stored.outreaches().find(id));
        }

        Outreach get(OutreachId id) {
            return find(id).orElseThrow();
        }

        Optional<Sequence> sequence(String id) {
            return transactions.read(stored -> stored.sequences().find(new SequenceId(id)));
        }

        List<Transition> history(OutreachId id) {
            return history.apply(id);
        }

        Map<OutreachId, Outreach> lock(Collection<OutreachId> ids) {
            return transactions.write(stored -> stored.outreaches().lock(ids));
        }

        long size() {
            return size(OutreachFilter.ALL);
        }

        long size(OutreachFilter filter) {
            var query = new OutreachQuery(filter, OutreachSort.NEWEST_FIRST, PageRequest.first());
            return transactions.read(stored -> stored.outreaches().page(query)).totalCount();
        }

        void write(Consumer<Repositories> work) {
            transactions.write(stored -> {
                work.accept(stored);
                return true;
            });
        }
    }

    protected StorageContract() {}

    /** A storage that holds nothing. */
    protected abstract Storage emptyStorage();

    @Nested
    class Listing extends OutreachListContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class LookingUp extends DirectoryContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Maintaining extends MaintenanceContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Finding {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .outreach("out_1", "per_2", Channel.LINKEDIN, WAITING, "seq_1")
                        .outreach("out_2", "per_1", Channel.PHONE, NEW, null));

        @Test
        void an_outreach_is_found_as_it_was_stored() {
            assertThat(storage.find(ONE))
                    .contains(Outreach.restore(ONE, Channel.LINKEDIN, new PersonId("per_2"), WELCOME, WAITING, 0));
            assertThat(storage.find(TWO))
                    .contains(Outreach.restore(TWO, Channel.PHONE, new PersonId("per_1"), null, NEW, 0));
        }

        @Test
        void a_sequence_is_found_with_its_name() {
            assertThat(storage.sequence("seq_1")).contains(new Sequence(WELCOME, "Sequence seq_1"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"out_unknown", "out_", "OUT_1", "out_11", "out_%"})
        void what_is_not_there_is_not_found(String text) {
            OutreachId.KIND
                    .parse(text)
                    .ifPresent(id -> assertThat(storage.find(id)).isEmpty());
        }

        @Test
        void a_sequence_that_is_not_there_is_not_found() {
            assertThat(storage.sequence("seq_unknown")).isEmpty();
        }

        @Test
        void lock_returns_those_that_exist_as_they_are() {
            assertThat(storage.lock(List.of(TWO, UNKNOWN, ONE, TWO)))
                    .containsOnly(Map.entry(ONE, storage.get(ONE)), Map.entry(TWO, storage.get(TWO)));
            assertThat(storage.lock(List.of(UNKNOWN))).isEmpty();
            assertThat(storage.lock(List.of())).isEmpty();
        }
    }

    @Nested
    class Remembering {

        private static final Cause CAUSE = new Cause("usr_1", "asked twice, \\ \t \"no\"", "{\"a\": [1, \"b\\t\"]}");

        private final Storage storage = emptyStorage()
                .with(new TestBook().outreach("out_1", READY).outreachThrough("out_2", STARTING, WAITING, READY));

        private List<OutreachState> reached(OutreachId id, PageRequest page) {
            return transitions(id, page).orElseThrow().items().stream()
                    .map(Transition::toState)
                    .toList();
        }

        private Optional<Page<Transition>> transitions(OutreachId id, PageRequest page) {
            return storage.transactions().read(stored -> stored.outreaches().history(id, page));
        }

        @Test
        void a_history_comes_latest_first_in_pages_with_its_size() {
            assertThat(reached(TWO, PageRequest.first())).containsExactly(READY, WAITING, STARTING);
            assertThat(reached(TWO, new PageRequest(1, 2))).containsExactly(READY, WAITING);
            assertThat(reached(TWO, new PageRequest(2, 2))).containsExactly(STARTING);
            assertThat(transitions(TWO, new PageRequest(2, 2)).orElseThrow().totalCount())
                    .isEqualTo(3);
            assertThat(transitions(TWO, new PageRequest(3, 2)))
                    .contains(new Page<>(List.of(), new PageRequest(3, 2), 3));
        }

        @Test
        void an_outreach_that_never_moved_has_an_empty_history_and_one_that_is_not_there_none() {
            assertThat(transitions(ONE, PageRequest.first())).contains(new Page<>(List.of(), PageRequest.first(), 0));
            assertThat(transitions(UNKNOWN, PageRequest.first())).isEmpty();
        }

        @Test
        void a_cause_is_kept_with_the_move() {
            storage.write(stored -> {
                var outreach = stored.outreaches().find(ONE).orElseThrow();
                stored.outreaches().lock(List.of(ONE));
                var moved = (Moved) outreach.transitionTo(ENRICHMENT, Circumstances.at(NOW));
                var told = new Transition(ONE, READY, ENRICHMENT, 10, NOW, CAUSE);
                stored.outreaches().saveMoved(List.of(new Moved(moved.outreach(), told)));
            });

            assertThat(transitions(ONE, PageRequest.first()).orElseThrow().items())
                    .containsExactly(new Transition(ONE, READY, ENRICHMENT, 10, NOW, CAUSE));
        }

        @Test
        void a_book_brings_the_causes_of_its_moves() {
            var entry = new TestBook()
                    .outreachThrough("out_1", STARTING)
                    .build()
                    .outreaches()
                    .iterator()
                    .next();
            var told = entry.history().stream()
                    .map(move -> new Transition(
                            move.outreachId(),
                            move.fromState(),
                            move.toState(),
                            move.sortKey(),
                            move.createdAt(),
                            CAUSE))
                    .toList();
            var book = new TestBook().outreach("out_1").build();
            var filled = emptyStorage();

            filled.loader()
                    .loadIfEmpty(new BookOfBusiness(
                            book.users(),
                            book.companies(),
                            book.people(),
                            book.sequences(),
                            List.of(new BookOfBusiness.Entry(entry.outreach(), entry.createdAt(), told))));

            assertThat(filled.history(ONE)).isEqualTo(told);
        }
    }

    @Nested
    class Keeping {

        private static final Answer ANSWER =
                new Answer(new RequestKey("key ~ '1'"), "print", "200 \n{\"ä\": \"\\u0000\"}", NOW);

        private final Storage storage = emptyStorage();

        private Optional<Answer> answer(RequestKey key) {
            return storage.transactions().read(stored -> stored.answers().find(key));
        }

        private void save(Answer answer) {
            storage.write(stored -> {
                assertThat(stored.answers().claim(answer.key())).isTrue();
                stored.answers().save(answer);
            });
        }

        @Test
        void an_answer_is_found_by_its_key_as_it_was_kept() {
            save(ANSWER);

            assertThat(answer(ANSWER.key())).contains(ANSWER);
            assertThat(answer(new RequestKey("KEY ~ '1'"))).isEmpty();
        }

        @Test
        void an_answer_takes_the_place_of_an_older_one() {
            save(ANSWER);
            var later = new Answer(ANSWER.key(), "other", "204", NOW.plusSeconds(1));
            save(later);

            assertThat(answer(ANSWER.key())).contains(later);
        }

        @Test
        void a_transaction_that_fails_keeps_no_answer() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        stored.answers().save(ANSWER);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(answer(ANSWER.key())).isEmpty();
        }
    }

    @Nested
    class Webhooks extends WebhookContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Walking {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .outreach("out_1")
                        .outreach("out_2", NEW)
                        .outreach("out_3")
                        .outreach("out_4", "per_2", Channel.PHONE, READY, "seq_1")
                        .outreach("out_5"));

        private final OutreachFilter ready = new OutreachFilter(null, null, null, null, READY, null);

        private Slice<Outreach> next(OutreachFilter filter, @Nullable Position after, int size) {
            return storage.transactions()
                    .write(stored -> stored.outreaches().lockNext(filter, new SliceRequest(after, size)));
        }

        private List<String> ids(Slice<Outreach> slice) {
            return slice.items().stream().map(outreach -> outreach.id().value()).toList();
        }

        @Test
        void those_that_match_are_locked_newest_first_slice_by_slice() {
            var first = next(ready, null, 2);
            var second = next(ready, first.next(), 2);

            assertThat(ids(first)).containsExactly("out_5", "out_4");
            assertThat(ids(second)).containsExactly("out_3", "out_1");
            assertThat(second.next()).isNull();
            assertThat(first.items().get(1)).isEqualTo(storage.get(new OutreachId("out_4")));
        }

        @Test
        void those_that_leave_the_filter_as_they_are_walked_do_not_move_the_walk() {
            var first = next(ready, null, 2);
            storage.write(stored -> move(stored, ENRICHMENT, new OutreachId("out_5"), new OutreachId("out_4")));

            assertThat(ids(next(ready, first.next(), 2))).containsExactly("out_3", "out_1");
        }

        @Test
        void what_is_walked_can_be_changed() {
            storage.write(stored -> {
                var slice = stored.outreaches().lockNext(ready, new SliceRequest(null, 10));
                stored.outreaches()
                        .saveMoved(slice.items().stream()
                                .map(outreach -> (Moved) outreach.transitionTo(NOT_AVAILABLE, Circumstances.at(NOW)))
                                .toList());
            });

            assertThat(storage.size(ready)).isZero();
            assertThat(storage.size()).isEqualTo(5);
        }

        @Test
        void nothing_that_matches_is_an_empty_slice_at_its_end() {
            assertThat(next(new OutreachFilter(null, null, null, null, WAITING, null), null, 2))
                    .isEqualTo(new Slice<>(List.of(), null));
        }

        @Test
        void those_that_match_are_counted() {
            assertThat(storage.transactions()
                            .<Long>read(stored -> stored.outreaches().count(ready)))
                    .isEqualTo(4);
            assertThat(storage.transactions()
                            .<Long>read(stored -> stored.outreaches().count(OutreachFilter.ALL)))
                    .isEqualTo(5);
            assertThat(storage.transactions()
                            .<Long>read(stored -> stored.outreaches()
                                    .count(new OutreachFilter(null, new PersonId("per_2"), null, null, null, null))))
                    .isEqualTo(1);
        }

        @Test
        void those_that_exist_are_found_without_being_locked() {
            assertThat(storage.transactions()
                            .<Map<OutreachId, Outreach>>read(
                                    stored -> stored.outreaches().findAll(List.of(TWO, UNKNOWN, ONE, TWO))))
                    .containsOnly(Map.entry(ONE, storage.get(ONE)), Map.entry(TWO, storage.get(TWO)));
        }
    }

    @Nested
    class Jobbing {

        private final JobRequest moving = new JobRequest(
                new Move(NOT_AVAILABLE),
                new OutreachFilter(
                        Channel.PHONE,
                        new PersonId("per_1"),
                        new CompanyId("com_1"),
                        WELCOME,
                        READY,
                        new UserId("usr_1")),
                new Cause("usr_1", "asked twice, \\ \t \"no\"", "{\"a\": [1, \"b\\t\"]}"),
                true);

        private final JobRequest assigning =
                new JobRequest(new Assignment(FAREWELL), OutreachFilter.ALL, Cause.UNKNOWN, false);

        private final Storage storage = emptyStorage();

        private Job add(JobRequest request) {
            return storage.transactions().write(stored -> stored.jobs().add(request, 12_345, NOW));
        }

        private Job get(JobId id) {
            return storage.transactions()
                    .<Job>read(stored -> stored.jobs().find(id).orElseThrow());
        }

        private List<Job.Refusal> refusals(JobId id) {
            return storage.transactions().read(stored -> stored.jobs().refusals(id));
        }

        @Test
        void a_job_is_kept_with_all_that_it_was_asked_for() {
            var job = add(moving);
            var other = add(assigning);

            assertThat(job).isEqualTo(Job.queued(job.id(), moving, 12_345, NOW));
            assertThat(get(job.id())).isEqualTo(job);
            assertThat(get(other.id())).isEqualTo(Job.queued(other.id(), assigning, 12_345, NOW));
            assertThat(other.id()).isNotEqualTo(job.id());
            assertThat(storage.transactions()
                            .<Optional<Job>>read(stored -> stored.jobs().find(new JobId("job_unknown"))))
                    .isEmpty();
        }

        @Test
        void how_far_it_is_is_kept_with_it() {
            var job = add(moving);
            var advanced = job.advanced(7, 3, new Position(NOW.minusSeconds(5), 42), NOW);

            storage.write(stored -> {
                assertThat(stored.jobs().lock(job.id())).contains(job);
                stored.jobs().save(advanced);
            });
            assertThat(get(job.id())).isEqualTo(advanced);

            var failed = advanced.stumbled(NOW).failed("It is 'over'.", NOW.plusSeconds(1));
            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().save(failed);
            });
            assertThat(get(job.id())).isEqualTo(failed);
        }

        @Test
        void refusals_are_kept_in_their_order_up_to_so_many() {
            var job = add(moving);
            var other = add(moving);
            var notAllowed = new NotAllowed(STARTING, NOT_AVAILABLE, EnumSet.of(WAITING));
            var guarded = new GuardRefused(READY, NOT_AVAILABLE, Guard.OPTED_OUT, EnumSet.noneOf(OutreachState.class));
            var refusals = IntStream.range(0, 700)
                    .mapToObj(i -> new Job.Refusal(new OutreachId("out_" + i), i % 2 == 0 ? notAllowed : guarded))
                    .toList();

            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().refuse(job.id(), refusals);
                stored.jobs().refuse(job.id(), List.of());
            });
            assertThat(refusals(job.id())).isEqualTo(refusals);
            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().refuse(job.id(), refusals);
            });
            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().refuse(job.id(), refusals);
            });

            assertThat(refusals(job.id()))
                    .hasSize(Job.MOST_REFUSALS)
                    .startsWith(refusals.toArray(Job.Refusal[]::new))
                    .endsWith(refusals.get(299));
            assertThat(refusals(other.id())).isEmpty();
        }

        @Test
        void the_latest_come_first_in_pages_all_or_those_of_a_status() {
            var first = add(moving);
            var second = add(assigning);
            var stopped = first.stopped(NOW);
            storage.write(stored -> {
                stored.jobs().lock(first.id());
                stored.jobs().save(stopped);
            });

            assertThat(page(null, new PageRequest(1, 1)))
                    .isEqualTo(new Page<>(List.of(second), new PageRequest(1, 1), 2));
            assertThat(page(null, new PageRequest(2, 1)))
                    .isEqualTo(new Page<>(List.of(stopped), new PageRequest(2, 1), 2));
            assertThat(page(JobStatus.STOPPED, PageRequest.first()))
                    .isEqualTo(new Page<>(List.of(stopped), PageRequest.first(), 1));
            assertThat(page(JobStatus.RUNNING, PageRequest.first()))
                    .isEqualTo(new Page<>(List.of(), PageRequest.first(), 0));
        }

        private Page<Job> page(@Nullable JobStatus status, PageRequest page) {
            return storage.transactions().read(stored -> stored.jobs().page(status, page));
        }

        @Test
        void a_transaction_that_fails_leaves_no_job_behind() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        stored.jobs().add(moving, 1, NOW);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(page(null, PageRequest.first()).totalCount()).isZero();
        }
    }

    @Nested
    class Telling {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .sequence("seq_2", "Farewell")
                        .outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1")
                        .outreach("out_2", NEW)
                        .outreachThrough("out_3", STARTING, WAITING));

        private final EventPosition start = last();

        private EventPosition last() {
            return storage.transactions()
                    .read(stored -> stored.events().extent().last());
        }

        private List<OutreachEvent> after(EventPosition position, int limit) {
            return storage.transactions().read(stored -> stored.events().after(position, limit));
        }

        private int sequence() {
            return storage.transactions().write(stored -> stored.events().sequence());
        }

        private EventPosition position(int events) {
            return new EventPosition(start.value() + events);
        }

        @Test
        void what_fills_an_empty_storage_is_told_to_nobody() {
            assertThat(sequence()).isZero();
            assertThat(after(start, 10)).isEmpty();
        }

        @Test
        void a_move_is_told_with_its_states_its_time_and_who_made_it() {
            storage.write(stored -> {
                var outreach = of(stored.outreaches().lock(List.of(ONE)), ONE);
                var moved = (Moved) outreach.transitionTo(ENRICHMENT, Circumstances.at(NOW));
                var told = new Transition(ONE, READY, ENRICHMENT, 10, NOW, new Cause("usr_1", "why", "{}"));
                stored.outreaches().saveMoved(List.of(new Moved(moved.outreach(), told)));
            });

            assertThat(sequence()).isEqualTo(1);
            assertThat(after(start, 10))
                    .containsExactly(new OutreachEvent(
                            position(1), ONE, new Change.Transitioned(READY, ENRICHMENT), NOW, "usr_1"));
        }

        @Test
        void an_assignment_is_told_with_its_actor_and_both_sequences_unless_they_are_the_same() {
            storage.write(stored -> assign(stored, FAREWELL, ONE, TWO));
            storage.write(stored -> assign(stored, FAREWELL, ONE));
            storage.write(stored -> {
                var outreach = of(stored.outreaches().lock(List.of(TWO)), TWO);
                stored.outreaches().saveAssigned(List.of(outreach.unassigned()), MAYA);
            });

            assertThat(sequence()).isEqualTo(3);
            assertThat(after(start, 10))
                    .extracting(OutreachEvent::outreachId, OutreachEvent::change, OutreachEvent::actor)
                    .containsExactly(
                            tuple(ONE, new Change.Assigned(WELCOME, FAREWELL), null),
                            tuple(TWO, new Change.Assigned(null, FAREWELL), null),
                            tuple(TWO, new Change.Assigned(FAREWELL, null), "maya"));
        }

        @Test
        void a_new_outreach_and_its_deletion_are_told_with_its_state_and_who_asked_for_them() {
            var outreach = Outreach.open(new OutreachId("out_4"), Channel.PHONE, new PersonId("per_1"));
            storage.write(stored ->
                    assertThat(stored.outreaches().create(outreach, NOW, MAYA)).isTrue());
            storage.write(stored -> {
                stored.outreaches().lock(List.of(outreach.id()));
                stored.outreaches().delete(outreach.id(), new Cause("ben", null, "{}"));
            });

            assertThat(sequence()).isEqualTo(2);
            assertThat(after(start, 10))
                    .extracting(OutreachEvent::outreachId, OutreachEvent::change, OutreachEvent::actor)
                    .containsExactly(
                            tuple(outreach.id(), new Change.Created(NEW), "maya"),
                            tuple(outreach.id(), new Change.Deleted(NEW), "ben"));
            assertThat(after(start, 1).get(0).at()).isEqualTo(NOW);
        }

        @Test
        void events_are_numbered_without_a_gap_and_read_in_parts() {
            storage.write(stored -> move(stored, NOT_AVAILABLE, ONE, TWO, THREE));
            sequence();
            storage.write(stored -> move(stored, ENRICHMENT, ONE, TWO, THREE));
            sequence();

            assertThat(after(start, 10))
                    .extracting(OutreachEvent::position)
                    .containsExactly(position(1), position(2), position(3), position(4), position(5), position(6));
            assertThat(after(position(2), 3))
                    .extracting(OutreachEvent::position)
                    .containsExactly(position(3), position(4), position(5));
            assertThat(after(position(6), 10)).isEmpty();
            assertThat(last()).isEqualTo(position(6));
        }

        @Test
        void nothing_can_be_read_before_it_has_a_position() {
            storage.write(stored -> move(stored, ENRICHMENT, ONE));

            assertThat(after(start, 10)).isEmpty();
            assertThat(last()).isEqualTo(start);
        }

        @Test
        void a_transaction_that_fails_tells_nothing() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        move(stored, ENRICHMENT, ONE);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(sequence()).isZero();
            assertThat(after(start, 10)).isEmpty();
        }
    }

    @Nested
    class Scheduling {

        private final Storage storage = emptyStorage();

        @Test
        void what_is_scheduled_is_kept_with_its_time() {
            storage.write(stored -> {
                stored.tasks().schedule(TaskKind.JOB, List.of("1", "2"), NOW);
                stored.tasks().schedule(TaskKind.DELIVERY, List.of("1"), NOW.plusSeconds(1));
                stored.tasks().schedule(TaskKind.IMPORT, List.of(), NOW);
            });

            assertThat(storage.tasks().apply(TaskKind.JOB)).containsOnly(Map.entry("1", NOW), Map.entry("2", NOW));
            assertThat(storage.tasks().apply(TaskKind.DELIVERY)).containsOnly(Map.entry("1", NOW.plusSeconds(1)));
            assertThat(storage.tasks().apply(TaskKind.IMPORT)).isEmpty();
        }

        @Test
        void what_is_scheduled_already_stays_as_it_is() {
            storage.write(stored -> stored.tasks().schedule(TaskKind.JOB, List.of("1"), NOW));
            storage.write(stored -> stored.tasks().schedule(TaskKind.JOB, List.of("1", "2"), NOW.plusSeconds(1)));

            assertThat(storage.tasks().apply(TaskKind.JOB))
                    .containsOnly(Map.entry("1", NOW), Map.entry("2", NOW.plusSeconds(1)));
        }

        @Test
        void a_transaction_that_fails_schedules_nothing() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        stored.tasks().schedule(TaskKind.JOB, List.of("1"), NOW);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(storage.tasks().apply(TaskKind.JOB)).isEmpty();
        }
    }

    @Nested
    class Changing {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .sequence("seq_2", "Farewell")
                        .outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1")
                        .outreach("out_2", NEW)
                        .outreachThrough("out_3", STARTING, WAITING));

        @Test
        void a_move_is_stored_with_its_history() {
            storage.write(stored -> move(stored, ENRICHMENT, ONE));

            assertThat(storage.find(ONE))
                    .contains(Outreach.restore(ONE, Channel.EMAIL, new PersonId("per_1"), WELCOME, ENRICHMENT, 10));
            assertThat(storage.history(ONE)).containsExactly(new Transition(ONE, READY, ENRICHMENT, 10, NOW));
        }

        @Test
        void many_moves_are_stored_at_once_each_with_its_own_history() {
            storage.write(stored -> move(stored, NOT_AVAILABLE, ONE, TWO, THREE));

            assertThat(Stream.of(ONE, TWO, THREE).map(storage::get))
                    .extracting(Outreach::currentState)
                    .containsOnly(NOT_AVAILABLE);
            assertThat(storage.history(ONE)).containsExactly(new Transition(ONE, READY, NOT_AVAILABLE, 10, NOW));
            assertThat(storage.history(TWO)).containsExactly(new Transition(TWO, NEW, NOT_AVAILABLE, 10, NOW));
            assertThat(storage.history(THREE)).last().isEqualTo(new Transition(THREE, WAITING, NOT_AVAILABLE, 30, NOW));
        }

        @Test
        void a_history_grows_by_a_position_with_each_move() {
            storage.write(stored -> move(stored, ENRICHMENT, ONE));
            storage.write(stored -> move(stored, WAITING, ONE));
            storage.write(stored -> move(stored, READY, ONE));

            assertThat(storage.get(ONE).lastSortKey()).isEqualTo(30);
            assertThat(storage.history(ONE))
                    .containsExactly(
                            new Transition(ONE, READY, ENRICHMENT, 10, NOW),
                            new Transition(ONE, ENRICHMENT, WAITING, 20, NOW),
                            new Transition(ONE, WAITING, READY, 30, NOW));
        }

        @Test
        void the_largest_batch_is_stored_at_once() {
            var book = new TestBook().sequence("seq_2", "Farewell");
            var ids = IntStream.rangeClosed(1, OutreachBatch.MAX_SIZE)
                    .mapToObj(number -> new OutreachId("out_" + number))
                    .toArray(OutreachId[]::new);
            Stream.of(ids).forEach(id -> book.outreach(id.value()));
            var large = emptyStorage().with(book);

            large.write(stored -> {
                move(stored, ENRICHMENT, ids);
                assign(stored, FAREWELL, ids);
            });

            var changed = new OutreachFilter(null, null, null, FAREWELL, ENRICHMENT, null);
            assertThat(large.size(changed)).isEqualTo(OutreachBatch.MAX_SIZE);
            assertThat(large.history(ids[4_999])).hasSize(1);
        }

        @Test
        void outreaches_enter_change_and_leave_sequences_at_once() {
            storage.write(stored -> {
                var locked = stored.outreaches().lock(List.of(ONE, TWO, THREE));
                stored.outreaches()
                        .saveAssigned(
                                List.of(
                                        of(locked, ONE).unassigned(),
                                        of(locked, TWO).assignedTo(WELCOME),
                                        of(locked, THREE).assignedTo(FAREWELL)),
                                Cause.UNKNOWN);
            });

            assertThat(Stream.of(ONE, TWO, THREE).map(storage::get))
                    .extracting(Outreach::sequenceId)
                    .containsExactly(Optional.empty(), Optional.of(WELCOME), Optional.of(FAREWELL));
            assertThat(storage.get(TWO).currentState()).isEqualTo(NEW);
            assertThat(storage.get(THREE).lastSortKey()).isEqualTo(20);
        }

        @Test
        void what_is_not_stored_stays_as_it_was() {
            var others = List.of(storage.get(TWO), storage.get(THREE));

            storage.write(stored -> {
                stored.outreaches().lock(List.of(ONE, TWO, THREE));
                move(stored, ENRICHMENT, ONE);
                assign(stored, FAREWELL, ONE);
            });

            assertThat(List.of(storage.get(TWO), storage.get(THREE))).isEqualTo(others);
            assertThat(storage.history(TWO)).isEmpty();
        }

        @Test
        void a_transaction_sees_what_it_stored_itself() {
            storage.write(stored -> {
                move(stored, ENRICHMENT, ONE);
                assign(stored, FAREWELL, ONE);

                var expected = Outreach.restore(ONE, Channel.EMAIL, new PersonId("per_1"), FAREWELL, ENRICHMENT, 10);
                assertThat(stored.outreaches().find(ONE)).contains(expected);
                assertThat(stored.outreaches().lock(List.of(ONE))).containsEntry(ONE, expected);
            });

            assertThat(storage.get(ONE).sequenceId()).contains(FAREWELL);
            assertThat(storage.get(ONE).currentState()).isEqualTo(ENRICHMENT);
        }

        @Test
        void to_store_nothing_changes_nothing() {
            var before = storage.get(ONE);

            storage.write(stored -> {
                stored.outreaches().lock(List.of(ONE));
                stored.outreaches().saveMoved(List.of());
                stored.outreaches().saveAssigned(List.of(), Cause.UNKNOWN);
            });

            assertThat(storage.get(ONE)).isEqualTo(before);
        }

        @ParameterizedTest
        @MethodSource("com.grow.outreach.application.port.out.StorageContract#failures")
        void nothing_is_stored_when_the_work_throws_and_the_caller_gets_what_it_threw(Throwable failure) {
            var before = List.of(storage.get(ONE), storage.get(TWO), storage.get(THREE));

            var thrown = catchThrowable(() -> storage.write(stored -> {
                move(stored, ENRICHMENT, ONE, TWO);
                assign(stored, FAREWELL, ONE, THREE);
                throw StorageContract.<RuntimeException>unchecked(failure);
            }));

            assertThat(thrown).isSameAs(failure);
            assertThat(List.of(storage.get(ONE), storage.get(TWO), storage.get(THREE)))
                    .isEqualTo(before);
            assertThat(storage.history(ONE)).isEmpty();
        }

        @Test
        void the_result_of_the_work_comes_back() {
            assertThat(storage.transactions().<String>write(stored -> "written"))
                    .isEqualTo("written");
            assertThat(storage.transactions().<String>read(stored -> "read")).isEqualTo("read");
        }
    }

    @Nested
    class Loading {

        private final Storage storage = emptyStorage();

        @Test
        void an_empty_storage_holds_nothing() {
            assertThat(storage.size()).isZero();
            assertThat(storage.find(ONE)).isEmpty();
        }

        @Test
        void a_book_is_loaded_with_histories_that_go_on() {
            storage.with(new TestBook().outreachThrough("out_1", STARTING, WAITING, ENRICHMENT, READY));

            assertThat(storage.get(ONE))
                    .isEqualTo(Outreach.restore(ONE, Channel.EMAIL, new PersonId("per_1"), null, READY, 40));
            assertThat(storage.history(ONE))
                    .extracting(Transition::toState)
                    .containsExactly(STARTING, WAITING, ENRICHMENT, READY);
            assertThat(storage.history(ONE))
                    .first()
                    .isEqualTo(new Transition(ONE, NEW, STARTING, 10, TestBook.START.plusSeconds(60)));
        }

        @ParameterizedTest
        @MethodSource("com.grow.outreach.application.port.out.StorageContract#books_of_one")
        void a_storage_that_holds_anything_is_left_as_it_is(TestBook holding) {
            storage.with(holding);
            var size = storage.size();

            assertThat(storage.loader()
                            .loadIfEmpty(new TestBook().outreach("out_9").build()))
                    .isFalse();
            assertThat(storage.size()).isEqualTo(size);
            assertThat(storage.find(new OutreachId("out_9"))).isEmpty();
        }

        @Test
        void a_storage_that_was_filled_with_an_empty_book_is_empty_still() {
            storage.with(new TestBook()).with(new TestBook().outreach("out_1"));

            assertThat(storage.find(ONE)).isPresent();
        }

        @Test
        void a_book_that_breaks_off_leaves_nothing_behind() {
            var book = new TestBook()
                    .outreach("out_1", "per_1", Channel.EMAIL, NEW, "seq_1")
                    .outreach("out_2");

            assertThatException().isThrownBy(() -> storage.loader().loadIfEmpty(breakingOff(book.build())));

            assertThat(storage.size()).isZero();
            assertThat(storage.sequence("seq_1")).isEmpty();
            storage.with(book);
            assertThat(storage.size()).isEqualTo(2);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Émile & Søn's \"Welcome\"",
                    "tab\tnew\nline\rback\b\f\u000bend",
                    "\\",
                    "\\N",
                    "\\.",
                    "a\\tb\\\\",
                    "\\x41\\101",
                    "",
                    " spaces ",
                    "null",
                    "'; drop table sequences; --",
                    "%s {0} ? :name",
                    "日本語 😀 e\u0301"
                })
        void a_name_comes_back_to_the_letter(String name) {
            storage.with(new TestBook().sequence("seq_1", name).sequence("seq_2", "next"));

            assertThat(storage.sequence("seq_1")).contains(new Sequence(WELCOME, name));
            assertThat(storage.sequence("seq_2")).contains(new Sequence(FAREWELL, "next"));
        }

        private static BookOfBusiness breakingOff(BookOfBusiness book) {
            return new BookOfBusiness(book.users(), book.companies(), book.people(), book.sequences(), () -> {
                var first = book.outreaches().iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return true;
                    }

                    @Override
                    public BookOfBusiness.Entry next() {
                        if (first.hasNext()) {
                            return first.next();
                        }
                        throw new IllegalStateException("the book breaks off here");
                    }
                };
            });
        }
    }

    private static void move(Repositories stored, OutreachState to, OutreachId... ids) {
        var locked = stored.outreaches().lock(List.of(ids));
        stored.outreaches()
                .saveMoved(Stream.of(ids)
                        .map(id -> (Moved) of(locked, id).transitionTo(to, Circumstances.at(NOW)))
                        .toList());
    }

    private static void assign(Repositories stored, SequenceId sequence, OutreachId... ids) {
        var locked = stored.outreaches().lock(List.of(ids));
        stored.outreaches()
                .saveAssigned(
                        Stream.of(ids)
                                .map(id -> of(locked, id).assignedTo(sequence))
                                .toList(),
                        Cause.UNKNOWN);
    }

    private static Outreach of(Map<OutreachId, Outreach> locked, OutreachId id) {
        return Optional.ofNullable(locked.get(id)).orElseThrow();
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("a defect"),
                new StorageUnavailableException("away", new IllegalStateException()),
                new AssertionError("an error"));
    }

    static Stream<TestBook> books_of_one() {
        return Stream.of(
                new TestBook().user("usr_1", "Ada"),
                new TestBook().company("com_1", "Acme", null),
                new TestBook().person("per_1", "com_1"),
                new TestBook().sequence("seq_1", "Welcome"),
                new TestBook().outreach("out_1"));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T unchecked(Throwable failure) throws T {
        throw (T) failure;
    }
}

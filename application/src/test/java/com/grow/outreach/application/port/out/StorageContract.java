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

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.job.Undoable;
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
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Outreach;
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
import java.util.Set;
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

/** The behaviour that every storage must have. Each storage has a test that extends this one. */
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
     * A storage and access to its content.
     *
     * @param transactions the transactions
     * @param loader the loader that fills it
     * @param history returns the history of an outreach, oldest first
     * @param tasks returns the due times of the tasks of a kind by id
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

    /** Returns an empty storage. */
    protected abstract Storage emptyStorage();

    @Nested
    class Lists extends OutreachListContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Directories extends DirectoryContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Maintenance extends MaintenanceContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Scopes extends ScopeContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Audit extends AuditContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class SigningIn extends SignInContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Merging extends MergeContract {

        @Override
        Storage emptyStorage() {
            return StorageContract.this.emptyStorage();
        }
    }

    @Nested
    class Reads {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .outreach("out_1", "per_2", Channel.LINKEDIN, WAITING, "seq_1")
                        .outreach("out_2", "per_1", Channel.PHONE, NEW, null));

        @Test
        void returns_a_stored_outreach_unchanged() {
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
        void finds_no_outreach_with_an_unknown_id(String text) {
            OutreachId.KIND
                    .parse(text)
                    .ifPresent(id -> assertThat(storage.find(id)).isEmpty());
        }

        @Test
        void finds_no_sequence_with_an_unknown_id() {
            assertThat(storage.sequence("seq_unknown")).isEmpty();
        }

        @Test
        void lock_returns_the_existing_outreaches() {
            assertThat(storage.lock(List.of(TWO, UNKNOWN, ONE, TWO)))
                    .containsOnly(Map.entry(ONE, storage.get(ONE)), Map.entry(TWO, storage.get(TWO)));
            assertThat(storage.lock(List.of(UNKNOWN))).isEmpty();
            assertThat(storage.lock(List.of())).isEmpty();
        }
    }

    @Nested
    class Histories {

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
        void returns_a_history_in_pages_latest_first_with_its_total() {
            assertThat(reached(TWO, PageRequest.first())).containsExactly(READY, WAITING, STARTING);
            assertThat(reached(TWO, new PageRequest(1, 2))).containsExactly(READY, WAITING);
            assertThat(reached(TWO, new PageRequest(2, 2))).containsExactly(STARTING);
            assertThat(transitions(TWO, new PageRequest(2, 2)).orElseThrow().totalCount())
                    .isEqualTo(3);
            assertThat(transitions(TWO, new PageRequest(3, 2)))
                    .contains(new Page<>(List.of(), new PageRequest(3, 2), 3));
        }

        @Test
        void a_new_outreach_has_an_empty_history_and_an_unknown_one_has_none() {
            assertThat(transitions(ONE, PageRequest.first())).contains(new Page<>(List.of(), PageRequest.first(), 0));
            assertThat(transitions(UNKNOWN, PageRequest.first())).isEmpty();
        }

        @Test
        void stores_the_cause_with_the_transition() {
            storage.write(stored -> {
                var outreach = stored.outreaches().find(ONE).orElseThrow();
                stored.outreaches().lock(List.of(ONE));
                var moved = (Moved) outreach.transitionTo(ENRICHMENT, Circumstances.at(NOW));
                var recorded = new Transition(ONE, READY, ENRICHMENT, 10, NOW, CAUSE);
                stored.outreaches().saveMoved(List.of(new Moved(moved.outreach(), recorded)));
            });

            assertThat(transitions(ONE, PageRequest.first()).orElseThrow().items())
                    .containsExactly(new Transition(ONE, READY, ENRICHMENT, 10, NOW, CAUSE));
        }

        @Test
        void loads_the_causes_of_transitions() {
            var entry = new TestBook()
                    .outreachThrough("out_1", STARTING)
                    .build()
                    .outreaches()
                    .iterator()
                    .next();
            var recorded = entry.history().stream()
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
                            List.of(new BookOfBusiness.Entry(entry.outreach(), entry.createdAt(), recorded))));

            assertThat(filled.history(ONE)).isEqualTo(recorded);
        }
    }

    @Nested
    class Answers {

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
        void returns_a_stored_answer_by_its_key() {
            save(ANSWER);

            assertThat(answer(ANSWER.key())).contains(ANSWER);
            assertThat(answer(new RequestKey("KEY ~ '1'"))).isEmpty();
        }

        @Test
        void replaces_an_older_answer_with_the_same_key() {
            save(ANSWER);
            var later = new Answer(ANSWER.key(), "other", "204", NOW.plusSeconds(1));
            save(later);

            assertThat(answer(ANSWER.key())).contains(later);
        }

        @Test
        void a_failed_transaction_stores_no_answer() {
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
    class Walks {

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
        void locks_matches_in_slices_newest_first() {
            var first = next(ready, null, 2);
            var second = next(ready, first.next(), 2);

            assertThat(ids(first)).containsExactly("out_5", "out_4");
            assertThat(ids(second)).containsExactly("out_3", "out_1");
            assertThat(second.next()).isNull();
            assertThat(first.items().get(1)).isEqualTo(storage.get(new OutreachId("out_4")));
        }

        @Test
        void outreaches_that_leave_the_filter_do_not_shift_the_walk() {
            var first = next(ready, null, 2);
            storage.write(stored -> move(stored, ENRICHMENT, new OutreachId("out_5"), new OutreachId("out_4")));

            assertThat(ids(next(ready, first.next(), 2))).containsExactly("out_3", "out_1");
        }

        @Test
        void locked_slices_can_be_changed() {
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
        void a_walk_without_matches_is_an_empty_slice_without_a_next_position() {
            assertThat(next(new OutreachFilter(null, null, null, null, WAITING, null), null, 2))
                    .isEqualTo(new Slice<>(List.of(), null));
        }

        @Test
        void counts_the_matches() {
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
        void finds_the_existing_outreaches_without_a_lock() {
            assertThat(storage.transactions()
                            .<Map<OutreachId, Outreach>>read(
                                    stored -> stored.outreaches().findAll(List.of(TWO, UNKNOWN, ONE, TWO))))
                    .containsOnly(Map.entry(ONE, storage.get(ONE)), Map.entry(TWO, storage.get(TWO)));
        }
    }

    @Nested
    class Jobs {

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

        private List<BatchRefusal> refusals(JobId id) {
            return storage.transactions().read(stored -> stored.jobs().refusals(id));
        }

        @Test
        void returns_a_stored_job_with_its_request() {
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
        void stores_the_progress_of_a_job() {
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
        void stores_refusals_in_order_up_to_the_limit() {
            var job = add(moving);
            var other = add(moving);
            var notAllowed = new NotAllowed(STARTING, NOT_AVAILABLE, EnumSet.of(WAITING));
            var guarded = new GuardRefused(READY, NOT_AVAILABLE, Guard.OPTED_OUT, EnumSet.noneOf(OutreachState.class));
            var refusals = IntStream.range(0, 700)
                    .<BatchRefusal>mapToObj(i -> new BatchRefusal.TransitionRefused(
                            new OutreachId("out_" + i), i % 2 == 0 ? notAllowed : guarded))
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
                    .startsWith(refusals.toArray(BatchRefusal[]::new))
                    .endsWith(refusals.get(299));
            assertThat(refusals(other.id())).isEmpty();
        }

        @Test
        void stores_removals_undos_and_lists_of_ids() {
            var except = Set.of(new OutreachId("out_1"), new OutreachId("out_2"));
            var removing = new JobRequest(new Unassignment(), OutreachFilter.ALL, except, Cause.UNKNOWN, false);
            var job = add(removing);
            var undo = add(new JobRequest(new Undo(job.id()), null, Cause.UNKNOWN, false));
            var undone = job.advanced(3, 0, null, NOW).recording(2).undoneBy(undo.id());
            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().save(undone);
            });

            assertThat(job.request()).isEqualTo(removing);
            assertThat(get(job.id())).isEqualTo(undone);
            assertThat(get(undo.id()).request().work()).isEqualTo(new Undo(job.id()));
            assertThat(get(undo.id()).request().filter()).isNull();
        }

        @Test
        void stores_every_reason_for_which_an_undo_is_refused() {
            var job = add(assigning);
            var id = new OutreachId("out_1");
            List<BatchRefusal> refusals = List.of(
                    new BatchRefusal.NotFound(id),
                    new BatchRefusal.ChangedSince(id),
                    new BatchRefusal.SequenceGone(id, WELCOME),
                    new BatchRefusal.TransitionRefused(id, new NotAllowed(READY, WAITING, EnumSet.of(ENRICHMENT))));

            storage.write(stored -> {
                stored.jobs().lock(job.id());
                stored.jobs().refuse(job.id(), refusals);
            });

            assertThat(refusals(job.id())).isEqualTo(refusals);
        }

        @Test
        void returns_the_recorded_changes_of_a_job_by_step() {
            var job = add(assigning);
            var other = add(moving);
            List<Undoable> first = List.of(
                    new Undoable.Reassigned(new OutreachId("out_1"), null, WELCOME),
                    new Undoable.Reassigned(new OutreachId("out_2"), FAREWELL, null));
            List<Undoable> second = List.of(new Undoable.Reassigned(new OutreachId("out_3"), null, FAREWELL));
            List<Undoable> moves = List.of(new Undoable.Moved(new OutreachId("out_3"), READY, 40));

            storage.write(stored -> {
                stored.jobs().record(job.id(), first);
                stored.jobs().record(other.id(), moves);
                stored.jobs().record(job.id(), List.of());
                stored.jobs().record(job.id(), second);
            });

            assertThat(changes(job, 1)).isEqualTo(first);
            assertThat(changes(job, 2)).isEqualTo(second);
            assertThat(changes(job, 3)).isEmpty();
            assertThat(changes(other, 1)).isEqualTo(moves);
        }

        private List<Undoable> changes(Job job, int step) {
            return storage.transactions().read(stored -> stored.jobs().changes(job.id(), step));
        }

        @Test
        void lists_jobs_in_pages_latest_first_with_a_filter_by_status() {
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
        void a_failed_transaction_stores_no_job() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        stored.jobs().add(moving, 1, NOW);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(page(null, PageRequest.first()).totalCount()).isZero();
        }
    }

    @Nested
    class Events {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .sequence("seq_2", "Farewell")
                        .outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1")
                        .outreach("out_2", NEW)
                        .outreachThrough("out_3", STARTING, WAITING));

        private final EventPosition start = afterLoad();

        /** Returns the last position after the load, which may have an event itself. */
        private EventPosition afterLoad() {
            sequence();
            return last();
        }

        private EventPosition last() {
            return storage.transactions()
                    .read(stored -> stored.events().extent().last());
        }

        private List<Event> after(EventPosition position, int limit) {
            return storage.transactions().read(stored -> stored.events().after(position, limit));
        }

        private int sequence() {
            return storage.transactions().write(stored -> stored.events().sequence());
        }

        private EventPosition position(int events) {
            return new EventPosition(start.value() + events);
        }

        @Test
        void a_transition_records_an_event_with_states_time_and_actor() {
            storage.write(stored -> {
                var outreach = of(stored.outreaches().lock(List.of(ONE)), ONE);
                var moved = (Moved) outreach.transitionTo(ENRICHMENT, Circumstances.at(NOW));
                var recorded = new Transition(ONE, READY, ENRICHMENT, 10, NOW, new Cause("usr_1", "why", "{}"));
                stored.outreaches().saveMoved(List.of(new Moved(moved.outreach(), recorded)));
            });

            assertThat(sequence()).isEqualTo(1);
            assertThat(after(start, 10))
                    .containsExactly(
                            new Event(position(1), ONE, new Change.Transitioned(READY, ENRICHMENT), NOW, "usr_1"));
        }

        @Test
        void an_assignment_records_an_event_with_both_sequences_if_they_differ() {
            storage.write(stored -> assign(stored, FAREWELL, ONE, TWO));
            storage.write(stored -> assign(stored, FAREWELL, ONE));
            storage.write(stored -> {
                var outreach = of(stored.outreaches().lock(List.of(TWO)), TWO);
                stored.outreaches().saveAssigned(List.of(outreach.unassigned()), MAYA);
            });

            assertThat(sequence()).isEqualTo(3);
            assertThat(after(start, 10))
                    .extracting(Event::outreachId, Event::change, Event::actor)
                    .containsExactly(
                            tuple(ONE, new Change.Assigned(WELCOME, FAREWELL), null),
                            tuple(TWO, new Change.Assigned(null, FAREWELL), null),
                            tuple(TWO, new Change.Assigned(FAREWELL, null), "maya"));
        }

        @Test
        void creation_and_deletion_record_events_with_state_and_actor() {
            var outreach = Outreach.open(new OutreachId("out_4"), Channel.PHONE, new PersonId("per_1"));
            storage.write(stored ->
                    assertThat(stored.outreaches().create(outreach, NOW, MAYA)).isTrue());
            storage.write(stored -> {
                stored.outreaches().lock(List.of(outreach.id()));
                stored.outreaches().delete(outreach.id(), new Cause("ben", null, "{}"));
            });

            assertThat(sequence()).isEqualTo(2);
            assertThat(after(start, 10))
                    .extracting(Event::outreachId, Event::change, Event::actor)
                    .containsExactly(
                            tuple(outreach.id(), new Change.Created(NEW), "maya"),
                            tuple(outreach.id(), new Change.Deleted(NEW), "ben"));
            assertThat(after(start, 1).get(0).at()).isEqualTo(NOW);
        }

        @Test
        void positions_have_no_gaps_and_events_can_be_read_in_parts() {
            storage.write(stored -> move(stored, NOT_AVAILABLE, ONE, TWO, THREE));
            sequence();
            storage.write(stored -> move(stored, ENRICHMENT, ONE, TWO, THREE));
            sequence();

            assertThat(after(start, 10))
                    .extracting(Event::position)
                    .containsExactly(position(1), position(2), position(3), position(4), position(5), position(6));
            assertThat(after(position(2), 3))
                    .extracting(Event::position)
                    .containsExactly(position(3), position(4), position(5));
            assertThat(after(position(6), 10)).isEmpty();
            assertThat(last()).isEqualTo(position(6));
        }

        @Test
        void an_event_without_a_position_can_not_be_read() {
            storage.write(stored -> move(stored, ENRICHMENT, ONE));

            assertThat(after(start, 10)).isEmpty();
            assertThat(last()).isEqualTo(start);
        }

        @Test
        void a_failed_transaction_records_no_events() {
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
    class Tasks {

        private final Storage storage = emptyStorage();

        @Test
        void stores_a_scheduled_task_with_its_time() {
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
        void scheduling_a_scheduled_task_again_does_not_change_it() {
            storage.write(stored -> stored.tasks().schedule(TaskKind.JOB, List.of("1"), NOW));
            storage.write(stored -> stored.tasks().schedule(TaskKind.JOB, List.of("1", "2"), NOW.plusSeconds(1)));

            assertThat(storage.tasks().apply(TaskKind.JOB))
                    .containsOnly(Map.entry("1", NOW), Map.entry("2", NOW.plusSeconds(1)));
        }

        @Test
        void a_failed_transaction_schedules_nothing() {
            assertThatException()
                    .isThrownBy(() -> storage.write(stored -> {
                        stored.tasks().schedule(TaskKind.JOB, List.of("1"), NOW);
                        throw new IllegalStateException("a defect");
                    }));

            assertThat(storage.tasks().apply(TaskKind.JOB)).isEmpty();
        }
    }

    @Nested
    class Writes {

        private final Storage storage = emptyStorage()
                .with(new TestBook()
                        .sequence("seq_2", "Farewell")
                        .outreach("out_1", "per_1", Channel.EMAIL, READY, "seq_1")
                        .outreach("out_2", NEW)
                        .outreachThrough("out_3", STARTING, WAITING));

        @Test
        void stores_a_transition_with_its_history() {
            storage.write(stored -> move(stored, ENRICHMENT, ONE));

            assertThat(storage.find(ONE))
                    .contains(Outreach.restore(ONE, Channel.EMAIL, new PersonId("per_1"), WELCOME, ENRICHMENT, 10));
            assertThat(storage.history(ONE)).containsExactly(new Transition(ONE, READY, ENRICHMENT, 10, NOW));
        }

        @Test
        void stores_many_transitions_each_with_its_history() {
            storage.write(stored -> move(stored, NOT_AVAILABLE, ONE, TWO, THREE));

            assertThat(Stream.of(ONE, TWO, THREE).map(storage::get))
                    .extracting(Outreach::currentState)
                    .containsOnly(NOT_AVAILABLE);
            assertThat(storage.history(ONE)).containsExactly(new Transition(ONE, READY, NOT_AVAILABLE, 10, NOW));
            assertThat(storage.history(TWO)).containsExactly(new Transition(TWO, NEW, NOT_AVAILABLE, 10, NOW));
            assertThat(storage.history(THREE)).last().isEqualTo(new Transition(THREE, WAITING, NOT_AVAILABLE, 30, NOW));
        }

        @Test
        void each_transition_adds_a_position_to_the_history() {
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
        void stores_the_largest_batch() {
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
        void stores_new_changed_and_removed_sequences_in_one_call() {
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
        void does_not_change_outreaches_that_are_not_stored() {
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
        void a_transaction_sees_its_own_changes() {
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
        void storing_an_empty_collection_changes_nothing() {
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
        void rolls_back_and_rethrows_when_the_work_throws(Throwable failure) {
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
        void returns_the_result_of_the_work() {
            assertThat(storage.transactions().<String>write(stored -> "written"))
                    .isEqualTo("written");
            assertThat(storage.transactions().<String>read(stored -> "read")).isEqualTo("read");
        }
    }

    @Nested
    class Loads {

        private final Storage storage = emptyStorage();

        @Test
        void an_empty_storage_has_no_outreaches() {
            assertThat(storage.size()).isZero();
            assertThat(storage.find(ONE)).isEmpty();
        }

        @Test
        void loads_a_book_whose_histories_can_continue() {
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
        void does_not_load_into_a_storage_that_is_not_empty(TestBook holding) {
            storage.with(holding);
            var size = storage.size();

            assertThat(storage.loader()
                            .loadIfEmpty(new TestBook().outreach("out_9").build()))
                    .isFalse();
            assertThat(storage.size()).isEqualTo(size);
            assertThat(storage.find(new OutreachId("out_9"))).isEmpty();
        }

        @Test
        void loading_an_empty_book_leaves_the_storage_empty() {
            storage.with(new TestBook()).with(new TestBook().outreach("out_1"));

            assertThat(storage.find(ONE)).isPresent();
        }

        @Test
        void an_interrupted_load_is_rolled_back() {
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
        void returns_names_unchanged(String name) {
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
                new StorageUnavailableException("unavailable", new IllegalStateException()),
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

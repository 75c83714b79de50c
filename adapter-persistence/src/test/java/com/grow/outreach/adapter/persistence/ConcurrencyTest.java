package com.grow.outreach.adapter.persistence;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.OpenOutreach;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.TransitionOutreach;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.UserId;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Concurrent calls. No test sleeps: threads wait at barriers or for locks of the database. */
@Timeout(180) // a deadlock of the test itself; PostgreSQL ends its own
class ConcurrencyTest {

    private static final OutreachId ONE = new OutreachId("out_1");
    private static final SequenceId WELCOME = new SequenceId("seq_1");
    private static final SequenceId FAREWELL = new SequenceId("seq_2");
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @AutoClose
    private final TestThreads threads = new TestThreads();

    private final UseCases use =
            Services.over(DATABASE.transactions(), InstantSource.fixed(TestBook.START), new Random(1));

    @Test
    void one_of_many_concurrent_starts_of_an_enrichment_succeeds() throws Exception {
        DATABASE.fill(new TestBook().outreach("out_1"));

        var results = threads.runTogether(Collections.nCopies(
                64, () -> use.outreaches().transition().transitionTo(ONE, OutreachState.ENRICHMENT)));

        var refused = new TransitionOutreach.Result.Refused(
                ONE,
                new NotAllowed(
                        OutreachState.ENRICHMENT,
                        OutreachState.ENRICHMENT,
                        OutreachState.ENRICHMENT.allowedTransitions()));
        assertThat(results)
                .filteredOn(TransitionOutreach.Result.Moved.class::isInstance)
                .hasSize(1);
        assertThat(results).filteredOn(refused::equals).hasSize(63);
        assertThat(DATABASE.history(ONE)).hasSize(1);
    }

    @Test
    void one_of_many_concurrent_requests_with_the_same_key_runs() throws Exception {
        DATABASE.fill(new TestBook().outreach("out_1"));
        var request = new AnswerOnce.Request(new RequestKey("key"), "print");

        var results = threads.runTogether(Collections.nCopies(
                64,
                () -> use.once()
                        .once(
                                request,
                                joined -> joined.outreaches()
                                        .transition()
                                        .transitionTo(ONE, OutreachState.ENRICHMENT)
                                        .getClass()
                                        .getSimpleName())));

        assertThat(results)
                .filteredOn(new AnswerOnce.Result.Answered("Moved")::equals)
                .hasSize(1);
        assertThat(results)
                .isSubsetOf(
                        new AnswerOnce.Result.Answered("Moved"),
                        new AnswerOnce.Result.Repeated("Moved"),
                        new AnswerOnce.Result.StillRunning());
        assertThat(DATABASE.history(ONE)).hasSize(1);
        assertThat(use.once().once(request, joined -> "done again")).isEqualTo(new AnswerOnce.Result.Repeated("Moved"));
    }

    @Test
    void a_repeated_request_does_not_wait_for_the_running_one() throws Exception {
        DATABASE.fill(new TestBook().outreach("out_1"));
        var request = new AnswerOnce.Request(new RequestKey("key"), "print");
        var other = new AnswerOnce.Request(new RequestKey("another key"), "print");

        var results = new ArrayList<AnswerOnce.Result>();
        var first = use.once().once(request, joined -> {
            results.add(use.once().once(request, again -> "twice"));
            results.add(use.once().once(other, again -> "other"));
            return "once";
        });

        assertThat(first).isEqualTo(new AnswerOnce.Result.Answered("once"));
        assertThat(results)
                .containsExactly(new AnswerOnce.Result.StillRunning(), new AnswerOnce.Result.Answered("other"));
    }

    @Test
    void the_work_of_a_request_and_its_response_are_stored_atomically() {
        DATABASE.fill(new TestBook().outreach("out_1"));
        var request = new AnswerOnce.Request(new RequestKey("key"), "print");

        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> use.once().once(request, joined -> {
                    joined.outreaches().transition().transitionTo(ONE, OutreachState.ENRICHMENT);
                    throw new IllegalStateException("after the work");
                }));

        assertThat(DATABASE.history(ONE)).isEmpty();
        assertThat(use.once().once(request, joined -> "now")).isEqualTo(new AnswerOnce.Result.Answered("now"));
    }

    @Test
    void the_sweeper_deletes_only_expired_responses_in_small_transactions() {
        DATABASE.fill(new TestBook());
        DATABASE.sql().execute("""
                insert into idempotency_keys (key, fingerprint, answer, expires_at)
                select 'key ' || i, '', '', timestamptz '2026-03-02 09:00:00Z' + make_interval(secs => i)
                from generate_series(1, {0}) i
                """, DSL.val(3 * Sweeper.BATCH_SIZE));

        new Sweeper(DATABASE.sql(), InstantSource.fixed(TestBook.START.plusSeconds(2L * Sweeper.BATCH_SIZE))).sweep();

        assertThat(DATABASE.sql()
                        .fetchSingle("select count(*) from idempotency_keys")
                        .get(0, Long.class))
                .isEqualTo(Sweeper.BATCH_SIZE);
    }

    @Test
    void overlapping_batches_never_deadlock_and_move_each_outreach_once() throws Exception {
        var ids =
                IntStream.range(0, 40).mapToObj(i -> new OutreachId("out_" + i)).toList();
        var book = new TestBook();
        ids.forEach(id -> book.outreach(id.value()));
        DATABASE.fill(book);
        var random = new Random(11);

        for (int round = 1; round <= 25; round++) {
            DATABASE.sql().execute("update outreaches set current_state = 'ready'");
            var batches = new ArrayList<Callable<BatchTransitionOutreach.Result>>();
            for (int thread = 0; thread < 16; thread++) {
                var batch = overlapping(ids, thread, random);
                batches.add(() -> use.outreaches().batchTransition().transitionTo(OutreachState.ENRICHMENT, batch));
            }

            var results = threads.runTogether(batches);

            assertThat(results.stream().mapToInt(ConcurrencyTest::moved).sum()).isEqualTo(ids.size());
            assertThat(DATABASE.sql()
                            .fetch("select count(*) from outreach_transitions group by outreach_id")
                            .into(int.class))
                    .hasSize(ids.size())
                    .containsOnly(round);
        }
    }

    @Test
    void transitions_and_assignments_of_the_same_outreaches_run_concurrently() throws Exception {
        var ids =
                IntStream.range(0, 40).mapToObj(i -> new OutreachId("out_" + i)).toList();
        var book = new TestBook().sequence("seq_1", "Welcome").sequence("seq_2", "Farewell");
        ids.forEach(id -> book.outreach(id.value()));
        var random = new Random(13);

        for (int round = 0; round < 5; round++) {
            DATABASE.fill(book);
            var batches = new ArrayList<Callable<Integer>>();
            for (int thread = 0; thread < 16; thread++) {
                var batch = overlapping(ids, thread, random);
                var sequence = thread % 4 == 0 ? WELCOME : FAREWELL;
                batches.add(
                        thread % 2 == 0
                                ? () -> updated(
                                        use.outreaches().batchAssignSequence().assign(sequence, batch))
                                : () -> moved(use.outreaches()
                                        .batchTransition()
                                        .transitionTo(OutreachState.ENRICHMENT, batch)));
            }

            var counts = threads.runTogether(batches);

            assertThat(IntStream.range(0, 16).filter(i -> i % 2 == 0).map(counts::get))
                    .containsOnly(ids.size() - 5);
            assertThat(IntStream.range(0, 16)
                            .filter(i -> i % 2 == 1)
                            .map(counts::get)
                            .sum())
                    .isEqualTo(ids.size());
            assertThat(ids).allSatisfy(id -> {
                assertThat(find(id).currentState()).isEqualTo(OutreachState.ENRICHMENT);
                assertThat(find(id).sequenceId()).isPresent();
            });
        }
    }

    @Test
    void a_lock_returns_the_sequence_that_changed_during_the_wait() throws Exception {
        DATABASE.fill(new TestBook()
                .sequence("seq_2", "Farewell")
                .outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1"));

        var seen = seenAfterWaitingFor(
                stored -> stored.outreaches().saveAssigned(List.of(lock(stored).assignedTo(FAREWELL)), Cause.UNKNOWN));

        assertThat(seen.sequenceId()).contains(FAREWELL);
    }

    @Test
    void a_lock_returns_no_sequence_if_the_outreach_left_it_during_the_wait() throws Exception {
        DATABASE.fill(new TestBook().outreach("out_1", "per_1", Channel.EMAIL, OutreachState.READY, "seq_1"));

        var seen = seenAfterWaitingFor(
                stored -> stored.outreaches().saveAssigned(List.of(lock(stored).unassigned()), Cause.UNKNOWN));

        assertThat(seen.sequenceId()).isEmpty();
    }

    @Test
    void a_lock_returns_the_state_that_changed_during_the_wait() throws Exception {
        DATABASE.fill(new TestBook().outreach("out_1"));

        var seen = seenAfterWaitingFor(stored -> stored.outreaches().saveMoved(List.of((Moved)
                lock(stored).transitionTo(OutreachState.ENRICHMENT, Circumstances.at(TestBook.START)))));

        assertThat(seen.currentState()).isEqualTo(OutreachState.ENRICHMENT);
        assertThat(seen.lastSortKey()).isEqualTo(10);
    }

    @Test
    void reads_do_not_wait_for_writes() {
        DATABASE.fill(new TestBook().outreach("out_1"));

        var seen = DATABASE.transactions().<Outreach>write(stored -> {
            stored.outreaches().saveMoved(List.of((Moved)
                    lock(stored).transitionTo(OutreachState.ENRICHMENT, Circumstances.at(TestBook.START))));
            return find(ONE);
        });

        assertThat(seen.currentState()).isEqualTo(OutreachState.READY);
        assertThat(find(ONE).currentState()).isEqualTo(OutreachState.ENRICHMENT);
    }

    @Test
    void a_found_sequence_can_not_be_deleted_until_the_transaction_ends() {
        DATABASE.fill(new TestBook().sequence("seq_1", "Welcome"));
        Runnable delete = () -> DATABASE.sql().transaction(transaction -> {
            transaction.dsl().execute("set local lock_timeout = '1ms'");
            transaction.dsl().execute("delete from sequences");
        });

        DATABASE.transactions().write(stored -> {
            assertThat(stored.sequences().find(WELCOME)).isPresent();
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(delete::run)
                    .satisfies(refusal -> assertThat(refusal.sqlState()).isEqualTo(LOCK_NOT_AVAILABLE));
            return true;
        });

        delete.run();
        assertThat(DATABASE.sql().fetch("select from sequences")).isEmpty();
    }

    @Test
    void one_of_many_concurrent_creations_with_the_same_id_succeeds() throws Exception {
        DATABASE.fill(new TestBook());

        var results = threads.runTogether(Collections.nCopies(
                16, () -> use.directory().sequences().create(WELCOME, id -> new Sequence(id, "Welcome"))));

        assertThat(results).filteredOn(Creation.Created.class::isInstance).hasSize(1);
        assertThat(results).filteredOn(new Creation.IdTaken<>(WELCOME)::equals).hasSize(15);
    }

    @Test
    void one_of_many_concurrent_requests_opens_an_outreach_to_a_person_on_a_channel() throws Exception {
        DATABASE.fill(new TestBook().person("per_1", "com_1"));
        var request = new OpenOutreach.Request(null, Channel.PHONE, new PersonId("per_1"), null);

        var results = threads.runTogether(
                Collections.nCopies(16, () -> use.outreaches().open().open(request, Cause.UNKNOWN)));

        assertThat(results)
                .filteredOn(OpenOutreach.Result.Opened.class::isInstance)
                .hasSize(1);
        assertThat(results)
                .filteredOn(OpenOutreach.Result.Refused.class::isInstance)
                .hasSize(15);
    }

    @Test
    void a_concurrent_deletion_and_reference_never_both_succeed() throws Exception {
        var company = new CompanyId("com_1");
        var person = new PersonId("per_2");
        var owner = new UserId("usr_1");
        for (int round = 0; round < 20; round++) {
            DATABASE.fill(new TestBook()
                    .user("usr_1", "Ann")
                    .company("com_1", "Acme", null)
                    .person("per_2", "com_2")
                    .sequence("seq_1", "Welcome")
                    .outreach("out_1", "per_3", Channel.EMAIL, OutreachState.READY, null));

            List<Callable<Object>> calls = List.of(
                    () -> use.directory().users().delete(owner, known -> true),
                    () -> use.directory()
                            .companies()
                            .update(company, known -> Company.named(company, "Acme", owner), known -> true),
                    () -> use.directory().companies().delete(company, known -> true),
                    () -> use.directory()
                            .people()
                            .update(
                                    person,
                                    known -> new Person(person, "Bo", null, company, null, null, null),
                                    known -> true),
                    () -> use.directory().people().delete(person, known -> true),
                    () -> use.outreaches()
                            .open()
                            .open(new OpenOutreach.Request(null, Channel.PHONE, person, WELCOME), Cause.UNKNOWN),
                    () -> use.directory().sequences().delete(WELCOME, known -> true),
                    () -> use.outreaches().assignSequence().assign(ONE, WELCOME));
            threads.runTogether(calls);

            var findings = new ArrayList<String>();
            DATABASE.database().auditor().audit(1, finding -> {
                if (!finding.claim().contains("history ends")) {
                    findings.addAll(finding.examples());
                }
            });
            assertThat(findings).isEmpty();
        }
    }

    @Test
    void one_of_many_concurrent_loads_of_an_empty_database_succeeds() throws Exception {
        DATABASE.clear();
        var book = new TestBook().outreach("out_1").outreach("out_2").build();

        Callable<Boolean> load = () -> DATABASE.database().bookLoader().loadIfEmpty(book);

        var loaded = threads.runTogether(Collections.nCopies(8, load));

        assertThat(loaded).filteredOn(Boolean::booleanValue).hasSize(1);
        assertThat(DATABASE.sql().fetch("select from outreaches")).hasSize(2);
    }

    /** Returns the result of a lock that waits for a change. */
    private Outreach seenAfterWaitingFor(Consumer<Repositories> change) throws Exception {
        Future<Outreach> waiting = DATABASE.transactions().write(stored -> {
            change.accept(stored);
            var other = threads.submit(() -> DATABASE.transactions().write(ConcurrencyTest::lock));
            DATABASE.awaitLockWaitOf(other);
            return other;
        });
        return waiting.get();
    }

    private static Outreach find(OutreachId id) {
        return DATABASE.transactions()
                .<Optional<Outreach>>read(stored -> stored.outreaches().find(id))
                .orElseThrow();
    }

    private static Outreach lock(Repositories stored) {
        return requireNonNull(stored.outreaches().lock(List.of(ONE)).get(ONE));
    }

    /**
     * Returns all ids but five, in an order that depends on the number of the thread: ascending, descending or random.
     */
    private static OutreachBatch overlapping(List<OutreachId> ids, int thread, Random random) {
        var batch = new ArrayList<>(ids);
        Collections.rotate(batch, thread * 5);
        batch.subList(0, 5).clear();
        if (thread % 3 == 1) {
            Collections.reverse(batch);
        } else if (thread % 3 == 2) {
            Collections.shuffle(batch, random);
        }
        return OutreachBatch.of(batch);
    }

    private static int updated(BatchAssignSequence.Result result) {
        return ((BatchAssignSequence.Result.Assigned) result).updatedCount();
    }

    private static int moved(BatchTransitionOutreach.Result result) {
        return ((BatchTransitionOutreach.Result.Moved) result).successCount();
    }
}

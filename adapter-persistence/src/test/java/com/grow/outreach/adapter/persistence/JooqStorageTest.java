package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.background.AuditSweeper;
import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.out.StorageContract;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuthorizationRequest;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import com.grow.outreach.domain.access.SignInLink;
import com.grow.outreach.domain.access.SignInLink.Purpose;
import com.grow.outreach.domain.access.SignInPace;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class JooqStorageTest extends StorageContract {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void a_refusal_by_an_unknown_guard_is_read_without_the_guard() {
        var storage = emptyStorage().transactions();
        var id = refused(storage, 1).id();

        DATABASE.sql().execute("update job_refusals set guard = 'quiet_hours'");

        assertThat(storage.<List<BatchRefusal>>read(stored -> stored.jobs().refusals(id)))
                .containsExactly(new BatchRefusal.TransitionRefused(
                        new OutreachId("out_0"), new NotAllowed(READY, ENRICHMENT, Set.of(NOT_AVAILABLE))));
    }

    @Test
    void the_sweeper_deletes_finished_jobs_with_their_refusals_after_their_retention_period() {
        var storage = emptyStorage().transactions();
        var past = refused(storage, Job.MOST_REFUSALS);
        var recent = refused(storage, 1);
        var underWay = refused(storage, 1);
        storage.write(stored -> {
            stored.jobs().save(past.stopped(TestBook.START));
            stored.jobs().save(recent.stopped(TestBook.START.plusSeconds(1)));
            return 0;
        });

        new Sweeper(DATABASE.sql(), InstantSource.fixed(TestBook.START.plus(Retention.FINISHED_JOBS))).sweep();

        assertThat(storage.<List<Job>>read(
                        stored -> stored.jobs().page(null, PageRequest.first()).items()))
                .extracting(Job::id)
                .containsExactly(underWay.id(), recent.id());
        assertThat(DATABASE.sql().fetchCount(DSL.table("job_refusals"))).isEqualTo(2);
    }

    @Test
    void the_sweeper_deletes_old_sessions_links_and_failures_and_stores_no_secret() {
        var storage = emptyStorage().transactions();
        var ann = new UserId("usr_ann");
        var device = new Device("192.0.2.7", "192.0.2.7", null);
        var secret = Secret.generate(new SecureRandom());
        var atProvider = AuthorizationRequest.generate(new SecureRandom());
        storage.write(stored -> {
            stored.users().create(new User(ann, "Ann", null), TestBook.START);
            stored.signIn().members().save(Member.invited(ann, Role.REP, TestBook.START));
            var session = Session.begin(new SessionId("ses_1"), ann, device, TestBook.START, Session.Limits.DEFAULT);
            stored.signIn().sessions().create(session, secret);
            stored.signIn().links().create(SignInLink.create(Purpose.INVITATION, ann, TestBook.START), secret);
            stored.signIn().failures().add("ann@acme.com", "192.0.2.7", TestBook.START);
            stored.signIn().identities().begin(atProvider, "/", TestBook.START.plusSeconds(600));
            return session;
        });
        assertThat(DATABASE.sql()
                        .fetch("select * from sessions, sign_in_links, sign_in_failures, provider_sign_ins")
                        .formatCSV())
                .doesNotContain(
                        secret.value(),
                        atProvider.state().value(),
                        atProvider.verifier().value())
                .doesNotContain("ann@acme.com");

        sweep(Duration.ofSeconds(599));
        assertThat(DATABASE.sql().fetchCount(DSL.table("provider_sign_ins"))).isEqualTo(1);
        sweep(Duration.ofSeconds(600));
        assertThat(DATABASE.sql().fetchCount(DSL.table("provider_sign_ins"))).isZero();
        sweep(SignInPace.WINDOW.minusNanos(1_000));
        assertThat(DATABASE.sql().fetchCount(DSL.table("sign_in_failures"))).isEqualTo(1);
        sweep(SignInPace.WINDOW);
        assertThat(DATABASE.sql().fetchCount(DSL.table("sign_in_failures"))).isZero();
        sweep(Duration.ofDays(3 + 30).minusSeconds(1));
        assertThat(DATABASE.sql().fetchCount(DSL.table("sign_in_links"))).isEqualTo(1);
        sweep(Duration.ofDays(3 + 30));
        assertThat(DATABASE.sql().fetchCount(DSL.table("sign_in_links"))).isZero();
        assertThat(DATABASE.sql().fetchCount(DSL.table("sessions"))).isEqualTo(1);
        sweep(Duration.ofDays(7 + 30));
        assertThat(DATABASE.sql().fetchCount(DSL.table("sessions"))).isZero();
    }

    @Test
    void old_entries_of_the_audit_log_are_deleted_in_batches() {
        var storage = emptyStorage().transactions();
        var author = new Author(null, null, null);
        storage.write(stored -> {
            for (int i = 0; i < AuditSweeper.BATCH_SIZE + 2; i++) {
                stored.audit().record(AuditEntry.of(TestBook.START.plusSeconds(i), author, "job.started", null));
            }
            return 0;
        });
        var days = Duration.ofDays(400);
        var now = TestBook.START.plus(days).plusSeconds(AuditSweeper.BATCH_SIZE);

        new AuditSweeper(DATABASE.sql(), InstantSource.fixed(now), days).sweep();

        assertThat(storage.<Page<AuditEntry>>read(stored -> stored.audit().page(AuditFilter.ALL, PageRequest.first()))
                        .items())
                .extracting(AuditEntry::at)
                .containsExactly(TestBook.START.plusSeconds(AuditSweeper.BATCH_SIZE + 1));
    }

    private static void sweep(Duration after) {
        new Sweeper(DATABASE.sql(), InstantSource.fixed(TestBook.START.plus(after))).sweep();
    }

    @Test
    void the_sweeper_deletes_changes_after_a_day_unless_a_job_is_undoing_them() {
        var storage = emptyStorage().transactions();
        var job = undoable(storage);
        var undone = undoable(storage);
        var undo = storage.<Job>write(stored ->
                stored.jobs().add(new JobRequest(new Undo(undone), null, Cause.UNKNOWN, false), 1, TestBook.START));
        var later = TestBook.START.plus(Retention.UNDO).plusSeconds(1);

        new Sweeper(
                        DATABASE.sql(),
                        InstantSource.fixed(TestBook.START.plus(Retention.UNDO).minusSeconds(1)))
                .sweep();
        assertThat(changes(storage, job)).hasSize(1);
        new Sweeper(DATABASE.sql(), InstantSource.fixed(later)).sweep();
        assertThat(changes(storage, job)).isEmpty();
        assertThat(changes(storage, undone)).hasSize(1);
        storage.write(stored -> {
            stored.jobs().save(undo.stopped(TestBook.START));
            return 0;
        });
        new Sweeper(DATABASE.sql(), InstantSource.fixed(later)).sweep();
        assertThat(changes(storage, undone)).isEmpty();
    }

    private static List<Undoable> changes(Transactions storage, JobId id) {
        return storage.read(stored -> stored.jobs().changes(id, 1));
    }

    /** Returns a finished job with one change. */
    private static JobId undoable(Transactions storage) {
        return storage.write(stored -> {
            var request = new JobRequest(new Move(ENRICHMENT), OutreachFilter.ALL, Cause.UNKNOWN, false);
            var job = stored.jobs().add(request, 1, TestBook.START);
            stored.jobs().record(job.id(), List.of(new Undoable.Moved(new OutreachId("out_1"), READY, 10)));
            stored.jobs().save(job.advanced(1, 0, null, TestBook.START).recording(1));
            return job.id();
        });
    }

    /** Returns a job with refusals, because the people opted out. */
    private static Job refused(Transactions storage, int refusals) {
        var why = new GuardRefused(READY, ENRICHMENT, Guard.OPTED_OUT, EnumSet.of(NOT_AVAILABLE));
        return storage.write(stored -> {
            var request = new JobRequest(new Move(ENRICHMENT), OutreachFilter.ALL, Cause.UNKNOWN, false);
            var job = stored.jobs().add(request, refusals, TestBook.START);
            stored.jobs()
                    .refuse(
                            job.id(),
                            IntStream.range(0, refusals)
                                    .mapToObj(i -> new BatchRefusal.TransitionRefused(new OutreachId("out_" + i), why))
                                    .toList());
            return job;
        });
    }

    @Override
    protected Storage emptyStorage() {
        DATABASE.clear();
        return new Storage(
                DATABASE.transactions(), DATABASE.database().bookLoader(), DATABASE::history, DATABASE::tasks);
    }
}

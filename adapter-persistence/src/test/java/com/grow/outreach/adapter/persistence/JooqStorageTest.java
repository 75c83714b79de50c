package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.domain.OutreachState.ENRICHMENT;
import static com.grow.outreach.domain.OutreachState.NOT_AVAILABLE;
import static com.grow.outreach.domain.OutreachState.READY;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.background.Sweeper;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.out.StorageContract;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
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

        assertThat(storage.<List<Job.Refusal>>read(stored -> stored.jobs().refusals(id)))
                .extracting(Job.Refusal::reason)
                .containsExactly(new NotAllowed(READY, ENRICHMENT, Set.of(NOT_AVAILABLE)));
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
                                    .mapToObj(i -> new Job.Refusal(new OutreachId("out_" + i), why))
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

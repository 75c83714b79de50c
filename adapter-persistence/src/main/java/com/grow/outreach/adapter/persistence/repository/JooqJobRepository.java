package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.JOBS;
import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.state;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.out.Creator;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The jobs that a caller sees in PostgreSQL, within one transaction or read. */
public record JooqJobRepository(DSLContext dsl, Caller caller) implements JobRepository {

    @Override
    public Job add(JobRequest request, long totalCount, Instant createdAt) {
        var change = request.work();
        var duplicates = change instanceof DuplicateWork work ? work : null;
        var filter = request.filter() == null ? OutreachFilter.ALL : request.filter();
        return JobRecords.job(dsl.insertInto(JOBS)
                .set(JOBS.TO_STATE, change instanceof Move move ? state(move.state()) : null)
                .set(JOBS.SEQUENCE_PUBLIC_ID, change instanceof Assignment to ? text(to.sequenceId()) : null)
                .set(JOBS.UNASSIGNS, change instanceof Unassignment)
                .set(JOBS.UNDOES, change instanceof Undo undo ? text(undo.jobId()) : null)
                .set(
                        JOBS.DUPLICATE_KIND,
                        duplicates == null ? null : duplicates.kind().value())
                .set(JOBS.DUPLICATE_WORK, duplicates == null ? null : JobRecords.word(duplicates))
                .set(JOBS.DRY_RUN, request.dryRun())
                .set(JOBS.ACTOR, request.cause().actor())
                .set(JOBS.REASON, request.cause().reason())
                .set(JOBS.METADATA, JSONB.valueOf(request.cause().metadata()))
                .set(JOBS.BY_ID, request.filter() == null)
                .set(
                        JOBS.EXCEPT_PUBLIC_IDS,
                        request.except().stream().map(OutreachId::value).toArray(String[]::new))
                .set(JobFilters.columns(filter))
                .set(JOBS.CREATED_BY, text(caller.user()))
                .set(
                        JOBS.CREATED_AS,
                        caller.user() == null ? null : caller.role().value())
                .set(JOBS.STATUS, JobStatus.QUEUED.value())
                .set(JOBS.TOTAL_COUNT, totalCount)
                .set(JOBS.CREATED_AT, createdAt)
                .returning()
                .fetchSingle());
    }

    @Override
    public Optional<Job> find(JobId id) {
        return dsl.selectFrom(JOBS).where(is(id)).fetchOptional(JobRecords::job);
    }

    @Override
    public Optional<Creator> creator(JobId id) {
        return dsl.select(JOBS.CREATED_BY, JOBS.CREATED_AS)
                .from(JOBS)
                .where(is(id))
                .and(JOBS.CREATED_BY.isNotNull())
                .fetchOptional(row -> new Creator(
                        new UserId(row.value1()), Role.parse(row.value2()).orElseThrow()));
    }

    private Condition is(JobId id) {
        return JOBS.PUBLIC_ID.eq(id.value()).and(visible());
    }

    private Condition visible() {
        return new VisibleRows(caller.scope()).createdBy(JOBS.CREATED_BY);
    }

    @Override
    public Optional<Job> lock(JobId id) {
        return dsl.selectFrom(JOBS).where(is(id)).forNoKeyUpdate().fetchOptional(JobRecords::job);
    }

    @Override
    public Optional<Job> unfinished(DuplicateWork work) {
        return dsl.selectFrom(JOBS)
                .where(JOBS.STATUS.in(JobStatus.QUEUED.value(), JobStatus.RUNNING.value()))
                .and(visible())
                .and(JOBS.DUPLICATE_KIND.eq(work.kind().value()))
                .and(JOBS.DUPLICATE_WORK.eq(JobRecords.word(work)))
                .orderBy(JOBS.ID.desc())
                .limit(1)
                .fetchOptional(JobRecords::job);
    }

    @Override
    public void save(Job job) {
        var position = job.position();
        dsl.update(JOBS)
                .set(JOBS.STATUS, job.status().value())
                .set(JOBS.SUCCESS_COUNT, job.successCount())
                .set(JOBS.REFUSED_COUNT, job.refusedCount())
                .set(JOBS.UNDOABLE_COUNT, job.undoableCount())
                .set(JOBS.UNDONE_BY, text(job.undoneBy()))
                .set(JOBS.POSITION_CREATED_AT, position == null ? null : position.createdAt())
                .set(JOBS.POSITION_ID, position == null ? null : position.ordinal())
                .set(JOBS.FAILURES, job.failures())
                .set(JOBS.DETAIL, job.detail())
                .set(JOBS.FINISHED_AT, job.finishedAt())
                .where(is(job.id()))
                .execute();
    }

    @Override
    public void refuse(JobId id, Collection<? extends BatchRefusal> refusals) {
        if (!refusals.isEmpty()) {
            JobRefusals.add(dsl, key(id), refusals);
        }
    }

    @Override
    public List<BatchRefusal> refusals(JobId id) {
        return JobRefusals.of(dsl, is(id));
    }

    @Override
    public void record(JobId id, List<? extends Undoable> changes) {
        if (!changes.isEmpty()) {
            JobChanges.add(dsl, key(id), changes);
        }
    }

    @Override
    public List<Undoable> changes(JobId id, long step) {
        return JobChanges.of(dsl, is(id), step);
    }

    private long key(JobId id) {
        return dsl.select(JOBS.ID).from(JOBS).where(is(id)).fetchSingle().value1();
    }

    @Override
    public Page<Job> page(@Nullable JobStatus status, PageRequest page) {
        var which = status == null ? visible() : JOBS.STATUS.eq(status.value()).and(visible());
        // In two statements, because a job that is added in between does not matter.
        long totalCount = dsl.fetchCount(JOBS, which);
        return new Page<>(
                dsl.selectFrom(JOBS)
                        .where(which)
                        .orderBy(JOBS.ID.desc())
                        .limit(page.size())
                        .offset(page.offset())
                        .fetch(JobRecords::job),
                page,
                totalCount);
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}

package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.JOBS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.JOB_REFUSALS;
import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.channel;
import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.state;
import static java.util.stream.Collectors.toCollection;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.tables.records.JobsRecord;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.JobWork;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.port.out.JobRepository;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.TransitionResult.Refused;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Role;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jspecify.annotations.Nullable;

/** The jobs that a caller sees in PostgreSQL, within one transaction or read. */
public record JooqJobRepository(DSLContext dsl, Caller caller) implements JobRepository {

    private static final String SEARCH = "search";
    private static final String MERGE_EXACT = "merge_exact";

    @Override
    public Job add(JobRequest request, long totalCount, Instant createdAt) {
        var change = request.work();
        var duplicates = change instanceof DuplicateWork work ? work : null;
        var filter = request.filter();
        return job(dsl.insertInto(JOBS)
                .set(JOBS.TO_STATE, change instanceof Move move ? state(move.state()) : null)
                .set(JOBS.SEQUENCE_PUBLIC_ID, change instanceof Assignment to ? text(to.sequenceId()) : null)
                .set(
                        JOBS.DUPLICATE_KIND,
                        duplicates == null ? null : duplicates.kind().value())
                .set(JOBS.DUPLICATE_WORK, duplicates == null ? null : word(duplicates))
                .set(JOBS.DRY_RUN, request.dryRun())
                .set(JOBS.ACTOR, request.cause().actor())
                .set(JOBS.REASON, request.cause().reason())
                .set(JOBS.METADATA, JSONB.valueOf(request.cause().metadata()))
                .set(JOBS.FILTER_CHANNEL, filter.channel() == null ? null : channel(filter.channel()))
                .set(JOBS.FILTER_PERSON, text(filter.personId()))
                .set(JOBS.FILTER_COMPANY, text(filter.companyId()))
                .set(JOBS.FILTER_SEQUENCE, text(filter.sequenceId()))
                .set(JOBS.FILTER_STATUS, filter.status() == null ? null : state(filter.status()))
                .set(JOBS.FILTER_OWNER, text(filter.ownerId()))
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
        return dsl.selectFrom(JOBS).where(is(id)).fetchOptional(JooqJobRepository::job);
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
        return dsl.selectFrom(JOBS).where(is(id)).forNoKeyUpdate().fetchOptional(JooqJobRepository::job);
    }

    @Override
    public Optional<Job> unfinished(DuplicateWork work) {
        return dsl.selectFrom(JOBS)
                .where(JOBS.STATUS.in(JobStatus.QUEUED.value(), JobStatus.RUNNING.value()))
                .and(visible())
                .and(JOBS.DUPLICATE_KIND.eq(work.kind().value()))
                .and(JOBS.DUPLICATE_WORK.eq(word(work)))
                .orderBy(JOBS.ID.desc())
                .limit(1)
                .fetchOptional(JooqJobRepository::job);
    }

    @Override
    public void save(Job job) {
        var position = job.position();
        dsl.update(JOBS)
                .set(JOBS.STATUS, job.status().value())
                .set(JOBS.SUCCESS_COUNT, job.successCount())
                .set(JOBS.REFUSED_COUNT, job.refusedCount())
                .set(JOBS.POSITION_CREATED_AT, position == null ? null : position.createdAt())
                .set(JOBS.POSITION_ID, position == null ? null : position.ordinal())
                .set(JOBS.FAILURES, job.failures())
                .set(JOBS.DETAIL, job.detail())
                .set(JOBS.FINISHED_AT, job.finishedAt())
                .where(is(job.id()))
                .execute();
    }

    @Override
    public void refuse(JobId id, Collection<Job.Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        var kept = dsl.select(
                        JOBS.ID,
                        field(select(coalesce(max(JOB_REFUSALS.ORDINAL), inline(0)))
                                .from(JOB_REFUSALS)
                                .where(JOB_REFUSALS.JOB_ID.eq(JOBS.ID))))
                .from(JOBS)
                .where(is(id))
                .fetchSingle();
        int ordinal = kept.value2();
        var insert = dsl.insertInto(
                JOB_REFUSALS,
                JOB_REFUSALS.JOB_ID,
                JOB_REFUSALS.ORDINAL,
                JOB_REFUSALS.OUTREACH_PUBLIC_ID,
                JOB_REFUSALS.FROM_STATE,
                JOB_REFUSALS.GUARD,
                JOB_REFUSALS.ALLOWED);
        var added = refusals.stream().limit(Job.MOST_REFUSALS - ordinal).toList();
        if (added.isEmpty()) {
            return;
        }
        for (var refusal : added) {
            insert = insert.values(
                    kept.value1(),
                    ++ordinal,
                    refusal.id().value(),
                    state(refusal.reason().from()),
                    refusal.reason() instanceof GuardRefused refused
                            ? refused.guard().value()
                            : null,
                    refusal.reason().allowed().stream()
                            .map(JooqOutreachRepository::state)
                            .toArray(com.grow.outreach.adapter.persistence.jooq.enums.OutreachState[]::new));
        }
        insert.execute();
    }

    @Override
    public List<Job.Refusal> refusals(JobId id) {
        return dsl.select(
                        JOB_REFUSALS.OUTREACH_PUBLIC_ID,
                        JOB_REFUSALS.FROM_STATE,
                        JOBS.TO_STATE,
                        JOB_REFUSALS.GUARD,
                        JOB_REFUSALS.ALLOWED)
                .from(JOB_REFUSALS)
                .join(JOBS)
                .on(JOBS.ID.eq(JOB_REFUSALS.JOB_ID))
                .where(is(id))
                .orderBy(JOB_REFUSALS.ORDINAL)
                .fetch(row -> new Job.Refusal(
                        new OutreachId(row.value1()),
                        refused(state(row.value2()), state(row.value3()), row.value4(), states(row.value5()))));
    }

    private static Refused refused(
            OutreachState from, OutreachState to, @Nullable String guard, Set<OutreachState> allowed) {
        return Optional.ofNullable(guard)
                .flatMap(Guard::parse)
                .<Refused>map(known -> new GuardRefused(from, to, known, allowed))
                // The refusal has no guard, or a guard of another version of Grow.
                .orElseGet(() -> new NotAllowed(from, to, allowed));
    }

    private static Set<OutreachState> states(com.grow.outreach.adapter.persistence.jooq.enums.OutreachState[] states) {
        return Arrays.stream(StorageFailures.requireArray(states))
                .map(JooqOutreachRepository::state)
                .collect(toCollection(() -> EnumSet.noneOf(OutreachState.class)));
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
                        .fetch(JooqJobRepository::job),
                page,
                totalCount);
    }

    private static Job job(JobsRecord row) {
        return new Job(
                new JobId(row.getPublicId()),
                new JobRequest(
                        work(row),
                        filter(row),
                        new Cause(
                                row.getActor(),
                                row.getReason(),
                                row.getMetadata().data()),
                        row.getDryRun()),
                JobStatus.parse(row.getStatus()).orElseThrow(),
                row.getTotalCount(),
                row.getSuccessCount(),
                row.getRefusedCount(),
                row.getPositionCreatedAt() == null
                        ? null
                        : new Position(row.getPositionCreatedAt(), row.getPositionId()),
                row.getFailures(),
                row.getDetail(),
                row.getCreatedAt(),
                row.getFinishedAt());
    }

    private static JobWork work(JobsRecord row) {
        if (row.getDuplicateWork() != null) {
            var kind = DuplicateKind.parse(row.getDuplicateKind()).orElseThrow();
            return row.getDuplicateWork().equals(SEARCH)
                    ? new DuplicateWork.Search(kind)
                    : new DuplicateWork.MergeExact(kind);
        }
        return row.getToState() == null
                ? new Assignment(new SequenceId(row.getSequencePublicId()))
                : new Move(state(row.getToState()));
    }

    private static String word(DuplicateWork work) {
        return switch (work) {
            case DuplicateWork.Search _ -> SEARCH;
            case DuplicateWork.MergeExact _ -> MERGE_EXACT;
        };
    }

    private static OutreachFilter filter(JobsRecord row) {
        return new OutreachFilter(
                nullable(row.getFilterChannel(), JooqOutreachRepository::channel),
                nullable(row.getFilterPerson(), PersonId::new),
                nullable(row.getFilterCompany(), CompanyId::new),
                nullable(row.getFilterSequence(), SequenceId::new),
                nullable(row.getFilterStatus(), JooqOutreachRepository::state),
                nullable(row.getFilterOwner(), UserId::new));
    }

    private static <S, T> @Nullable T nullable(@Nullable S value, Function<S, T> read) {
        return value == null ? null : read.apply(value);
    }

    private static @Nullable String text(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}

package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.JOBS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.JOB_REFUSALS;
import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.state;
import static java.util.stream.Collectors.toCollection;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;

import com.grow.outreach.adapter.persistence.jooq.tables.records.JobRefusalsRecord;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.BatchRefusal.ChangedSince;
import com.grow.outreach.application.job.BatchRefusal.NotFound;
import com.grow.outreach.application.job.BatchRefusal.SequenceGone;
import com.grow.outreach.application.job.BatchRefusal.TransitionRefused;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.NotAllowed;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The refusals of jobs in {@code job_refusals}. */
final class JobRefusals {

    private static final String TRANSITION = "transition";
    private static final String NOT_FOUND = "not_found";
    private static final String CHANGED_SINCE = "changed_since";
    private static final String SEQUENCE_GONE = "sequence_gone";

    private JobRefusals() {}

    /** Adds refusals to a job, up to {@link Job#MOST_REFUSALS}. */
    static void add(DSLContext dsl, long jobKey, Collection<? extends BatchRefusal> refusals) {
        int ordinal = dsl.select(coalesce(max(JOB_REFUSALS.ORDINAL), inline(0)))
                .from(JOB_REFUSALS)
                .where(JOB_REFUSALS.JOB_ID.eq(jobKey))
                .fetchSingle()
                .value1();
        var rows = new ArrayList<JobRefusalsRecord>();
        for (var refusal : refusals.stream().limit(Job.MOST_REFUSALS - ordinal).toList()) {
            var row = row(refusal);
            row.setJobId(jobKey);
            row.setOrdinal(++ordinal);
            rows.add(row);
        }
        if (!rows.isEmpty()) {
            dsl.insertInto(JOB_REFUSALS).set(rows).execute();
        }
    }

    private static JobRefusalsRecord row(BatchRefusal refusal) {
        var row = new JobRefusalsRecord();
        row.setOutreachPublicId(refusal.id().value());
        row.setReason(reason(refusal));
        if (refusal instanceof TransitionRefused refused) {
            var reason = refused.reason();
            row.setFromState(state(reason.from()));
            row.setToState(state(reason.to()));
            row.setGuard(
                    reason instanceof GuardRefused guarded ? guarded.guard().value() : null);
            row.setAllowed(reason.allowed().stream()
                    .map(JooqOutreachRepository::state)
                    .toArray(com.grow.outreach.adapter.persistence.jooq.enums.OutreachState[]::new));
        }
        if (refusal instanceof SequenceGone gone) {
            row.setSequencePublicId(gone.sequenceId().value());
        }
        return row;
    }

    private static String reason(BatchRefusal refusal) {
        return switch (refusal) {
            case TransitionRefused _ -> TRANSITION;
            case NotFound _ -> NOT_FOUND;
            case ChangedSince _ -> CHANGED_SINCE;
            case SequenceGone _ -> SEQUENCE_GONE;
        };
    }

    /** Returns the refusals of a job, in the order of processing. */
    static List<BatchRefusal> of(DSLContext dsl, Condition job) {
        // Rows of earlier versions don't have the state, which was that of the job.
        var to = coalesce(JOB_REFUSALS.TO_STATE, JOBS.TO_STATE);
        return dsl.select(JOB_REFUSALS.fields())
                .select(to)
                .from(JOB_REFUSALS)
                .join(JOBS)
                .on(JOBS.ID.eq(JOB_REFUSALS.JOB_ID))
                .where(job)
                .orderBy(JOB_REFUSALS.ORDINAL)
                .fetch(row -> refusal(row.into(JOB_REFUSALS), row.get(to)));
    }

    private static BatchRefusal refusal(
            JobRefusalsRecord row, com.grow.outreach.adapter.persistence.jooq.enums.OutreachState to) {
        var id = new OutreachId(row.getOutreachPublicId());
        return switch (row.getReason()) {
            case NOT_FOUND -> new NotFound(id);
            case CHANGED_SINCE -> new ChangedSince(id);
            case SEQUENCE_GONE -> new SequenceGone(id, new SequenceId(row.getSequencePublicId()));
            default ->
                new TransitionRefused(
                        id, refused(state(row.getFromState()), state(to), row.getGuard(), states(row.getAllowed())));
        };
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
}

package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.JOBS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.JOB_CHANGES;
import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.state;
import static com.grow.outreach.adapter.persistence.transaction.StorageFailures.requireArray;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.adapter.persistence.jooq.tables.records.JobChangesRecord;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.job.Undoable.Reassigned;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The changes of jobs in {@code job_changes}, one row per step. */
final class JobChanges {

    private JobChanges() {}

    /** Adds the changes of one step, all of one kind. */
    static void add(DSLContext dsl, long jobKey, List<? extends Undoable> changes) {
        var step = field(select(coalesce(max(JOB_CHANGES.STEP), inline(0)).plus(inline(1)))
                .from(JOB_CHANGES)
                .where(JOB_CHANGES.JOB_ID.eq(jobKey)));
        var moves = only(Undoable.Moved.class, changes);
        var assignments = only(Reassigned.class, changes);
        var row = dsl.insertInto(JOB_CHANGES)
                .set(JOB_CHANGES.JOB_ID, jobKey)
                .set(JOB_CHANGES.STEP, step)
                .set(
                        JOB_CHANGES.OUTREACH_PUBLIC_IDS,
                        changes.stream().map(change -> change.id().value()).toArray(String[]::new));
        if (moves.isEmpty()) {
            row.set(JOB_CHANGES.FROM_SEQUENCES, sequences(assignments, Reassigned::from))
                    .set(JOB_CHANGES.TO_SEQUENCES, sequences(assignments, Reassigned::to))
                    .execute();
        } else {
            row.set(
                            JOB_CHANGES.FROM_STATES,
                            moves.stream().map(move -> state(move.from())).toArray(OutreachState[]::new))
                    .set(
                            JOB_CHANGES.SORT_KEYS,
                            moves.stream().map(Undoable.Moved::position).toArray(Integer[]::new))
                    .execute();
        }
    }

    private static <T extends Undoable> List<T> only(Class<T> kind, List<? extends Undoable> changes) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private static @Nullable String[] sequences(
            List<Reassigned> assignments, Function<Reassigned, @Nullable SequenceId> of) {
        return assignments.stream()
                .map(of)
                .map(id -> id == null ? null : id.value())
                .toArray(String[]::new);
    }

    /** Returns the changes of a step of a job; an empty list after the last one. */
    static List<Undoable> of(DSLContext dsl, Condition job, long step) {
        return dsl.select(JOB_CHANGES.fields())
                .from(JOB_CHANGES)
                .join(JOBS)
                .on(JOBS.ID.eq(JOB_CHANGES.JOB_ID))
                .where(job)
                .and(JOB_CHANGES.STEP.eq((int) step))
                .fetchOptionalInto(JOB_CHANGES)
                .map(JobChanges::changes)
                .orElse(List.of());
    }

    private static List<Undoable> changes(JobChangesRecord row) {
        var ids = requireArray(row.getOutreachPublicIds());
        return IntStream.range(0, ids.length)
                .mapToObj(i -> change(row, i, new OutreachId(ids[i])))
                .toList();
    }

    private static Undoable change(JobChangesRecord row, int i, OutreachId id) {
        return row.getFromStates() == null
                ? new Reassigned(id, sequence(row.getFromSequences()[i]), sequence(row.getToSequences()[i]))
                : new Undoable.Moved(id, state(row.getFromStates()[i]), row.getSortKeys()[i]);
    }

    private static @Nullable SequenceId sequence(@Nullable String id) {
        return id == null ? null : new SequenceId(id);
    }
}

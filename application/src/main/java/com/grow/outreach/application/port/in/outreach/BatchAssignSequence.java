package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Use case: enrol many outreaches in one sequence, or remove them from their sequences.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_assign}.
 */
public interface BatchAssignSequence {

    /**
     * Enrols the selected outreaches in the sequence in one transaction, in place of their former sequences. Ids that
     * don't exist are refusals. If a filter matches more than {@link OutreachBatch#MAX_SIZE} outreaches, queues a job
     * instead.
     *
     * @param sequenceId the sequence, or null to remove the outreaches from their sequences
     * @param selection the outreaches
     * @param cause the actor, for the events
     * @param dryRun whether to return the result without changing an outreach
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; no
     *     outreach is changed then
     */
    Result assign(@Nullable SequenceId sequenceId, OutreachSelection selection, Cause cause, boolean dryRun);

    /** Enrols the selected outreaches in the sequence, without a cause. */
    default Result assign(SequenceId sequenceId, OutreachSelection selection) {
        return assign(sequenceId, selection, Cause.UNKNOWN, false);
    }

    /** The result. */
    sealed interface Result {

        /**
         * The outreaches are in the sequence, or in none.
         *
         * @param updatedCount the number of outreaches, including those that already were in the sequence or in none
         * @param sequence the sequence, or null for none
         * @param refusals the outreaches that were not changed, in the order of the batch
         * @param jobId the finished job to undo the batch by, or null if no outreach has changed
         */
        record Assigned(
                int updatedCount,
                @Nullable Sequence sequence,
                List<BatchRefusal> refusals,
                @Nullable JobId jobId) implements Result {

            public Assigned {
                refusals = List.copyOf(refusals);
            }
        }

        /** A job enrols the outreaches, because they are too many for one transaction. */
        record Queued(Job job) implements Result {}

        /** No sequence has this id. Nothing has changed. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;

/**
 * Use case: enrol many outreaches in one sequence.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_assign}.
 */
public interface BatchAssignSequence {

    /**
     * Enrols the selected outreaches in the sequence in one transaction, in place of their former sequences. Ids that
     * don't exist are refusals. If a filter matches more than {@link OutreachBatch#MAX_SIZE} outreaches, queues a job
     * instead.
     *
     * @param selection the outreaches
     * @param cause the actor, for the events
     * @param dryRun whether to return the result without changing an outreach
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; no
     *     outreach is changed then
     */
    Result assign(SequenceId sequenceId, OutreachSelection selection, Cause cause, boolean dryRun);

    /** Enrols the selected outreaches in the sequence, without a cause. */
    default Result assign(SequenceId sequenceId, OutreachSelection selection) {
        return assign(sequenceId, selection, Cause.UNKNOWN, false);
    }

    /** The result. */
    sealed interface Result {

        /**
         * The outreaches are enrolled.
         *
         * @param updatedCount the number of enrolled outreaches, including those that were already in the sequence
         * @param sequence the sequence
         * @param refusals the outreaches that were not enrolled, in the order of the batch
         */
        record Assigned(int updatedCount, Sequence sequence, List<BatchRefusal> refusals) implements Result {

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

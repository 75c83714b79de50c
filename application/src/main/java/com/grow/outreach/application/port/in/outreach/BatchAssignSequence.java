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
     * Enrols those that exist, all in one transaction, whichever sequence they were in before, and tells the others apart; or
     * has a job do that if more match than one batch can have.
     *
     * @param selection which outreaches
     * @param cause who asks for it
     * @param dryRun whether to find out only what would happen: no outreach changes, and the result is what it would be
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached;
     *     then none is enrolled
     */
    Result assign(SequenceId sequenceId, OutreachSelection selection, Cause cause, boolean dryRun);

    /** Enrols those that exist, without a word about who asks for it. */
    default Result assign(SequenceId sequenceId, OutreachSelection selection) {
        return assign(sequenceId, selection, Cause.UNKNOWN, false);
    }

    /** The result. */
    sealed interface Result {

        /**
         * Done.
         *
         * @param updatedCount how many outreaches are enrolled now, those that were before included
         * @param sequence the sequence
         * @param refusals those that are not, in the batch's order; empty if all are
         */
        record Assigned(int updatedCount, Sequence sequence, List<BatchRefusal> refusals) implements Result {

            public Assigned {
                refusals = List.copyOf(refusals);
            }
        }

        /** There are so many that this job does it. */
        record Queued(Job job) implements Result {}

        /** No sequence has this id. Nothing has changed. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

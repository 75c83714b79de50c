package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.OutreachState;
import java.util.List;

/**
 * Use case: move many outreaches to another state.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_transition_to} and
 * {@code PATCH /api/outreaches/batch_start_enrichment}.
 */
public interface BatchTransitionOutreach {

    /**
     * Moves those that may, all in one transaction, and tells the others apart; or has a job do that if more match than one
     * batch can have.
     *
     * @param state the state to reach
     * @param selection which outreaches
     * @param cause who asks for it and why; goes into the history of each
     * @param dryRun whether to find out only what would happen: no outreach changes, and the result is what it would be
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached;
     *     then none has moved
     */
    Result transitionTo(OutreachState state, OutreachSelection selection, Cause cause, boolean dryRun);

    /** Moves those that may, for a cause that nobody told. */
    default Result transitionTo(OutreachState state, OutreachSelection selection) {
        return transitionTo(state, selection, Cause.UNKNOWN, false);
    }

    /** The result. */
    sealed interface Result {

        /**
         * Done.
         *
         * @param successCount how many have moved
         * @param refusals those that have not, in the batch's order; empty if all have
         */
        record Moved(int successCount, List<BatchRefusal> refusals) implements Result {

            public Moved {
                refusals = List.copyOf(refusals);
            }
        }

        /** There are so many that this job does it. */
        record Queued(Job job) implements Result {}
    }
}

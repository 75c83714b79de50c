package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Use case: move many outreaches to another state.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_transition_to} and
 * {@code PATCH /api/outreaches/batch_start_enrichment}.
 */
public interface BatchTransitionOutreach {

    /**
     * Moves the selected outreaches to the state in one transaction. Outreaches that may not move and ids that don't
     * exist are refusals. If a filter matches more than {@link OutreachBatch#MAX_SIZE} outreaches, queues a job
     * instead.
     *
     * @param state the target state
     * @param selection the outreaches
     * @param cause the actor and the reason, for the history
     * @param dryRun whether to return the result without changing an outreach
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; no
     *     outreach has moved then
     */
    Result transitionTo(OutreachState state, OutreachSelection selection, Cause cause, boolean dryRun);

    /** Moves the selected outreaches to the state, without a cause. */
    default Result transitionTo(OutreachState state, OutreachSelection selection) {
        return transitionTo(state, selection, Cause.UNKNOWN, false);
    }

    /** The result. */
    sealed interface Result {

        /**
         * The outreaches have moved, except for the refusals.
         *
         * @param successCount the number of outreaches that have moved
         * @param refusals the outreaches that have not moved, in the order of the batch
         * @param jobId the finished job to undo the batch by, or null if no outreach has moved
         */
        record Moved(
                int successCount,
                List<BatchRefusal> refusals,
                @Nullable JobId jobId) implements Result {

            public Moved {
                refusals = List.copyOf(refusals);
            }
        }

        /** A job moves the outreaches, because they are too many for one transaction. */
        record Queued(Job job) implements Result {}
    }
}

package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult;
import java.util.function.Predicate;

/**
 * Use case: move one outreach to another state.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/:id/transition_to} and {@code PATCH /api/outreaches/:id/start_enrichment}.
 */
public interface TransitionOutreach {

    /**
     * Moves the outreach to the state if the state machine and the guards allow it. Of concurrent requests for the same
     * transition, one succeeds.
     *
     * @param state the target state
     * @param cause the actor and the reason, for the history
     * @param dryRun whether to return the result without changing anything
     * @param expected the condition that the outreach must meet right before it moves; see {@link Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result transitionTo(OutreachId id, OutreachState state, Cause cause, boolean dryRun, Predicate<Outreach> expected);

    /** Moves the outreach to the state, without a cause or an expectation. */
    default Result transitionTo(OutreachId id, OutreachState state) {
        return transitionTo(id, state, Cause.UNKNOWN, false, outreach -> true);
    }

    /** The result. */
    sealed interface Result {

        /** The changed outreach. */
        record Moved(Outreach outreach) implements Result {}

        /** No outreach has this id. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** The outreach does not meet the expectation, because another caller changed it. Nothing has changed now. */
        record NotAsExpected(OutreachId id) implements Result {}

        /** The state or a guard does not allow the transition. The outreach has not changed. */
        record Refused(OutreachId id, TransitionResult.Refused reason) implements Result {}
    }
}

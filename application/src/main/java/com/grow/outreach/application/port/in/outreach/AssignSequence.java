package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import java.util.function.Predicate;

/**
 * Use case: enrol an outreach in a sequence, or remove it from its sequence.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/:id}.
 */
public interface AssignSequence {

    /**
     * Enrols the outreach in the sequence, in place of its former one.
     *
     * @param cause the actor, for the event
     * @param dryRun whether to return the result without changing anything
     * @param expected the condition that the outreach must meet right before it changes; see {@link
     *     Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result assign(OutreachId id, SequenceId sequenceId, Cause cause, boolean dryRun, Predicate<Outreach> expected);

    /**
     * Removes the outreach from its sequence. Without a sequence, nothing changes.
     *
     * @param cause the actor, for the event
     * @param dryRun whether to return the result without changing anything
     * @param expected the condition that the outreach must meet right before it changes; see {@link
     *     Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result unassign(OutreachId id, Cause cause, boolean dryRun, Predicate<Outreach> expected);

    /** Enrols the outreach in the sequence, without a cause or an expectation. */
    default Result assign(OutreachId id, SequenceId sequenceId) {
        return assign(id, sequenceId, Cause.UNKNOWN, false, outreach -> true);
    }

    /** Removes the outreach from its sequence, without a cause or an expectation. */
    default Result unassign(OutreachId id) {
        return unassign(id, Cause.UNKNOWN, false, outreach -> true);
    }

    /** The result. */
    sealed interface Result {

        /** The changed outreach. */
        record Updated(Outreach outreach) implements Result {}

        /** No outreach has this id. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** The outreach does not meet the expectation, because another caller changed it. Nothing has changed now. */
        record NotAsExpected(OutreachId id) implements Result {}

        /** No sequence has this id. The outreach has not changed. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

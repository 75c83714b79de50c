package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;

/**
 * Use case: enrol one outreach in a sequence, or take it out of the one it is in.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/:id}.
 */
public interface AssignSequence {

    /**
     * Enrols the outreach in the sequence, whichever it was in before.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result assign(OutreachId id, SequenceId sequenceId);

    /**
     * Takes the outreach out of its sequence; no change if it is in none.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result unassign(OutreachId id);

    /** What came of it. */
    sealed interface Result {

        /** Done; the outreach as it is now. */
        record Updated(Outreach outreach) implements Result {}

        /** There is no such outreach. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** There is no such sequence; the outreach is as it was. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

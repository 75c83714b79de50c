package com.grow.outreach.application.job;

import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import org.jspecify.annotations.Nullable;

/** A change that a job made to an outreach. An undo reverts it if the outreach is still as the job left it. */
public sealed interface Undoable {

    /** Returns the changed outreach. */
    OutreachId id();

    /**
     * A move to another state.
     *
     * @param from the state before the move
     * @param position the position of the move in the outreach's history
     */
    record Moved(OutreachId id, OutreachState from, int position) implements Undoable {}

    /**
     * A change of the sequence.
     *
     * @param from the sequence before, or null for none
     * @param to the sequence after, or null for none
     */
    record Reassigned(
            OutreachId id,
            @Nullable SequenceId from,
            @Nullable SequenceId to) implements Undoable {}
}

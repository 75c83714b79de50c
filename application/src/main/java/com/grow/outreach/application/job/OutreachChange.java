package com.grow.outreach.application.job;

import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;

/** The change to make to each of many outreaches. */
public sealed interface OutreachChange extends JobWork {

    /** Enrols the outreach in a sequence, in place of its former one. */
    record Assignment(SequenceId sequenceId) implements OutreachChange {}

    /** Removes the outreach from its sequence. */
    record Unassignment() implements OutreachChange {}

    /** Moves the outreach to a state, if the state machine and the guards allow it. */
    record Move(OutreachState state) implements OutreachChange {}
}

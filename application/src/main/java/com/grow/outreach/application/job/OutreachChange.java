package com.grow.outreach.application.job;

import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;

/** The change to make to each of many outreaches. */
public sealed interface OutreachChange {

    /** It is enrolled in this sequence, whichever it was in before. */
    record Assignment(SequenceId sequenceId) implements OutreachChange {}

    /** It moves to this state, if it may. */
    record Move(OutreachState state) implements OutreachChange {}
}

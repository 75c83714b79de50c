package com.grow.outreach.application.job;

import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;

/** What is to be done with each of many outreaches. */
public sealed interface OutreachChange {

    /** It is enrolled in this sequence, whichever it was in before. */
    record Assignment(SequenceId sequenceId) implements OutreachChange {}

    /** It moves to this state, if it may. */
    record Move(OutreachState state) implements OutreachChange {}
}

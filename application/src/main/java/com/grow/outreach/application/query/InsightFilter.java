package com.grow.outreach.application.query;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;

/** The outreaches that insights are about. */
public sealed interface InsightFilter {

    /** All outreaches. */
    record All() implements InsightFilter {}

    /** The outreaches of an owner. */
    record OfOwner(UserId owner) implements InsightFilter {}

    /** The outreaches in a sequence. */
    record InSequence(SequenceId sequence) implements InsightFilter {}

    /** The outreaches over a channel. */
    record OverChannel(Channel channel) implements InsightFilter {}
}

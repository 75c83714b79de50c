package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult;

/**
 * Why one outreach of a batch was left as it was, while the rest went on.
 *
 * <p>API documentation: the entries of {@code errors} in the answer to a batch.
 */
public sealed interface BatchRefusal {

    /** The id, as it was given. */
    OutreachId id();

    /** No outreach has this id. */
    record NotFound(OutreachId id) implements BatchRefusal {}

    /** Its state or a guard does not allow the transition. */
    record TransitionRefused(OutreachId id, TransitionResult.Refused reason) implements BatchRefusal {}
}

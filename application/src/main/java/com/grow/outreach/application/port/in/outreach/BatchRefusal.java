package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult;

/**
 * The reason why a batch did not change one of its outreaches.
 *
 * <p>API documentation: the entries of {@code errors} in the response to a batch.
 */
public sealed interface BatchRefusal {

    /** Returns the requested id. */
    OutreachId id();

    /** No outreach has this id. */
    record NotFound(OutreachId id) implements BatchRefusal {}

    /** Its state or a guard does not allow the transition. */
    record TransitionRefused(OutreachId id, TransitionResult.Refused reason) implements BatchRefusal {}
}

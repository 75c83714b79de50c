package com.grow.outreach.application.job;

import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult;

/**
 * The reason why a batch or a job did not change one of its outreaches.
 *
 * <p>API documentation: the entries of {@code errors} in the response to a batch and in a job.
 */
public sealed interface BatchRefusal {

    /** Returns the requested id. */
    OutreachId id();

    /** No outreach has this id. */
    record NotFound(OutreachId id) implements BatchRefusal {}

    /** Its state or a guard does not allow the transition. */
    record TransitionRefused(OutreachId id, TransitionResult.Refused reason) implements BatchRefusal {}

    /** It has changed since the job that an undo reverts. */
    record ChangedSince(OutreachId id) implements BatchRefusal {}

    /** The sequence that an undo would restore was deleted. */
    record SequenceGone(OutreachId id, SequenceId sequenceId) implements BatchRefusal {}
}

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Sequence;
import java.util.Collection;

/** The enrolment of many outreaches in one sequence. */
final class Assignments {

    private Assignments() {}

    /**
     * Enrols outreaches in one statement.
     *
     * @param outreaches the stored outreaches, locked unless this is a dry run
     * @param cause the actor, for the events
     * @param dryRun whether to return the result without changing anything
     * @return the number of enrolled outreaches
     */
    static int make(
            Repositories stored, Collection<Outreach> outreaches, Sequence sequence, Cause cause, boolean dryRun) {
        if (!dryRun) {
            stored.outreaches()
                    .saveAssigned(
                            outreaches.stream()
                                    .map(outreach -> outreach.assignedTo(sequence.id()))
                                    .toList(),
                            cause);
        }
        return outreaches.size();
    }
}

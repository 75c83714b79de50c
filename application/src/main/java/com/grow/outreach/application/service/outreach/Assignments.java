package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Sequence;
import java.util.Collection;

/** Enrols many outreaches in one sequence. */
final class Assignments {

    private Assignments() {}

    /**
     * Enrols outreaches, all at once.
     *
     * @param outreaches as they are in the storage; locked, unless nothing is to be stored
     * @param cause who asked for it
     * @param dryRun whether to store nothing
     * @return how many are enrolled now, or would be
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

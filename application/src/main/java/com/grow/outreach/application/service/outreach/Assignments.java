package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.job.Undoable.Reassigned;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The results of giving many outreaches one sequence or none.
 *
 * @param count the number of outreaches, including those that had the sequence before
 * @param changes the changes of the others
 */
record Assignments(int count, List<Undoable> changes) {

    /**
     * Changes the sequences of outreaches in one statement.
     *
     * @param outreaches the stored outreaches, locked unless this is a dry run
     * @param sequence the sequence, or null for none
     * @param cause the actor, for the events
     * @param dryRun whether to return the result without changing anything
     */
    static Assignments make(
            Repositories stored,
            Collection<Outreach> outreaches,
            @Nullable Sequence sequence,
            Cause cause,
            boolean dryRun) {
        var changed = new ArrayList<Outreach>();
        var changes = new ArrayList<Undoable>();
        for (var outreach : outreaches) {
            var after = sequence == null ? outreach.unassigned() : outreach.assignedTo(sequence.id());
            if (!after.sequenceId().equals(outreach.sequenceId())) {
                changed.add(after);
                changes.add(change(outreach, after));
            }
        }
        if (!dryRun) {
            stored.outreaches().saveAssigned(changed, cause);
        }
        return new Assignments(outreaches.size(), changes);
    }

    /** Returns the change between an outreach before and after. */
    static Reassigned change(Outreach before, Outreach after) {
        return new Reassigned(
                before.id(),
                before.sequenceId().orElse(null),
                after.sequenceId().orElse(null));
    }
}

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.service.enrichment.LookUps;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The results of moving outreaches. The domain decides about each of them.
 *
 * @param moved the outreaches that have moved, or would move in a dry run
 * @param refused the reasons why the others have not moved, by id
 */
record Moves(List<Moved> moved, Map<OutreachId, Refused> refused) {

    Moves {
        moved = List.copyOf(moved);
        refused = Collections.unmodifiableMap(refused);
    }

    /** Returns the moves as changes that can be undone. */
    List<Undoable> changes() {
        return moved.stream()
                .map(Moved::transition)
                .<Undoable>map(move -> new Undoable.Moved(move.outreachId(), move.fromState(), move.sortKey()))
                .toList();
    }

    /**
     * Moves outreaches and stores the results in one statement.
     *
     * @param outreaches the stored outreaches, locked unless this is a dry run
     * @param dryRun whether to return the result without changing anything
     */
    static Moves make(
            Repositories stored,
            Collection<Outreach> outreaches,
            OutreachState state,
            Cause cause,
            Instant when,
            boolean dryRun) {
        var optOuts = stored.people()
                .optOuts(outreaches.stream().map(Outreach::personId).toList());
        var moved = new ArrayList<Moved>();
        var refused = new LinkedHashMap<OutreachId, Refused>();
        for (var outreach : outreaches) {
            var optOutsOfPerson = optOuts.getOrDefault(outreach.personId(), Set.of());
            TransitionResult result = outreach.transitionTo(state, new Circumstances(when, cause, optOutsOfPerson));
            if (result instanceof Moved move) {
                moved.add(move);
            } else {
                refused.put(outreach.id(), (Refused) result);
            }
        }
        if (!dryRun) {
            stored.outreaches().saveMoved(moved);
            LookUps.schedule(stored, moved.stream().map(Moved::outreach), when);
        }
        return new Moves(moved, refused);
    }
}

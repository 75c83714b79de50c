package com.grow.outreach.application.service.outreach;

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
 * What became of outreaches that were to move, one or many; the domain decided about each.
 *
 * @param moved those that have moved, or would have
 * @param refused those that have not, with the reason
 */
record Moves(List<Moved> moved, Map<OutreachId, Refused> refused) {

    Moves {
        moved = List.copyOf(moved);
        refused = Collections.unmodifiableMap(refused);
    }

    /**
     * Moves outreaches and stores those that moved, all at once.
     *
     * @param outreaches as they are in the storage; locked, unless nothing is to be stored
     * @param dryRun whether to store nothing
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

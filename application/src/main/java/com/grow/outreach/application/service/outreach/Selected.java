package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The loaded outreaches of a batch. They are locked unless this is a dry run.
 *
 * @param ids the requested ids in the order of the batch
 * @param found the existing outreaches by id
 */
record Selected(Collection<OutreachId> ids, Map<OutreachId, Outreach> found) {

    /** Loads a selection. Returns empty if it has more outreaches than a batch can have. */
    static Optional<Selected> of(Repositories stored, OutreachSelection selection, boolean dryRun) {
        if (selection instanceof OutreachBatch batch) {
            return Optional.of(new Selected(batch.ids(), of(stored, batch.ids(), dryRun)));
        }
        var selected = (MatchingOutreaches) selection;
        var filter = selected.filter();
        if (stored.outreaches().count(filter) > OutreachBatch.MAX_SIZE) {
            return Optional.empty();
        }
        var matching = next(stored, filter, new SliceRequest(null, OutreachBatch.MAX_SIZE), dryRun);
        if (matching.next() != null) {
            return Optional.empty();
        }
        var found = new LinkedHashMap<OutreachId, Outreach>();
        matching.items().stream()
                .filter(outreach -> !selected.except().contains(outreach.id()))
                .forEach(outreach -> found.put(outreach.id(), outreach));
        return Optional.of(new Selected(found.keySet(), found));
    }

    static Map<OutreachId, Outreach> of(Repositories stored, Collection<OutreachId> ids, boolean dryRun) {
        return dryRun ? stored.outreaches().findAll(ids) : stored.outreaches().lock(ids);
    }

    static Slice<Outreach> next(Repositories stored, OutreachFilter filter, SliceRequest slice, boolean dryRun) {
        return dryRun
                ? stored.outreaches().walk(filter, slice)
                : stored.outreaches().lockNext(filter, slice);
    }

    /** Returns the refusals in the order of the batch: ids that don't exist, and refused transitions. */
    List<BatchRefusal> refusals(Map<OutreachId, Refused> refused) {
        var refusals = new ArrayList<BatchRefusal>();
        for (var id : ids) {
            var reason = refused.get(id);
            if (reason != null) {
                refusals.add(new BatchRefusal.TransitionRefused(id, reason));
            } else if (!found.containsKey(id)) {
                refusals.add(new BatchRefusal.NotFound(id));
            }
        }
        return refusals;
    }
}

package com.grow.outreach.adapter.rest.outreach;

import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.OutreachId;
import java.util.Optional;
import java.util.Set;

/** A reader of the outreaches that a batch changes: {@code outreach_ids} lists their ids, or {@code filter} matches them except for {@code except_ids}. */
public final class BatchSelection {

    private static final String IDS = "outreach_ids";
    private static final String FILTER = "filter";
    private static final String EXCEPT = "except_ids";

    private BatchSelection() {}

    /** Reads the selection; empty if {@link BodyFields#check} will reject the request. */
    public static Optional<? extends OutreachSelection> of(BodyFields fields) {
        boolean hasIds = fields.isGiven(IDS);
        var except = except(fields);
        var matching =
                fields.fields(FILTER).map(BatchSelection::filter).map(filter -> new MatchingOutreaches(filter, except));
        if (!fields.has(FILTER)) {
            if (fields.isGiven(EXCEPT)) {
                fields.reject(EXCEPT, "can be given only together with '%s'".formatted(FILTER));
            }
            return ids(fields);
        }
        return hasIds ? fields.reject(FILTER, "can't be given together with '%s'".formatted(IDS)) : matching;
    }

    /**
     * Reads the filters of the list, which have the same names here. Rejects a blank filter, because ignoring it would
     * change more outreaches than intended.
     */
    private static OutreachFilter filter(BodyFields fields) {
        return OutreachRoutes.filter(fields);
    }

    private static Set<OutreachId> except(BodyFields fields) {
        if (!fields.isGiven(EXCEPT)) {
            return Set.of();
        }
        return fields.ids(EXCEPT, OutreachId.KIND, OutreachBatch.MAX_SIZE, BodyFields.LIST_OF_IDS)
                .orElse(Set.of());
    }

    private static Optional<OutreachBatch> ids(BodyFields fields) {
        var expected = "%s; or give '%s' instead".formatted(BodyFields.LIST_OF_IDS, FILTER);
        return fields.atLeastOneId(IDS, OutreachId.KIND, OutreachBatch.MAX_SIZE, expected)
                .map(OutreachBatch::new);
    }
}

package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.OutreachId;
import java.util.Set;

/**
 * All outreaches that match a filter, without a limit on their number.
 *
 * <p>API documentation: the fields {@code filter} and {@code except_ids} of a batch.
 *
 * @param except the matches that are not selected, up to {@link OutreachBatch#MAX_SIZE}; the ids need not match
 */
public record MatchingOutreaches(OutreachFilter filter, Set<OutreachId> except) implements OutreachSelection {

    public MatchingOutreaches {
        except = Set.copyOf(except);
    }

    /** Creates a selection of all matches. */
    public MatchingOutreaches(OutreachFilter filter) {
        this(filter, Set.of());
    }
}

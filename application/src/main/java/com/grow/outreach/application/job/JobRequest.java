package com.grow.outreach.application.job;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.OutreachId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The request that a job carries out.
 *
 * @param work the work to do
 * @param filter the outreaches to change, or null if they were listed by id; {@link OutreachFilter#ALL} for work on
 *     duplicates
 * @param except the matches of the filter that stay unchanged
 * @param cause the cause recorded in the history of each outreach that moves and in the events
 * @param dryRun whether to compute the result without changing anything
 */
public record JobRequest(
        JobWork work, @Nullable OutreachFilter filter, Set<OutreachId> except, Cause cause, boolean dryRun) {

    public JobRequest {
        except = Set.copyOf(except);
    }

    /** Creates a request for all matches of a filter. */
    public JobRequest(JobWork work, @Nullable OutreachFilter filter, Cause cause, boolean dryRun) {
        this(work, filter, Set.of(), cause, dryRun);
    }
}

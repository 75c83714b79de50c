package com.grow.outreach.application.job;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;

/**
 * The request that a job carries out.
 *
 * @param work the work to do
 * @param filter the outreaches to change; {@link OutreachFilter#ALL} for work on duplicates
 * @param cause the cause recorded in the history of each outreach that moves and in the events
 * @param dryRun whether to compute the result without changing anything
 */
public record JobRequest(JobWork work, OutreachFilter filter, Cause cause, boolean dryRun) {}

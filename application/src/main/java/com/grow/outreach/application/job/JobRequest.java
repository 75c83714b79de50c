package com.grow.outreach.application.job;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;

/**
 * The change that a job makes.
 *
 * @param change the change of each outreach
 * @param filter the filter of the outreaches
 * @param cause the actor and the reason, which the history of each outreach that moves records
 * @param dryRun whether to report the result without changing anything
 */
public record JobRequest(OutreachChange change, OutreachFilter filter, Cause cause, boolean dryRun) {}

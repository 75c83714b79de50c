package com.grow.outreach.application.job;

import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Cause;

/**
 * What a job is asked to do.
 *
 * @param change what to do with each outreach
 * @param filter with which outreaches
 * @param cause who asked for it and why; goes into the history of each outreach that moves
 * @param dryRun whether to find out only what would happen
 */
public record JobRequest(OutreachChange change, OutreachFilter filter, Cause cause, boolean dryRun) {}

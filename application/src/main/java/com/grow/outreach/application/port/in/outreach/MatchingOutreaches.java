package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;

/**
 * All outreaches that a filter leaves, however many that are.
 *
 * <p>API documentation: the field {@code filter} of a batch.
 */
public record MatchingOutreaches(OutreachFilter filter) implements OutreachSelection {}

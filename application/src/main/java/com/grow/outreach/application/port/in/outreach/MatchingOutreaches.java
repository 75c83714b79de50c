package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.OutreachFilter;

/**
 * All outreaches that match a filter, without a limit on their number.
 *
 * <p>API documentation: the field {@code filter} of a batch.
 */
public record MatchingOutreaches(OutreachFilter filter) implements OutreachSelection {}

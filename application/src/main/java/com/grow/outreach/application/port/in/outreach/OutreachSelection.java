package com.grow.outreach.application.port.in.outreach;

/** The outreaches that a batch changes: a list of ids, or all matches of a filter. */
public sealed interface OutreachSelection permits OutreachBatch, MatchingOutreaches {}

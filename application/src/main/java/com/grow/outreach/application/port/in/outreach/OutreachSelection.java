package com.grow.outreach.application.port.in.outreach;

/** The outreaches that a batch is for: named one by one, or whichever match. */
public sealed interface OutreachSelection permits OutreachBatch, MatchingOutreaches {}

package com.grow.outreach.application.query;

/** What outreaches are grouped by in insights. */
public enum InsightGrouping {
    OWNER,
    SEQUENCE,
    CHANNEL
}

package com.grow.outreach.application.query;

/** The direction of a sort. */
public enum Direction {
    ASC,
    DESC
}

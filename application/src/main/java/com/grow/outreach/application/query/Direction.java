package com.grow.outreach.application.query;

/** Which way round a list is sorted. */
public enum Direction {
    ASC,
    DESC
}

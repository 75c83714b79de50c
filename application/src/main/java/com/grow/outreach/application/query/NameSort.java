package com.grow.outreach.application.query;

/**
 * How a list of what has a name is sorted. Names compare as a person alphabetises; those of the same name, like those
 * that are not sorted by it, come newest first, then by id, so that pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of people, sequences and users.
 */
public enum NameSort {
    /** The order of a list that was asked for without a sort. */
    NEWEST_FIRST,
    /** By name, from A to Z. */
    NAME_ASC,
    /** By name, from Z to A. */
    NAME_DESC
}

package com.grow.outreach.application.query;

/**
 * The order of a list of people, sequences or users. Names are compared by an ICU collation. Equal names are sorted by
 * creation time, newest first, then by id, so that pages never overlap.
 *
 * <p>API documentation: the parameters {@code sort} and {@code direction} of people, sequences and users.
 */
public enum NameSort {
    /** The default order: by creation time, newest first. */
    NEWEST_FIRST,
    /** By name, from A to Z. */
    NAME_ASC,
    /** By name, from Z to A. */
    NAME_DESC
}

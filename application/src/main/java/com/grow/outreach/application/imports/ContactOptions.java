package com.grow.outreach.application.imports;

/**
 * The options for importing contacts.
 *
 * <p>API documentation: the parameters of {@code POST /api/imports}.
 *
 * @param strict whether an invalid value of an optional column rejects the row, instead of only the value
 * @param owners what happens with an owner that no user matches
 */
public record ContactOptions(boolean strict, OwnerPolicy owners) {

    /** The default options. */
    public static final ContactOptions DEFAULT = new ContactOptions(false, OwnerPolicy.CREATE);
}

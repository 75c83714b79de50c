package com.grow.outreach.application.duplicate;

import com.grow.outreach.domain.Likeness;

/**
 * Two records that are probably duplicates.
 *
 * @param <T> the type of the records
 * @param from the newer record
 * @param into the older record, which stays if they are merged
 * @param likeness the reason and the confidence
 */
public record Duplicate<T>(T from, T into, Likeness likeness) {}

package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/**
 * The result of changing an entry.
 *
 * @param <T> the type of the entry
 */
public sealed interface Update<T> {

    /** The changed entry. */
    record Updated<T>(T thing) implements Update<T> {}

    /** Nothing has this id. */
    record NotFound<T>(Id id) implements Update<T> {}

    /** The entry does not meet the expectation, because another caller changed it. Nothing has changed now. */
    record NotAsExpected<T>(Id id) implements Update<T> {}

    /** The changed entry would refer to an id that does not exist. Nothing has changed. */
    record ReferenceNotFound<T>(Id id) implements Update<T> {}
}

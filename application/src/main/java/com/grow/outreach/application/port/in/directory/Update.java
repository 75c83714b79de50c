package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/**
 * The result of changing an entry.
 *
 * @param <T> what was to be changed
 */
public sealed interface Update<T> {

    /** Done; as it is now. */
    record Updated<T>(T thing) implements Update<T> {}

    /** Nothing has this id. */
    record NotFound<T>(Id id) implements Update<T> {}

    /** The entry does not meet the expectation, because another caller changed it. Nothing has changed now. */
    record NotAsExpected<T>(Id id) implements Update<T> {}

    /** It was to refer to this, which does not exist; it is as it was. */
    record ReferenceNotFound<T>(Id id) implements Update<T> {}
}

package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/**
 * What came of changing something.
 *
 * @param <T> what was to be changed
 */
public sealed interface Update<T> {

    /** Done; as it is now. */
    record Updated<T>(T thing) implements Update<T> {}

    /** There is nothing of this id. */
    record NotFound<T>(Id id) implements Update<T> {}

    /** It is not as the caller expected, since somebody else has changed it; it is as it was. */
    record NotAsExpected<T>(Id id) implements Update<T> {}

    /** It was to refer to this, which does not exist; it is as it was. */
    record ReferenceNotFound<T>(Id id) implements Update<T> {}
}

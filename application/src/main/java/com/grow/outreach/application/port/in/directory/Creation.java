package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/**
 * The result of creating an entry.
 *
 * @param <T> what was to be created
 */
public sealed interface Creation<T> {

    /** Done; what there is now under this id. */
    record Created<T>(Id id, T thing) implements Creation<T> {}

    /** The id is taken. Nothing has changed. */
    record IdTaken<T>(Id id) implements Creation<T> {}

    /** It was to refer to this, which does not exist; nothing has changed. */
    record ReferenceNotFound<T>(Id id) implements Creation<T> {}
}

package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/**
 * The result of creating an entry.
 *
 * @param <T> the type of the entry
 */
public sealed interface Creation<T> {

    /** The entry is created. */
    record Created<T>(Id id, T thing) implements Creation<T> {}

    /** The id is taken. Nothing has changed. */
    record IdTaken<T>(Id id) implements Creation<T> {}

    /**
     * The caller's scope is restricted, so the caller can't choose ids: a taken id would reveal an entry outside of the scope.
     * Nothing has changed.
     */
    record IdNotChosen<T>(Id id) implements Creation<T> {}

    /** The entry refers to an id that does not exist. Nothing has changed. */
    record ReferenceNotFound<T>(Id id) implements Creation<T> {}
}

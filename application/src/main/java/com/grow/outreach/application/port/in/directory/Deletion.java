package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/** The result of deleting an entry. */
public sealed interface Deletion {

    /** The entry is deleted. */
    record Deleted(Id id) implements Deletion {}

    /** Nothing has this id. */
    record NotFound(Id id) implements Deletion {}

    /** The entry does not meet the expectation, because another caller changed it. Nothing has changed now. */
    record NotAsExpected(Id id) implements Deletion {}

    /**
     * Other records refer to the entry. Nothing has changed.
     *
     * @param dependents the number of these records: people of a company, outreaches of a person or a sequence,
     *     companies of a user
     */
    record InUse(Id id, long dependents) implements Deletion {}
}

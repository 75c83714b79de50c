package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/** The result of deleting an entry. */
public sealed interface Deletion {

    /** Done; there is nothing of this id any more. */
    record Deleted(Id id) implements Deletion {}

    /** Nothing has this id. */
    record NotFound(Id id) implements Deletion {}

    /** The entry does not meet the expectation, because another caller changed it. Nothing has changed now. */
    record NotAsExpected(Id id) implements Deletion {}

    /**
     * Something refers to it; nothing has changed.
     *
     * @param dependents how many do: people to a company, outreaches to a person or a sequence, companies to a user
     */
    record InUse(Id id, long dependents) implements Deletion {}
}

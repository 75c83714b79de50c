package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Id;

/** What came of deleting something. */
public sealed interface Deletion {

    /** Done; there is nothing of this id any more. */
    record Deleted(Id id) implements Deletion {}

    /** There is nothing of this id. */
    record NotFound(Id id) implements Deletion {}

    /** It is not as the caller expected, since somebody else has changed it; it is as it was. */
    record NotAsExpected(Id id) implements Deletion {}

    /**
     * Something refers to it; nothing has changed.
     *
     * @param dependents how many do: people to a company, outreaches to a person or a sequence, companies to a user
     */
    record InUse(Id id, long dependents) implements Deletion {}
}

package com.grow.outreach.application.job;

import com.grow.outreach.application.duplicate.DuplicateKind;

/** Work on the duplicates among people or companies. */
public sealed interface DuplicateWork extends JobWork {

    /** Returns the kind of the records. */
    DuplicateKind kind();

    /** Compares all records, and stores the pairs that are probably duplicates in place of those of the last search. */
    record Search(DuplicateKind kind) implements DuplicateWork {}

    /** Merges the stored pairs whose confidence is {@link com.grow.outreach.domain.Confidence#EXACT}. */
    record MergeExact(DuplicateKind kind) implements DuplicateWork {}
}

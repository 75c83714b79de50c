package com.grow.outreach.application.port.in.directory;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Id;
import java.util.Objects;

/**
 * Use case: merge one person or company into another.
 *
 * <p>API documentation: {@code POST /api/people/:id/merge} and {@code POST /api/companies/:id/merge}.
 *
 * @param <I> the type of the ids
 * @param <M> the type of the merge
 */
public interface Merging<I extends Id, M> {

    /**
     * Merges one record into another. From then on, the id of the merged record leads to the other one.
     *
     * @param from the record to merge
     * @param into the other record; the id of a merged record stands for the one that replaced it
     * @param cause the cause recorded in the events
     * @param dryRun whether to compute the result without changing anything
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result<M> merge(I from, I into, Cause cause, boolean dryRun);

    /** The result. */
    sealed interface Result<M> {

        /**
         * The records are merged.
         *
         * @param merge what changed
         * @param people the number of people who changed their company; 0 in a merge of people
         * @param outreaches the number of outreaches that changed their person or their company
         */
        record Merged<M>(M merge, long people, long outreaches) implements Result<M> {

            public Merged {
                Objects.requireNonNull(merge, "merge");
            }
        }

        /** No record has the first id. */
        record NotFound<M>(Id id) implements Result<M> {}

        /** The first record was merged before. Nothing has changed now. */
        record MergedBefore<M>(Id id, Id into) implements Result<M> {}

        /** No record has the second id. Nothing has changed. */
        record IntoNotFound<M>(Id id) implements Result<M> {}

        /** Both ids are of the same record. Nothing has changed. */
        record SameRecord<M>(Id id) implements Result<M> {}
    }
}

package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;

/**
 * Use case: enrol many outreaches in one sequence.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_assign}.
 */
public interface BatchAssignSequence {

    /**
     * Enrols those that exist, all in one transaction, whichever sequence they were in before, and tells the others apart.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached;
     *     then none is enrolled
     */
    Result assign(SequenceId sequenceId, OutreachBatch batch);

    /** What came of it. */
    sealed interface Result {

        /**
         * Done.
         *
         * @param updatedCount how many outreaches are enrolled now, those that were before included
         * @param sequence the sequence
         * @param refusals those that are not, in the batch's order; empty if all are
         */
        record Assigned(int updatedCount, Sequence sequence, List<BatchRefusal> refusals) implements Result {

            public Assigned {
                refusals = List.copyOf(refusals);
            }
        }

        /** There is no such sequence; nothing has changed. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.domain.SequenceId;

/**
 * Use case: count what a batch would do, in bounded time for any number of outreaches.
 *
 * <p>API documentation: {@code POST /api/outreaches/batch_outlook}.
 */
public interface ForecastBatch {

    /**
     * Counts the outreaches that the change would change, leave as they are and refuse.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result forecast(OutreachChange change, OutreachSelection selection);

    /** The result. */
    sealed interface Result {

        /** The numbers. */
        record Counted(Outlook outlook) implements Result {}

        /** No sequence has this id. */
        record SequenceNotFound(SequenceId id) implements Result {}
    }
}

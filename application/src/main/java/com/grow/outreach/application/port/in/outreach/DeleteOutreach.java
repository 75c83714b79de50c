package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.util.function.Predicate;

/**
 * Use case: delete an outreach that has never moved; a history is kept for ever.
 *
 * <p>API documentation: {@code DELETE /api/outreaches/:id}.
 */
public interface DeleteOutreach {

    /**
     * Deletes it if it may be.
     *
     * @param cause who asks for it
     * @param expected what must be true of the outreach right before it is deleted; see {@link Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result delete(OutreachId id, Cause cause, Predicate<Outreach> expected);

    /** The result. */
    sealed interface Result {

        /** Done; there is no such outreach any more. */
        record Deleted(OutreachId id) implements Result {}

        /** No outreach has this id. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** The outreach does not meet the expectation, because another caller changed it. Nothing has changed now. */
        record NotAsExpected(OutreachId id) implements Result {}

        /**
         * The outreach has a history and was not deleted.
         *
         * @param id its id
         * @param reason the reason for the refusal, for error messages
         */
        record HasHistory(OutreachId id, String reason) implements Result {}
    }
}

package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.util.function.Predicate;

/**
 * Use case: delete an outreach without a history. Histories are permanent.
 *
 * <p>API documentation: {@code DELETE /api/outreaches/:id}.
 */
public interface DeleteOutreach {

    /**
     * Deletes an outreach that has never moved.
     *
     * @param cause the actor, for the event
     * @param expected the condition that the outreach must meet right before it is deleted; see {@link
     *     Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result delete(OutreachId id, Cause cause, Predicate<Outreach> expected);

    /** The result. */
    sealed interface Result {

        /** The outreach is deleted. */
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

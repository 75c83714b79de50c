package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult.NotAllowed;

/**
 * Use case: start the enrichment of one outreach.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/:id/start_enrichment}.
 */
public interface StartEnrichment {

    /**
     * Moves the outreach to the state {@code enrichment} if it may; of many who ask at once, one succeeds.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result startEnrichment(OutreachId id);

    /** What came of it. */
    sealed interface Result {

        /** Done; the outreach as it is now. */
        record Started(Outreach outreach) implements Result {}

        /** There is no such outreach. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** Its state does not allow it; nothing has changed. */
        record Refused(OutreachId id, NotAllowed reason) implements Result {}
    }
}

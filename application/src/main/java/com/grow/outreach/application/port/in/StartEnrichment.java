package com.grow.outreach.application.port.in;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TransitionResult;
import java.util.function.Predicate;

/**
 * Use case: start the enrichment of one outreach.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/:id/start_enrichment}.
 */
public interface StartEnrichment {

    /**
     * Moves the outreach to the state {@code enrichment} if it may; of many who ask at once, one succeeds.
     *
     * @param expected what must be true of the outreach right before it moves; see {@link Result.NotAsExpected}
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result startEnrichment(OutreachId id, Predicate<Outreach> expected);

    /** As {@link #startEnrichment(OutreachId, Predicate)}, whatever the outreach was before. */
    default Result startEnrichment(OutreachId id) {
        return startEnrichment(id, outreach -> true);
    }

    /** What came of it. */
    sealed interface Result {

        /** Done; the outreach as it is now. */
        record Started(Outreach outreach) implements Result {}

        /** There is no such outreach. */
        record OutreachNotFound(OutreachId id) implements Result {}

        /** The outreach is not as the caller expected, since somebody else has changed it; nothing has changed now. */
        record NotAsExpected(OutreachId id) implements Result {}

        /** Its state or a guard does not allow it; nothing has changed. */
        record Refused(OutreachId id, TransitionResult.Refused reason) implements Result {}
    }
}

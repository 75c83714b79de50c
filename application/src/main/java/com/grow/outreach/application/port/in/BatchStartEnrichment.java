package com.grow.outreach.application.port.in;

import java.util.List;

/**
 * Use case: start the enrichment of many outreaches.
 *
 * <p>API documentation: {@code PATCH /api/outreaches/batch_start_enrichment}.
 */
public interface BatchStartEnrichment {

    /**
     * Moves those that may to the state {@code enrichment}, all in one transaction, and tells the others apart.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached;
     *     then none has moved
     */
    Result startEnrichment(OutreachBatch batch);

    /**
     * What came of it.
     *
     * @param successCount how many have moved
     * @param refusals those that have not, in the batch's order; empty if all have
     */
    record Result(int successCount, List<BatchRefusal> refusals) {

        public Result {
            refusals = List.copyOf(refusals);
        }
    }
}

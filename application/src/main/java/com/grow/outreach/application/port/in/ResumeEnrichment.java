package com.grow.outreach.application.port.in;

/**
 * Use case: see to it that whatever waits for its contact data is looked up, also what got into the state
 * {@code enrichment} without a look-up: by an import, or while no provider was configured.
 */
public interface ResumeEnrichment {

    /**
     * Schedules the look-ups that are missing, those of the newest outreaches first.
     *
     * @return how many outreaches wait for their contact data
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; what
     *     is scheduled by then stays so
     */
    long resume();
}

package com.grow.outreach.application.port.in;

/**
 * Use case: see to it that whatever is in the state {@code enrichment} is looked up, also what got there without a
 * look-up: by an import, or while no provider was configured.
 */
public interface ResumeEnrichment {

    /**
     * Has the look-ups scheduled that are missing, soon and in the background.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    void resume();
}

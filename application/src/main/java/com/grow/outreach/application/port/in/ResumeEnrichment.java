package com.grow.outreach.application.port.in;

/**
 * Use case: look up contact data for all outreaches in the state {@code enrichment}. An outreach lacks a look-up if an
 * import created it, or if no provider was configured when it entered the state.
 */
public interface ResumeEnrichment {

    /**
     * Schedules the missing look-ups in the background.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    void resume();
}

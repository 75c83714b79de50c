package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.domain.ImportId;

/**
 * Use case: stop an import.
 *
 * <p>API documentation: {@code PATCH /api/imports/:id/stop}.
 */
public interface StopImport {

    /**
     * Stops the import once the rows that are being stored are stored, and returns then. What it has imported stays
     * imported. Stopping one that was stopped before changes nothing.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result stop(ImportId id);

    /** The result. */
    sealed interface Result {

        /** It is stopped; how far it came. */
        record Stopped(ImportRun run) implements Result {}

        /** It had ended by itself before. */
        record Ended(ImportRun run) implements Result {}

        /** No import has this id. */
        record ImportNotFound(ImportId id) implements Result {}
    }
}

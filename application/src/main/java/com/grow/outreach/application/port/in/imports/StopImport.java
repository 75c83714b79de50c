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
     * Stops an import after the current chunk. Imported rows stay imported. Stopping a stopped import changes nothing.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result stop(ImportId id);

    /** The result. */
    sealed interface Result {

        /** The import is stopped. */
        record Stopped(ImportRun run) implements Result {}

        /** The import had ended before. */
        record Ended(ImportRun run) implements Result {}

        /** No import has this id. */
        record ImportNotFound(ImportId id) implements Result {}
    }
}

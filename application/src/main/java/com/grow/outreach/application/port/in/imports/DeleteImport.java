package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.domain.ImportId;

/**
 * Use case: delete an ended import with its rejects and files.
 *
 * <p>API documentation: {@code DELETE /api/imports/:id}.
 */
public interface DeleteImport {

    /**
     * Deletes an import. Imported rows stay imported.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result delete(ImportId id);

    /** The result. */
    sealed interface Result {

        /** The import is deleted. */
        record Deleted() implements Result {}

        /** The import has not ended and was not deleted. */
        record NotEnded(ImportRun run) implements Result {}

        /** No import has this id. */
        record ImportNotFound(ImportId id) implements Result {}
    }
}

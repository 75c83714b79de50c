package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.domain.ImportId;

/**
 * Use case: delete an import that has ended, with its rejects and its files.
 *
 * <p>API documentation: {@code DELETE /api/imports/:id}.
 */
public interface DeleteImport {

    /**
     * Deletes the import. What it has imported stays imported.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Result delete(ImportId id);

    /** The result. */
    sealed interface Result {

        /** It is deleted. */
        record Deleted() implements Result {}

        /** It has not ended, so it is still there. */
        record NotEnded(ImportRun run) implements Result {}

        /** No import has this id. */
        record ImportNotFound(ImportId id) implements Result {}
    }
}

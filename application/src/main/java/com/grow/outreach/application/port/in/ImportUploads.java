package com.grow.outreach.application.port.in;

import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.domain.ImportId;
import java.util.Optional;

/**
 * Use case: hand in files to be imported in the background, and see what becomes of them.
 *
 * <p>API documentation: {@code /api/imports}.
 */
public interface ImportUploads {

    /**
     * Begins to take files.
     *
     * @param options how to read them
     * @param dryRun whether to take everything back in the end
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Upload begin(ImportOptions options, boolean dryRun);

    /** The import of that id, or empty if there is none. */
    Optional<ImportRun> find(ImportId id);

    /** One page of what an import could not take, in the order in which that turned out; empty if there is no import. */
    Optional<Page<Reject>> rejects(ImportId id, PageRequest page);

    /** Files on their way in. */
    interface Upload {

        /** Begins a file. */
        void file(String name);

        /** The next bytes of the file. */
        void append(byte[] bytes);

        /** All files are here: has them imported. */
        ImportRun finish();

        /** Forgets what came so far. */
        void abandon();
    }
}

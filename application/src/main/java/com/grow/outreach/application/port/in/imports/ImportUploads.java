package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Caller;
import java.util.Optional;

/**
 * Use case: upload files to be imported in the background.
 *
 * <p>API documentation: {@code /api/imports}.
 */
public interface ImportUploads {

    /** Returns the same use case for a caller, who becomes the creator of the imports. */
    ImportUploads within(Caller caller);

    /** Returns the limits of uploads. */
    ImportLimits limits();

    /**
     * Begins an upload.
     *
     * @throws RefusedException if the upload exceeds a limit
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Upload begin(Announcement announcement);

    /**
     * Returns the columns and the first rows of a file. Stores nothing.
     *
     * <p>API documentation: {@code POST /api/imports/preview}.
     *
     * @param name the name of the file
     * @param beginning the file, or its beginning
     * @throws com.grow.outreach.application.port.out.file.UnreadableException if the file can't be read
     */
    FilePreview preview(String name, byte[] beginning, ImportOptions options);

    /** Returns the import with this id, or empty if there is none. */
    Optional<ImportRun> find(ImportId id);

    /**
     * Returns a page of the imports, latest first, including those of the command.
     *
     * <p>API documentation: {@code GET /api/imports}.
     *
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Page<ImportRun> list(PageRequest page);

    /** Returns a page of the rejects of an import, oldest first; empty if the import does not exist. */
    Optional<Page<Reject>> rejects(ImportId id, PageRequest page);

    /**
     * The announcement of an upload.
     *
     * @param options the options for reading the files
     * @param dryRun whether to store nothing
     * @param maxRejects the number of rejects that the import may have before it fails
     * @param size the size in bytes, or 0 if it is not known
     */
    record Announcement(ImportOptions options, boolean dryRun, long maxRejects, long size) {}

    /** An upload. */
    interface Upload {

        /**
         * Begins a file.
         *
         * @throws RefusedException if the upload has too many files
         */
        void file(String name);

        /**
         * Appends bytes to the file.
         *
         * @throws RefusedException if the upload exceeds a limit
         */
        void append(byte[] bytes);

        /** Ends the upload and schedules the import, unless it was stopped. */
        ImportRun finish();

        /** Deletes the upload. */
        void abandon();
    }

    /** The reason why an upload is refused. */
    enum Refusal {
        /** The upload is larger than {@link ImportLimits#maxSize}. */
        TOO_LARGE,
        /** The upload has more than {@link ImportLimits#MAX_FILES} files. */
        TOO_MANY_FILES,
        /** The unfinished uploads are too many or too large. */
        QUEUE_FULL,
        /** The disk has too little free space. */
        DISK_FULL
    }

    /** Signals that an upload is refused. */
    final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Refusal refusal;

        /** Creates the exception. */
        public RefusedException(Refusal refusal) {
            super(refusal.name());
            this.refusal = refusal;
        }

        /** Returns the reason. */
        public Refusal refusal() {
            return refusal;
        }
    }
}

package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import java.util.Optional;

/**
 * Use case: hand in files to be imported in the background, and see what becomes of them.
 *
 * <p>API documentation: {@code /api/imports}.
 */
public interface ImportUploads {

    /** The limits of an upload. */
    ImportLimits limits();

    /**
     * Begins to take files.
     *
     * @param announcement what the sender says of them
     * @throws RefusedException if there is no room for them
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached
     */
    Upload begin(Announcement announcement);

    /** Returns the import with this id, or empty if there is none. */
    Optional<ImportRun> find(ImportId id);

    /** One page of what an import could not take, in the order in which that turned out; empty if there is no import. */
    Optional<Page<Reject>> rejects(ImportId id, PageRequest page);

    /**
     * An upload that is to come.
     *
     * @param options how to read its files
     * @param dryRun whether to take everything back in the end
     * @param maxRejects how many rejects the import may have
     * @param size how many bytes it has, or 0 if that is not known
     */
    record Announcement(ImportOptions options, boolean dryRun, long maxRejects, long size) {}

    /** Files on their way in. */
    interface Upload {

        /**
         * Begins a file.
         *
         * @throws RefusedException if there are too many
         */
        void file(String name);

        /**
         * The next bytes of the file.
         *
         * @throws RefusedException if there is no room for them
         */
        void append(byte[] bytes);

        /** All files are here: has them imported, unless the import was stopped meanwhile. */
        ImportRun finish();

        /** Forgets what came so far. */
        void abandon();
    }

    /** Why an upload is refused. */
    enum Refusal {
        /** It has more bytes than an upload can have. */
        TOO_LARGE,
        /** It has more files than an upload can have. */
        TOO_MANY_FILES,
        /** As many uploads as can wait do so already, or they have as many bytes as they can have together. */
        QUEUE_FULL,
        /** The disk has too little free space. */
        DISK_FULL
    }

    /** Ends an upload that is refused. */
    final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final Refusal refusal;

        /** Ends an upload for a reason. */
        public RefusedException(Refusal refusal) {
            super(refusal.name());
            this.refusal = refusal;
        }

        /** Why. */
        public Refusal refusal() {
            return refusal;
        }
    }
}

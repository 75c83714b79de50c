package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.domain.ImportId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Use case: import files.
 *
 * <p>API documentation: {@code POST /api/imports}, and the command {@code grow import}.
 */
public interface ImportFiles {

    /**
     * Imports files in the order of their references. An interrupted import of the same files continues where it stopped.
     * If a file can't be read to its end, the import fails; the rows before that stay imported.
     *
     * @return the import: completed, stopped or failed; running if another process continues it
     * @throws com.grow.outreach.application.port.out.file.UnreadableException if the kind of a file can't be detected or the
     *     files can't be imported together; nothing was imported
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; the same
     *     call continues the import later
     */
    ImportRun run(Request request);

    /**
     * Returns rejects of an import, oldest first.
     *
     * @param offset the number of rejects to skip
     * @param limit the maximum number of rejects
     */
    List<Reject> rejects(ImportId id, long offset, int limit);

    /**
     * A request to import files.
     *
     * @param files the files; transitions together with outreaches are at most one file each
     * @param keyColumn the column that identifies records instead of the id, or null for the default
     * @param dryRun whether to store nothing
     * @param maxRejects the number of rejects that the import may have before it fails
     * @param contacts the options for contacts
     */
    record Request(
            List<RecordSource> files,
            @Nullable String keyColumn,
            boolean dryRun,
            long maxRejects,
            ContactOptions contacts) {

        /** Creates a request with the default options for contacts. */
        public Request(List<RecordSource> files, @Nullable String keyColumn, boolean dryRun, long maxRejects) {
            this(files, keyColumn, dryRun, maxRejects, ContactOptions.DEFAULT);
        }

        /** Creates a request with the default maximum of rejects. */
        public Request(List<RecordSource> files, @Nullable String keyColumn, boolean dryRun) {
            this(files, keyColumn, dryRun, ImportRun.DEFAULT_MAX_REJECTS);
        }

        public Request {
            files = List.copyOf(files);
        }
    }
}

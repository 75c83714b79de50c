package com.grow.outreach.application.port.in.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.domain.ImportId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Use case: bring one's own data.
 *
 * <p>API documentation: {@code POST /api/imports}, and the command {@code grow import}.
 */
public interface ImportFiles {

    /**
     * Imports files, in the order that what they refer to needs. An import of the same files that was broken off before
     * is taken up where it was. A failure to read a file ends the import; what was read before it stays imported.
     *
     * @return how it ended: completed, stopped, or failed with the reason; running if another process has it and goes on
     * @throws com.grow.outreach.application.port.out.file.UnreadableException if a file does not tell what it is or the files
     *     don't go together; nothing has been done then
     * @throws com.grow.outreach.application.port.out.StorageUnavailableException if the storage can't be reached; the same
     *     call goes on later where this one stopped
     */
    ImportRun run(Request request);

    /**
     * What an import could not take, in the order in which that turned out.
     *
     * @param offset how many to leave out
     * @param limit how many to return at most
     */
    List<Reject> rejects(ImportId id, long offset, int limit);

    /**
     * What to import.
     *
     * @param files the files; outreaches and transitions that are beside each other are one of each
     * @param knownBy the column that rows are known by instead of their id, or null for the id where there is one
     * @param dryRun whether to take everything back in the end
     * @param maxRejects how many rejects it may have; one more ends it as failed
     */
    record Request(List<RecordSource> files, @Nullable String knownBy, boolean dryRun, long maxRejects) {

        /** A request with the usual limit of rejects. */
        public Request(List<RecordSource> files, @Nullable String knownBy, boolean dryRun) {
            this(files, knownBy, dryRun, ImportRun.DEFAULT_MAX_REJECTS);
        }

        public Request {
            files = List.copyOf(files);
        }
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.domain.ImportId;
import java.util.List;
import java.util.Optional;

/** Stores the chunks of an import and its progress. */
interface ChunkStore {

    /**
     * Imports a chunk.
     *
     * @param from the import before the chunk
     * @return the import after the chunk, failed if it has too many rejects; empty if the import was stopped, or another
     *     process imported the chunk
     */
    Optional<ImportRun> store(ImportRun from, ImportChunk chunk);

    /**
     * Stores the progress of an import between chunks, or its end.
     *
     * @return the import; empty if it was stopped, or another process continued it
     */
    Optional<ImportRun> advance(ImportRun from, ImportRun to, List<Reject> rejects);

    /** Returns a part of an uploaded file; empty after the last part. */
    Optional<byte[]> content(ImportId id, int file, int part);

    /** Returns whether the import has ended, for example because it was stopped. */
    boolean hasEnded(ImportId id);
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.ImportId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Stores the chunks of a dry run in one transaction, which is rolled back. The progress stays in memory, since a stored one
 * would lock the import against being stopped.
 */
final class RehearsedChunks implements ChunkStore {

    /** The maximum number of rejects that are kept in memory. */
    private static final int MAX_REJECTS_KEPT = 10_000;

    private final Repositories stored;
    private final InstantSource clock;
    private final List<Reject> rejects = new ArrayList<>();
    private long rejectCount;
    private long warningCount;

    RehearsedChunks(Repositories stored, InstantSource clock) {
        this.stored = stored;
        this.clock = clock;
    }

    @Override
    public Optional<ImportRun> store(ImportRun from, ImportChunk chunk) {
        if (hasEnded(from.id())) {
            return Optional.empty();
        }
        var result = chunk.store(from, stored)
                .limited(rejectCount, warningCount, clock.instant().truncatedTo(ChronoUnit.MICROS));
        rejectCount += result.rejects().size();
        warningCount += result.warnings().size();
        result.reports().stream().limit(MAX_REJECTS_KEPT - rejects.size()).forEach(rejects::add);
        return Optional.of(result.run());
    }

    @Override
    public Optional<ImportRun> advance(ImportRun from, ImportRun to, List<Reject> more) {
        return hasEnded(from.id()) ? Optional.empty() : Optional.of(to);
    }

    @Override
    public Optional<byte[]> content(ImportId id, int file, int part) {
        return stored.imports().content(id, file, part);
    }

    @Override
    public boolean hasEnded(ImportId id) {
        return stored.imports().find(id).map(ImportRun::isFinished).orElse(true);
    }

    /** Returns the first rejects. */
    List<Reject> rejects() {
        return rejects;
    }
}

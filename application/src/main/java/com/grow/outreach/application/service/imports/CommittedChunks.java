package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.ImportId;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Stores each chunk in a transaction, together with the progress, so that an interrupted import continues after it. */
record CommittedChunks(Transactions transactions, InstantSource clock) implements ChunkStore {

    @Override
    public Optional<ImportRun> store(ImportRun from, ImportChunk chunk) {
        return transactions.write(stored ->
                lock(from, stored.imports()).map(run -> save(chunk.store(run, stored), stored.imports())));
    }

    @Override
    public Optional<ImportRun> advance(ImportRun from, ImportRun to, List<Reject> rejects) {
        return transactions.write(stored ->
                lock(from, stored.imports()).map(run -> save(ImportChunk.Result.of(to, rejects), stored.imports())));
    }

    /** Locks the import; empty if it has ended or its progress is another. */
    private static Optional<ImportRun> lock(ImportRun from, ImportRepository imports) {
        return imports.lock(from.id())
                .filter(run -> run.status() == ImportRun.Status.RUNNING
                        && run.progress().equals(from.progress()))
                .map(run -> from);
    }

    private ImportRun save(ImportChunk.Result result, ImportRepository imports) {
        var id = result.run().id();
        var limited = result.limited(
                imports.rejectCount(id),
                imports.warningCount(id),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        imports.reject(id, limited.reports());
        imports.save(limited.run());
        return limited.run();
    }

    @Override
    public Optional<byte[]> content(ImportId id, int file, int part) {
        return transactions.read(stored -> stored.imports().content(id, file, part));
    }

    @Override
    public boolean hasEnded(ImportId id) {
        return transactions.read(
                stored -> stored.imports().find(id).map(ImportRun::isFinished).orElse(true));
    }
}

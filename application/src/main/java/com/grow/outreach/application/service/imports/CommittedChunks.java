package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.service.directory.DuplicateJobs;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Permission;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Stores each chunk in a transaction, together with the progress, so that an interrupted import continues after it. */
record CommittedChunks(Transactions transactions, InstantSource clock) implements ChunkStore {

    @Override
    public Optional<ImportRun> store(ImportRun from, ImportChunk chunk) {
        return transactions.write(stored ->
                lock(from, stored.imports()).map(run -> save(chunk.store(run, stored), stored)));
    }

    @Override
    public Optional<ImportRun> advance(ImportRun from, ImportRun to, List<Reject> rejects) {
        return transactions.write(stored ->
                lock(from, stored.imports()).map(run -> save(ImportChunk.Result.of(to, rejects), stored)));
    }

    /** Locks the import; empty if it has ended or its progress is another. */
    private static Optional<ImportRun> lock(ImportRun from, ImportRepository imports) {
        return imports.lock(from.id())
                .filter(run -> run.status() == ImportRun.Status.RUNNING
                        && run.progress().equals(from.progress()))
                .map(run -> from);
    }

    private ImportRun save(ImportChunk.Result result, Repositories stored) {
        var imports = stored.imports();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var id = result.run().id();
        var limited = result.limited(imports.rejectCount(id), imports.warningCount(id), now);
        imports.reject(id, limited.reports());
        imports.save(limited.run());
        if (limited.run().isFinished()) {
            // Contacts are imported in another order.
            imports.sortRejects(id);
        }
        searchDuplicates(limited.run(), stored, now);
        return limited.run();
    }

    /** Starts the search for the possible duplicates that an import counted, when it ends. */
    private static void searchDuplicates(ImportRun run, Repositories stored, Instant now) {
        if (run.isFinished()
                && !run.dryRun()
                && stored.caller().may(Permission.MANAGE)
                && run.progress().counts().notes().possibleDuplicates() > 0) {
            var cause = new Cause(null, "import " + run.id().value(), "{}");
            DuplicateJobs.start(stored, new DuplicateWork.Search(DuplicateKind.PEOPLE), cause, now);
        }
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

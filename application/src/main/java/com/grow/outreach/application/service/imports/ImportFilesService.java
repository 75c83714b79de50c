package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;

record ImportFilesService(
        Transactions transactions,
        InstantSource clock,
        RandomGenerator random,
        ContactFormats formats,
        RowSorter sorter)
        implements ImportFiles {

    @Override
    public ImportRun run(Request request) {
        var plan = ImportPlan.of(request, formats);
        var run = transactions.write(stored -> begin(plan, request, stored));
        return resume(run, chunks -> ImportPlan.of(request, formats), () -> false);
    }

    ImportFilesService within(Caller caller) {
        return new ImportFilesService(transactions.within(caller), clock, random, formats, sorter);
    }

    /** Returns the unfinished import of the same files, or a new one. A dry run always begins anew. */
    private ImportRun begin(ImportPlan plan, Request request, Repositories stored) {
        var imports = stored.imports();
        var unfinished = request.dryRun() ? Optional.<ImportRun>empty() : imports.unfinished(plan.fingerprint());
        return unfinished.map(run -> run.withMaxRejects(request.maxRejects())).orElseGet(() -> {
            var run = new ImportRun(
                    ImportId.KIND.random(random),
                    plan.steps().stream()
                            .flatMap(step -> step.sources().stream())
                            .map(RecordSource::name)
                            .toList(),
                    ImportRun.Status.RUNNING,
                    request.dryRun(),
                    request.maxRejects(),
                    ImportProgress.START,
                    null,
                    moment(),
                    stored.caller().user(),
                    null,
                    plan.ignored());
            imports.add(run, plan.fingerprint());
            stored.audit().record(ImportEntries.started(run, stored.caller(), run.createdAt()));
            return run;
        });
    }

    /**
     * Imports the rest of the files of an import.
     *
     * @param yields asked after each chunk whether to interrupt the import; a dry run can't be interrupted
     * @return the import at its end, or running if it yielded or another process continues it
     */
    ImportRun resume(ImportRun run, ImportSources sources, BooleanSupplier yields) {
        var result = run.dryRun()
                ? rehearse(run, sources)
                : new ImportLoop(run, committed(), this, yields).importFiles(sources);
        return result.orElseGet(() -> latest(run));
    }

    /** The result of a dry run. */
    private record Rehearsed(ImportRun run, List<Reject> rejects) {}

    private Optional<ImportRun> rehearse(ImportRun run, ImportSources sources) {
        var rehearsed = transactions.rehearse(stored -> {
            var chunks = new RehearsedChunks(stored, clock);
            return new ImportLoop(run, chunks, this, () -> false)
                    .importFiles(sources)
                    .map(ended -> new Rehearsed(ended, chunks.rejects()));
        });
        return rehearsed.flatMap(result -> committed().advance(run, result.run(), result.rejects()));
    }

    /** Ends an import as failed, unless it has ended or another process continued it. */
    ImportRun fail(ImportRun run, String reason) {
        return committed().advance(run, run.failed(reason, moment()), List.of()).orElseGet(() -> latest(run));
    }

    private CommittedChunks committed() {
        return new CommittedChunks(transactions, clock);
    }

    private ImportRun latest(ImportRun run) {
        return transactions.read(stored -> stored.imports().find(run.id())).orElse(run);
    }

    @Override
    public List<Reject> rejects(ImportId id, long offset, int limit) {
        return transactions.read(stored -> stored.imports().rejects(id, offset, limit));
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Imports the files of one import chunk by chunk, from where it stopped. */
final class ImportLoop {

    /** The number of rows in a chunk. */
    private static final int CHUNK = 10_000;

    private final ChunkStore chunks;
    private final InstantSource clock;
    private final RowSorter sorter;
    private final BooleanSupplier yields;
    private final BooleanSupplier cancelled;
    private ImportRun run;

    /** Whether the import was stopped, or another process continued it. */
    private boolean superseded;

    /**
     * Creates the loop.
     *
     * @param yields asked after each chunk whether to interrupt the import so that another one can run
     */
    ImportLoop(ImportRun run, ChunkStore chunks, ImportFilesService importing, BooleanSupplier yields) {
        this.run = run;
        this.chunks = chunks;
        this.clock = importing.clock();
        this.sorter = importing.sorter();
        this.yields = yields;
        this.cancelled = new Cancellation(clock, () -> chunks.hasEnded(run.id()));
    }

    /**
     * Imports the rest of the files.
     *
     * @return the import at its end, or still running if it yielded; empty if it was stopped or another process continued it
     */
    Optional<ImportRun> importFiles(ImportSources sources) {
        try {
            var plan = sources.open(chunks);
            var steps = plan.steps();
            run = run.ignoring(plan.ignored());
            boolean more = true;
            while (more && run.progress().file() < steps.size()) {
                var step = steps.get(run.progress().file());
                more = importStep(step, plan) && advance(run.at(run.progress().nextFile()));
            }
            if (more) {
                advance(run.completed(moment()));
            }
        } catch (UnreadableException e) {
            advance(run.failed(String.valueOf(e.getMessage()), moment()));
        }
        return superseded ? Optional.empty() : Optional.of(run);
    }

    /** Imports the rest of a step; returns whether the import continues after it. */
    private boolean importStep(ImportStep step, ImportPlan plan) {
        var importer = plan.importer(step, creationTime(step));
        try (var groups = plan.open(step, sorter, cancelled, clock)) {
            groups.skip(run.progress().read(), run.progress().historyRead());
            for (var rows = groups.next(CHUNK); !rows.isEmpty(); rows = groups.next(CHUNK)) {
                var chunk = new ImportChunk(rows, importer, groups.read(), groups.historyRead());
                if (!proceed(chunks.store(run, chunk)) || yields.getAsBoolean()) {
                    return false;
                }
            }
            superseded = groups.isCancelled();
            return !superseded;
        }
    }

    private boolean advance(ImportRun to) {
        return proceed(chunks.advance(run, to, List.of()));
    }

    /** Continues with the next state of the import; returns whether it still runs. */
    private boolean proceed(Optional<ImportRun> next) {
        superseded = next.isEmpty();
        run = next.orElse(run);
        return !superseded && !run.isFinished();
    }

    /**
     * Returns the creation time of new records. Contacts get that of the import, which a restart does not change, so that a row
     * is known to meet a record of another row.
     */
    private Instant creationTime(ImportStep step) {
        return step.kind() == ImportKind.CONTACTS ? run.createdAt() : moment();
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}

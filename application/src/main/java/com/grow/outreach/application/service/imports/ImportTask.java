package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.application.service.enrichment.LookUps;
import com.grow.outreach.application.service.imports.ImportFilesService.Parts;
import com.grow.outreach.domain.ImportId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Imports the files of an upload. Begun anew after its node has died, it goes on where that one stopped.
 *
 * @param importing how
 * @param files what makes rows of the files
 * @param dryRuns who may make a dry run: those can't make way for others, so the other workers are left to those who can
 */
record ImportTask(ImportFilesService importing, RowFiles files, Semaphore dryRuns) implements Task {

    private static final Logger LOG = System.getLogger(ImportTask.class.getName());

    /** How often it is tried at one place before it is given up: what is wrong then will be wrong the next time, too. */
    private static final int ATTEMPTS = 3;

    /** When to look after an import that another node is at, in case that node dies. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    /** When a dry run looks again whether the one before it has ended. */
    private static final Duration DRY_RUN_AGAIN = Duration.ofSeconds(1);

    /** After how long an import makes way for another that waits. */
    private static final Duration TURN = Duration.ofSeconds(10);

    /** How many times as long as its first chunk took to come, an import goes on at least. */
    private static final int TIMES_FIRST = 4;

    @Override
    public Optional<Instant> run(String id) {
        var importId = new ImportId(id);
        var run = find(importId);
        if (run.filter(found -> found.status() == ImportRun.Status.RUNNING).isPresent()) {
            var again = run.get().dryRun() ? goOnAlone(run.get()) : goOn(run.get());
            if (again.isPresent()) {
                return again;
            }
        }
        importing.transactions().<Boolean>write(stored -> {
            stored.imports().deleteContent(importId);
            LookUps.resume(stored, importing.clock().instant());
            return true;
        });
        return Optional.empty();
    }

    /** Goes on with a dry run unless there is another one; returns when to go on, or empty if it has ended. */
    private Optional<Instant> goOnAlone(ImportRun run) {
        if (!dryRuns.tryAcquire()) {
            return Optional.of(importing.clock().instant().plus(DRY_RUN_AGAIN));
        }
        try {
            return goOn(run);
        } finally {
            dryRuns.release();
        }
    }

    /** Goes on; returns when to do so again, or empty if it has ended. */
    private Optional<Instant> goOn(ImportRun run) {
        var options = importing.transactions().read(stored -> stored.imports().options(run.id()));
        var turn = new Turn();
        if (importAll(run, options, turn).status() != ImportRun.Status.RUNNING) {
            return Optional.empty();
        }
        var now = importing.clock().instant();
        return Optional.of(turn.over ? now : now.plus(ELSEWHERE));
    }

    /** The time that an import has before others that wait for a worker get theirs. */
    private final class Turn implements BooleanSupplier {

        private final Instant begin = importing.clock().instant();
        private @Nullable Duration untilFirst;
        private boolean over;

        @Override
        public boolean getAsBoolean() {
            var now = importing.clock().instant();
            var passed = Duration.between(begin, now);
            if (untilFirst == null) {
                untilFirst = passed;
            }
            // Rows that are done are read again each time, which is to stay a small part of the work.
            boolean full = passed.compareTo(TURN) >= 0 && passed.compareTo(untilFirst.multipliedBy(TIMES_FIRST)) >= 0;
            over = full
                    && importing.transactions().read(stored -> stored.tasks().waits(TaskKind.IMPORT, now));
            return over;
        }
    }

    private Optional<ImportRun> find(ImportId id) {
        return importing.transactions().read(stored -> stored.imports().find(id));
    }

    private ImportRun importAll(ImportRun begun, ImportOptions options, Turn turn) {
        var run = begun;
        for (int failures = 1; ; failures++) {
            try {
                var from = run;
                return importing.goOn(from, parts -> request(from, options, parts), turn);
            } catch (StorageUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // The node is being stopped.
                    throw e;
                }
                LOG.log(Level.WARNING, "import " + run.id() + " fails", e);
                var reached = find(run.id()).orElse(run);
                if (!reached.progress().equals(run.progress())) {
                    failures = 1;
                } else if (failures == ATTEMPTS) {
                    return importing.fail(reached, giveUp(reached));
                }
                run = reached;
            }
        }
    }

    private static String giveUp(ImportRun run) {
        return "it failed %d times after row %,d of file %d; the log of Grow has the cause"
                .formatted(ATTEMPTS, run.progress().read(), run.progress().file() + 1);
    }

    private ImportFiles.Request request(ImportRun run, ImportOptions options, Parts parts) {
        var sources = new ArrayList<RecordSource>();
        for (int i = 0; i < run.files().size(); i++) {
            int file = i;
            sources.add(files.read(
                    run.files().get(i), () -> new PartsOf(part -> parts.part(run.id(), file, part)), options));
        }
        return new ImportFiles.Request(sources, options.knownBy(), run.dryRun(), run.maxRejects());
    }

    /** The parts of a file, each read when it is its turn. */
    private static final class PartsOf implements Iterator<byte[]> {

        private final IntFunction<Optional<byte[]>> parts;
        private int part;
        private byte @Nullable [] next;

        PartsOf(IntFunction<Optional<byte[]>> parts) {
            this.parts = parts;
            this.next = read();
        }

        private byte @Nullable [] read() {
            return parts.apply(part).orElse(null);
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public byte[] next() {
            var current = next;
            if (current == null) {
                throw new NoSuchElementException();
            }
            part++;
            next = read();
            return current;
        }
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Creator;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.file.RowFiles;
import com.grow.outreach.application.service.enrichment.LookUps;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Imports uploaded files. After a crash of its node, the import continues where it stopped.
 *
 * @param files parses the files
 * @param unowned who sees companies without an owner
 * @param dryRuns limits concurrent dry runs, which can't yield, so that workers stay free for other imports
 */
record ImportTask(ImportFilesService importing, RowFiles files, Visibility unowned, Semaphore dryRuns) implements Task {

    private static final Logger LOG = System.getLogger(ImportTask.class.getName());

    /** The number of attempts at the same chunk before the import fails. */
    private static final int ATTEMPTS = 3;

    /** The time after which an import of another node is checked, in case that node crashed. */
    private static final Duration ELSEWHERE = Duration.ofSeconds(30);

    /** The time after which a dry run checks again whether the previous one has ended. */
    private static final Duration DRY_RUN_AGAIN = Duration.ofSeconds(1);

    /** The time after which an import yields to a waiting one. */
    private static final Duration TURN = Duration.ofSeconds(10);

    /** The minimum time before yielding, as a multiple of the time to the first chunk, which skips imported rows. */
    private static final int TIMES_FIRST = 4;

    @Override
    public Optional<Instant> run(String id) {
        var importId = new ImportId(id);
        var run = find(importId);
        if (run.filter(found -> found.status() == ImportRun.Status.RUNNING).isPresent()) {
            var again = resumeByCreator(run.get());
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

    /** Continues an import within the scope that its creator has now; returns when to continue it again. */
    private Optional<Instant> resumeByCreator(ImportRun run) {
        Optional<Creator> creator =
                importing.transactions().read(stored -> stored.imports().creator(run.id()));
        if (creator.isEmpty()) {
            return resumed(run);
        }
        Optional<Caller> caller =
                importing.transactions().read(stored -> creator.get().caller(stored.accounts(), unowned));
        if (caller.filter(known -> known.may(Permission.WORK)).isEmpty()) {
            importing.fail(
                    run,
                    "the user %s, who created the import, may not run it any more"
                            .formatted(creator.get().user()));
            return Optional.empty();
        }
        return new ImportTask(importing.within(caller.get()), files, unowned, dryRuns).resumed(run);
    }

    private Optional<Instant> resumed(ImportRun run) {
        return run.dryRun() ? resumeDryRun(run) : resume(run);
    }

    /** Runs a dry run unless another one runs; returns when to continue, or empty if it has ended. */
    private Optional<Instant> resumeDryRun(ImportRun run) {
        if (!dryRuns.tryAcquire()) {
            return Optional.of(importing.clock().instant().plus(DRY_RUN_AGAIN));
        }
        try {
            return resume(run);
        } finally {
            dryRuns.release();
        }
    }

    /** Continues an import; returns when to continue it again, or empty if it has ended. */
    private Optional<Instant> resume(ImportRun run) {
        var options = importing.transactions().read(stored -> stored.imports().options(run.id()));
        var turn = new Turn();
        if (importAll(run, options, turn).status() != ImportRun.Status.RUNNING) {
            return Optional.empty();
        }
        var now = importing.clock().instant();
        return Optional.of(turn.over ? now : now.plus(ELSEWHERE));
    }

    /** The time slice of an import. Yields after it if another import waits for a worker. */
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
            // Each turn reads the imported rows again, which should stay a small part of the work.
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
                return importing.resume(run, new UploadedSources(run, options, files, importing.formats()), turn);
            } catch (StorageUnavailableException e) {
                throw e;
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    // The node is shutting down.
                    throw e;
                }
                LOG.log(Level.WARNING, "import " + run.id() + " failed", e);
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
        return "failed %d times after row %,d of file %d; see the log of the server for the cause"
                .formatted(ATTEMPTS, run.progress().read(), run.progress().file() + 1);
    }
}

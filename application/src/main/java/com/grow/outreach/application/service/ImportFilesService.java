package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ImportFiles;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.RecordSource;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.UnreadableException;
import com.grow.outreach.application.query.ImportKind;
import com.grow.outreach.application.query.ImportProgress;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record ImportFilesService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements ImportFiles {

    /** How many rows are imported in one transaction. */
    private static final int CHUNK = 10_000;

    /** How often a chunk is tried again when others change the same meanwhile. */
    private static final int ATTEMPTS = 10;

    /** How many rejects of a dry run are kept: they have to wait in memory until all is taken back. */
    private static final int DRY_REJECTS = 10_000;

    @Override
    public ImportRun run(Request request) {
        var steps = steps(request);
        var fingerprint = steps.stream()
                .map(step -> step.fingerprint() + " " + step.kind().value() + " " + request.knownBy())
                .collect(Collectors.joining("\n", request.dryRun() ? "dry run\n" : "", ""));
        return goOn(
                transactions.write(stored -> begun(steps, fingerprint, request.dryRun(), stored.imports())),
                steps,
                request.knownBy());
    }

    /** Imports the files of an import that has begun, from where it is. */
    ImportRun goOn(ImportRun run, Request request) {
        try {
            return goOn(run, steps(request), request.knownBy());
        } catch (UnreadableException e) {
            return finish(run.failed(String.valueOf(e.getMessage()), moment()), List.of());
        }
    }

    private ImportRun goOn(ImportRun run, List<Step> steps, @Nullable String knownBy) {
        try {
            if (run.dryRun()) {
                return dryRun(run, steps, knownBy);
            }
            var at = run;
            while (at.progress().file() < steps.size()) {
                at = importFile(at, steps.get(at.progress().file()), knownBy);
            }
            return finish(at.completed(moment()), List.of());
        } catch (UnreadableException e) {
            var last =
                    transactions.read(stored -> stored.imports().find(run.id())).orElse(run);
            return finish(last.failed(String.valueOf(e.getMessage()), moment()), List.of());
        }
    }

    @Override
    public List<Reject> rejects(ImportId id, long offset, int limit) {
        return transactions.read(stored -> stored.imports().rejects(id, offset, limit));
    }

    /** One file, and the histories beside it. */
    private record Step(
            ImportKind kind, RecordSource source, @Nullable RecordSource histories) {

        String fingerprint() {
            return source.fingerprint() + (histories == null ? "" : " " + histories.fingerprint());
        }

        Units open(ImportProgress from) {
            var history = histories == null ? null : histories.open();
            return kind == ImportKind.TRANSITIONS
                    ? new Units(null, source.open(), 0, from.historyRead())
                    : new Units(source.open(), history, from.read(), from.historyRead());
        }
    }

    private List<Step> steps(Request request) {
        var kinds = new ArrayList<Step>();
        request.files().forEach(file -> kinds.add(new Step(file.kind(), file, null)));
        // Finds out before anything is done whether rows can be known by that.
        kinds.forEach(step -> importer(step, request.knownBy()));
        requireMapped(request.files());
        kinds.sort((one, other) -> one.kind().compareTo(other.kind()));
        var outreaches = kinds.stream()
                .filter(step -> step.kind() == ImportKind.OUTREACHES)
                .toList();
        var histories = kinds.stream()
                .filter(step -> step.kind() == ImportKind.TRANSITIONS)
                .toList();
        if (outreaches.isEmpty() || histories.isEmpty()) {
            return kinds;
        }
        if (outreaches.size() > 1 || histories.size() > 1) {
            throw new UnreadableException("%d files of outreaches and %d of transitions; give one of each at a time"
                    .formatted(outreaches.size(), histories.size()));
        }
        kinds.removeAll(outreaches);
        kinds.removeAll(histories);
        kinds.add(new Step(
                ImportKind.OUTREACHES,
                outreaches.get(0).source(),
                histories.get(0).source()));
        return kinds;
    }

    /** Somebody who maps a column that there is not has mistyped its name. */
    private static void requireMapped(List<RecordSource> files) {
        files.stream()
                .map(RecordSource::lacking)
                .<Set<String>>map(HashSet::new)
                .reduce((some, others) -> {
                    some.retainAll(others);
                    return some;
                })
                .flatMap(lacking -> lacking.stream().sorted().findFirst())
                .ifPresent(column -> {
                    throw new UnreadableException("there is no column '%s' to map".formatted(column));
                });
    }

    private ImportRun begun(List<Step> steps, String fingerprint, boolean dryRun, ImportRepository imports) {
        var unfinished = dryRun ? Optional.<ImportRun>empty() : imports.unfinished(fingerprint);
        return unfinished.orElseGet(() -> {
            var now = moment();
            var run = new ImportRun(
                    ImportId.KIND.random(random),
                    steps.stream().map(step -> step.source().name()).toList(),
                    ImportRun.Status.RUNNING,
                    dryRun,
                    ImportProgress.START,
                    null,
                    now,
                    null);
            imports.add(run, fingerprint);
            return run;
        });
    }

    private ImportRun finish(ImportRun run, List<Reject> rejects) {
        return transactions.write(stored -> {
            stored.imports().reject(run.id(), rejects);
            stored.imports().save(run);
            return run;
        });
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private ImportRun importFile(ImportRun run, Step step, @Nullable String knownBy) {
        var importer = importer(step, knownBy);
        try (var units = step.open(run.progress())) {
            var at = run;
            for (var chunk = units.next(CHUNK); !chunk.isEmpty(); chunk = units.next(CHUNK)) {
                at = importChunk(at, chunk, units, importer);
            }
            return at.at(at.progress().nextFile());
        }
    }

    private ImportRun importChunk(ImportRun run, List<Unit> chunk, Units units, Importer importer) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(stored -> {
                    var outcome = importer.store(chunk, stored);
                    var further = run.at(after(run.progress(), units, outcome));
                    stored.imports().reject(run.id(), outcome.rejects);
                    stored.imports().save(further);
                    return further;
                });
            } catch (StorageConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private ImportRun dryRun(ImportRun run, List<Step> steps, @Nullable String knownBy) {
        var rejects = new ArrayList<Reject>();
        var reached = new ArrayList<>(List.of(run));
        ImportRun end;
        try {
            transactions.<Void>write(stored -> {
                for (var step : steps) {
                    reached.add(tryFile(last(reached), step, knownBy, stored, rejects));
                }
                throw new TakenBack();
            });
            end = last(reached);
        } catch (TakenBack e) {
            end = last(reached).completed(moment());
        } catch (UnreadableException e) {
            end = last(reached).failed(String.valueOf(e.getMessage()), moment());
        }
        return finish(end, rejects);
    }

    private static ImportRun last(List<ImportRun> runs) {
        return runs.get(runs.size() - 1);
    }

    private ImportRun tryFile(
            ImportRun run, Step step, @Nullable String knownBy, Repositories stored, List<Reject> rejects) {
        var importer = importer(step, knownBy);
        try (var units = step.open(ImportProgress.START)) {
            var at = run;
            for (var chunk = units.next(CHUNK); !chunk.isEmpty(); chunk = units.next(CHUNK)) {
                var outcome = importer.store(chunk, stored);
                at = at.at(after(at.progress(), units, outcome));
                rejects.addAll(
                        outcome.rejects.subList(0, Math.min(outcome.rejects.size(), DRY_REJECTS - rejects.size())));
            }
            return at.at(at.progress().nextFile());
        }
    }

    /** Ends the transaction of a dry run. */
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1;

        TakenBack() {
            super("a dry run", null, false, false);
        }
    }

    private static ImportProgress after(ImportProgress before, Units units, Importer.Outcome outcome) {
        return new ImportProgress(
                before.file(),
                units.read(),
                units.historyRead(),
                before.created() + outcome.created,
                before.updated() + outcome.updated,
                before.unchanged() + outcome.unchanged,
                before.rejected() + outcome.rejected);
    }

    private Importer importer(Step step, @Nullable String knownBy) {
        var file = step.source().name();
        return switch (step.kind()) {
            case USERS -> things(ThingKind.USERS, file, knownBy);
            case SEQUENCES -> things(ThingKind.SEQUENCES, file, knownBy);
            case COMPANIES -> things(ThingKind.COMPANIES, file, knownBy);
            case PEOPLE -> things(ThingKind.PEOPLE, file, knownBy);
            case CONTACTS -> withoutKey(new ContactImporter(file, moment()), file, knownBy);
            case OUTREACHES ->
                withoutKey(
                        new OutreachImporter(
                                file,
                                step.histories() == null
                                        ? null
                                        : step.histories().name(),
                                moment()),
                        file,
                        knownBy);
            case TRANSITIONS -> withoutKey(new OutreachImporter(file, file, moment()), file, knownBy);
        };
    }

    private static Importer withoutKey(Importer importer, String file, @Nullable String knownBy) {
        if (knownBy != null) {
            throw new UnreadableException(
                    "rows of %s can't be known by %s; import them without a key".formatted(file, knownBy));
        }
        return importer;
    }

    private <K extends Id, T> Importer things(ThingKind<K, T> kind, String file, @Nullable String knownBy) {
        if (knownBy != null && !kind.knownBy().contains(knownBy)) {
            throw new UnreadableException("rows of %s are known by %s, not by %s"
                    .formatted(file, String.join(" or ", kind.knownBy()), knownBy));
        }
        return new ThingImporter<>(kind, file, knownBy, moment());
    }
}

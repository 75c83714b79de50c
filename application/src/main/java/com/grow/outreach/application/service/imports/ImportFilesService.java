package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.ImportRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.ImportId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

record ImportFilesService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements ImportFiles {

    /** How many rows are imported in one transaction. */
    private static final int CHUNK = 10_000;

    /** The number of attempts when transactions conflict. */
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
                transactions.write(stored -> begun(steps, fingerprint, request, stored.imports())),
                parts -> request,
                () -> false);
    }

    /** Where the files of an upload are read from. */
    interface Parts {

        /** A part of a file, or empty if there are not so many. */
        Optional<byte[]> part(ImportId id, int file, int part);
    }

    /**
     * Imports the files of an import that has begun, from where it is.
     *
     * @param yields asked between chunks whether to leave the rest for later; a dry run can't
     * @return how it ended; as it is if it is at work elsewhere or has yielded
     */
    ImportRun goOn(ImportRun run, Function<Parts, Request> files, BooleanSupplier yields) {
        return run.dryRun() ? dryRun(run, files) : realRun(run, files, yields);
    }

    /** Ends an import that can't go on, unless it does elsewhere. */
    ImportRun fail(ImportRun run, String why) {
        return end(run, run.failed(why, moment()), List.of());
    }

    private ImportRun realRun(ImportRun run, Function<Parts, Request> files, BooleanSupplier yields) {
        var way = new Way(run, this::inItsTransaction, new Pulse(clock, () -> asStored(run)), yields);
        try {
            boolean whole = way.run(files.apply((id, file, part) ->
                    transactions.read(stored -> stored.imports().content(id, file, part))));
            return whole ? end(way.at, way.at.completed(moment()), List.of()) : way.at;
        } catch (TakenOver e) {
            return asStored(run);
        } catch (UnreadableException e) {
            return fail(way.at, String.valueOf(e.getMessage()));
        }
    }

    /** All of it is one transaction, on one connection, that is rolled back; nobody waits for it meanwhile. */
    private ImportRun dryRun(ImportRun run, Function<Parts, Request> files) {
        var rejects = new ArrayList<Reject>();
        try {
            return againIfInTheWay(stored -> {
                rejects.clear();
                stored.rehearse();
                var count = new long[1];
                var pulse =
                        new Pulse(clock, () -> stored.imports().find(run.id()).orElse(run.stopped(moment())));
                var way = new Way(
                        run,
                        (from, work) -> {
                            pulse.require();
                            var further = within(work.apply(stored), count[0]);
                            count[0] += further.rejects().size();
                            further.rejects().stream()
                                    .limit(DRY_REJECTS - rejects.size())
                                    .forEach(rejects::add);
                            return further.run();
                        },
                        pulse,
                        () -> false);
                boolean whole;
                try {
                    whole = way.run(files.apply(stored.imports()::content));
                } catch (UnreadableException e) {
                    throw new TakenBack(way.at.failed(String.valueOf(e.getMessage()), moment()));
                }
                throw new TakenBack(whole ? way.at.completed(moment()) : way.at);
            });
        } catch (TakenBack e) {
            return end(run, e.ended, rejects);
        } catch (TakenOver e) {
            return asStored(run);
        }
    }

    /** Ends the transaction of a dry run. */
    private static final class TakenBack extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final transient ImportRun ended;

        TakenBack(ImportRun ended) {
            super("a dry run", null, false, false);
            this.ended = ended;
        }
    }

    /**
     * An import that is further than it was.
     *
     * @param rejects what could not be taken on the way
     */
    private record Further(ImportRun run, List<Reject> rejects) {}

    /** What came of a chunk, ended if that makes too many rejects; those on top of the first one too many are left out. */
    private Further within(Further further, long rejectsBefore) {
        var run = further.run();
        long over = rejectsBefore + further.rejects().size() - run.maxRejects();
        if (over <= 0 || run.isFinished()) {
            return further;
        }
        var kept =
                further.rejects().subList(0, (int) Math.max(0, further.rejects().size() - (over - 1)));
        var why = "it has more than %,d rejects, which is the limit (max-rejects)".formatted(run.maxRejects());
        if (!kept.isEmpty()) {
            var last = kept.get(kept.size() - 1);
            why += "; line %,d of %s has the first one too many".formatted(last.line(), last.file());
        }
        return new Further(run.failed(why, moment()), kept);
    }

    /** Asks now and then, while rows are read, whether the import is still to go on. */
    private static final class Pulse implements Runnable {

        private static final Duration INTERVAL = Duration.ofSeconds(1);

        private final InstantSource clock;
        private final Supplier<ImportRun> stored;
        private Instant next;

        Pulse(InstantSource clock, Supplier<ImportRun> stored) {
            this.clock = clock;
            this.stored = stored;
            this.next = clock.instant().plus(INTERVAL);
        }

        @Override
        public void run() {
            var now = clock.instant();
            if (now.isAfter(next)) {
                require();
                next = now.plus(INTERVAL);
            }
        }

        /** Ends the work if the import has ended. */
        void require() {
            if (stored.get().isFinished()) {
                throw new TakenOver();
            }
        }
    }

    /** How an import gets further. */
    private interface Pace {
        ImportRun take(ImportRun from, Function<Repositories, Further> work);
    }

    /** An import on its way through its files. */
    private final class Way {

        private final Pace pace;
        private final Runnable pulse;
        private final BooleanSupplier yields;
        private ImportRun at;

        Way(ImportRun from, Pace pace, Runnable pulse, BooleanSupplier yields) {
            this.at = from;
            this.pace = pace;
            this.pulse = pulse;
            this.yields = yields;
        }

        /** Goes on to the end of the files and returns true, or false if the import ends or yields before. */
        boolean run(Request request) {
            var steps = steps(request);
            while (at.progress().file() < steps.size()) {
                var step = steps.get(at.progress().file());
                var importer = importer(step, request.knownBy());
                try (var units = step.open(pulse, clock)) {
                    units.skip(at.progress().read(), at.progress().historyRead());
                    for (var chunk = units.next(CHUNK); !chunk.isEmpty(); chunk = units.next(CHUNK)) {
                        at = importChunk(chunk, units, importer);
                        if (at.isFinished() || yields.getAsBoolean()) {
                            return false;
                        }
                    }
                }
                var from = at;
                at = pace.take(
                        from, stored -> new Further(from.at(from.progress().nextFile()), List.of()));
            }
            return true;
        }

        private ImportRun importChunk(List<RowGroup> chunk, RowGroups units, Importer importer) {
            var from = at;
            return pace.take(from, stored -> {
                var outcome = importer.store(chunk, stored);
                return new Further(from.at(after(from.progress(), units, outcome)), outcome.rejects);
            });
        }
    }

    /** Does work together with the note of how far the import is. */
    private ImportRun inItsTransaction(ImportRun from, Function<Repositories, Further> work) {
        return againIfInTheWay(stored -> {
            var stands = stored.imports().lock(from.id());
            if (stands.filter(run -> run.status() == ImportRun.Status.RUNNING
                            && run.progress().equals(from.progress()))
                    .isEmpty()) {
                throw new TakenOver();
            }
            var further = within(work.apply(stored), stored.imports().rejectCount(from.id()));
            stored.imports().reject(from.id(), further.rejects());
            stored.imports().save(further.run());
            return further.run();
        });
    }

    private <T> T againIfInTheWay(Function<Repositories, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transactions.write(work);
            } catch (StorageConflictException e) {
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /** Another process works on the same import and has progressed further, or has ended it. */
    private static final class TakenOver extends RuntimeException {

        private static final long serialVersionUID = 1;

        TakenOver() {
            super("it goes on elsewhere", null, false, false);
        }
    }

    private ImportRun end(ImportRun from, ImportRun ended, List<Reject> rejects) {
        try {
            return inItsTransaction(from, stored -> new Further(ended, rejects));
        } catch (TakenOver e) {
            return asStored(from);
        }
    }

    private ImportRun asStored(ImportRun run) {
        return transactions.read(stored -> stored.imports().find(run.id())).orElse(run);
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

        RowGroups open(Runnable pulse, InstantSource clock) {
            return kind == ImportKind.TRANSITIONS
                    ? new RowGroups(null, source.open(), pulse, clock)
                    : new RowGroups(source.open(), histories == null ? null : histories.open(), pulse, clock);
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

    /** A mapping of a missing column is a typing error. */
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

    private ImportRun begun(List<Step> steps, String fingerprint, Request request, ImportRepository imports) {
        var unfinished = request.dryRun() ? Optional.<ImportRun>empty() : imports.unfinished(fingerprint);
        return unfinished.map(run -> run.withMaxRejects(request.maxRejects())).orElseGet(() -> {
            var now = moment();
            var run = new ImportRun(
                    ImportId.KIND.random(random),
                    steps.stream().map(step -> step.source().name()).toList(),
                    ImportRun.Status.RUNNING,
                    request.dryRun(),
                    request.maxRejects(),
                    ImportProgress.START,
                    null,
                    now,
                    null);
            imports.add(run, fingerprint);
            return run;
        });
    }

    private Instant moment() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static ImportProgress after(ImportProgress before, RowGroups units, Importer.Outcome outcome) {
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
            case USERS -> things(DirectoryKind.USERS, file, knownBy);
            case SEQUENCES -> things(DirectoryKind.SEQUENCES, file, knownBy);
            case COMPANIES -> things(DirectoryKind.COMPANIES, file, knownBy);
            case PEOPLE -> things(DirectoryKind.PEOPLE, file, knownBy);
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

    private <K extends Id, T> Importer things(DirectoryKind<K, T> kind, String file, @Nullable String knownBy) {
        var columns = kind.keys().stream().map(DirectoryKind.Key::column).toList();
        if (knownBy != null && !columns.contains(knownBy)) {
            throw new UnreadableException(
                    "rows of %s are known by %s, not by %s".formatted(file, String.join(" or ", columns), knownBy));
        }
        return new DirectoryImporter<>(kind, file, knownBy, moment());
    }
}

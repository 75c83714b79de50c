package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.in.imports.ImportFiles;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.application.service.imports.ImportServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command {@code grow import}: imports files. */
@Command(
        name = "import",
        description = {
            "Imports CSV, NDJSON or XLSX files, plain or gzip-compressed. Rows that match an existing record update it, unchanged"
                    + " rows are skipped, and an interrupted import resumes where it stopped.",
            "Exit status: 0 if all rows were imported, 2 if some were rejected, 1 if the import failed."
        })
final class ImportCommand extends Subcommand {

    private static final int REJECTED = 2;

    /** The number of rejects that are printed without {@code --rejects}. */
    private static final int SHOWN = 10;

    private static final int PAGE = 1_000;

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files, in any order; - reads standard input.")
    List<String> files = List.of();

    @Mixin
    FileOptions reading = new FileOptions();

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description =
                    "The column that identifies rows instead of the id: email for users and people, domain for companies,"
                            + " name for these and sequences. Default: the id, or without an id column the first of these.")
    @Nullable String keyColumn;

    @Option(names = "--dry-run", description = "Runs the import in one transaction, prints the result and rolls back.")
    boolean dryRun;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description =
                    "Writes the rejected rows to this CSV file: file, line, column, value, reason, and the original"
                            + " cells. Correct the file and import it. If rows of several files are rejected, there is"
                            + " also a file for each of them, such as rejects-people.csv; import those.")
    @Nullable Path rejects;

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            defaultValue = "" + ImportRun.DEFAULT_MAX_REJECTS,
            description =
                    "The maximum number of rejects. The import fails at the next one; rows imported before it stay."
                            + " Default: 10000.")
    long maxRejects;

    @Mixin
    RegionOption region = new RegionOption();

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Override
    public Integer call() throws StartException {
        if (maxRejects < 0) {
            throw new StartException("--max-rejects is %d; use 0 or more".formatted(maxRejects));
        }
        try (var inputs = new ImportInputs()) {
            var sources = sources(inputs);
            // Opened first: an import can run for hours, and an unwritable file should fail before it.
            try (var out = rejects == null ? null : RejectFiles.open(rejects)) {
                return database.use(opened -> run(sources, opened, out));
            } catch (IOException e) {
                throw new StartException("the rejects can't be written to %s: %s".formatted(rejects, e), e);
            }
        } catch (UnreadableException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private List<RecordFile> sources(ImportInputs inputs) throws StartException {
        var options = reading.reading();
        var sources = new ArrayList<RecordFile>();
        for (var file : files) {
            try {
                requireReadable(file);
                sources.add(inputs.open(file, options));
            } catch (IOException e) {
                throw new StartException("%s can't be read: %s".formatted(file, e.getMessage()), e);
            }
        }
        for (var source : sources) {
            source.kind();
        }
        return sources;
    }

    private void requireReadable(String file) throws StartException, IOException {
        var path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new StartException("%s is a directory; name the files inside it".formatted(file));
        }
        for (var written : rejects == null ? List.<Path>of() : RejectFiles.written(rejects, files)) {
            if (Files.exists(written) && Files.exists(path) && Files.isSameFile(written, path)) {
                throw new StartException(
                        "the rejects would overwrite the input file %s; choose another file for --rejects"
                                .formatted(file));
            }
        }
    }

    private int run(List<RecordFile> sources, Database opened, @Nullable RejectFiles out) throws StartException {
        try {
            return run(
                    sources,
                    ImportServices.files(
                            opened.taskTransactions(),
                            opened.clock(),
                            new SecureRandom(),
                            region.formats(),
                            DiskSpace.sorter()),
                    out);
        } catch (StorageUnavailableException e) {
            throw new StartException(
                    "the connection to the database was lost; run the same command again to resume: " + e.getMessage(),
                    e);
        }
    }

    private int run(List<RecordFile> sources, ImportFiles imports, @Nullable RejectFiles out) throws StartException {
        var run = imports.run(
                new ImportFiles.Request(List.copyOf(sources), keyColumn, dryRun, maxRejects, reading.contacts()));
        if (run.status() == ImportRun.Status.RUNNING) {
            throw new StartException("another process is importing the same files; wait until it has finished");
        }
        reportColumns(sources);
        var counts = run.progress().counts();
        reportCounts(counts);
        say("%s %,d new, %,d changed, %,d unchanged, %,d rejected."
                .formatted(
                        dryRun ? "Dry run, nothing was stored:" : "Imported:",
                        counts.created(),
                        counts.updated(),
                        counts.unchanged(),
                        counts.rejected()));
        reportNotes(counts.notes());
        reportRejects(run, imports, sources, out);
        if (run.status() == ImportRun.Status.FAILED) {
            throw new StartException(
                    "%s; rows before that were %s".formatted(run.failure(), dryRun ? "counted above" : "imported"));
        }
        if (run.status() == ImportRun.Status.STOPPED) {
            throw new StartException(
                    "the import was stopped; rows before that were %s".formatted(dryRun ? "not counted" : "imported"));
        }
        return counts.rejected() > 0 ? REJECTED : 0;
    }

    private void reportCounts(ImportCounts counts) {
        say("Rows: %,d read, %,d imported, %,d with warnings, %,d rejected."
                .formatted(counts.read(), counts.imported(), counts.notes().warned(), counts.rejected()));
        for (var kind : ImportCounts.RECORDS) {
            var changes = counts.of(kind);
            if (!changes.equals(ImportCounts.Changes.NONE)) {
                say("Records of %s: %,d new, %,d changed."
                        .formatted(kind.value(), changes.created(), changes.updated()));
            }
        }
    }

    private void reportNotes(ImportCounts.Notes notes) {
        if (notes.merged() > 0) {
            say("Merged rows, contacts whose person another row of this import created: %,d."
                    .formatted(notes.merged()));
        }
        if (notes.ignoredDomains() > 0) {
            say("Domains ignored, because many companies share the host: %,d.".formatted(notes.ignoredDomains()));
        }
        if (notes.possibleDuplicates() > 0) {
            say("Possible duplicates, people of the same name in the same company or of the same profile: %,d."
                    .formatted(notes.possibleDuplicates()));
        }
    }

    /** Prints where the header is, if not in the first line, and which columns are ignored. */
    private void reportColumns(List<RecordFile> sources) {
        for (var source : sources) {
            try {
                if (source.headerLine() > 1) {
                    say("%s: line %d is the header.".formatted(source.name(), source.headerLine()));
                }
                var ignored = source.ignored();
                if (!ignored.isEmpty()) {
                    say("%s: ignored columns: %s.".formatted(source.name(), String.join(", ", ignored)));
                }
            } catch (UnreadableException e) {
                // The import has failed for that.
            }
        }
    }

    private void reportRejects(ImportRun run, ImportFiles imports, List<RecordFile> sources, @Nullable RejectFiles out)
            throws StartException {
        if (out != null) {
            try {
                Iterable<Reject> all = () -> Stream.iterate(0L, offset -> offset + PAGE)
                        .map(offset -> imports.rejects(run.id(), offset, PAGE))
                        .takeWhile(page -> !page.isEmpty())
                        .flatMap(List::stream)
                        .iterator();
                var files = out.write(all, sources);
                if (!files.isEmpty()) {
                    say("Rows of several files were rejected; to import them, correct %s."
                            .formatted(files.stream().map(Path::toString).collect(Collectors.joining(", "))));
                }
            } catch (IOException e) {
                throw new StartException("the rejects can't be written to %s: %s".formatted(rejects, e), e);
            }
            return;
        }
        for (var reject : imports.rejects(run.id(), 0, SHOWN)) {
            say("%s, line %d%s: %s"
                    .formatted(
                            reject.file(),
                            reject.line(),
                            (reject.column() == null ? "" : ", " + reject.column())
                                    + (reject.warning() ? ", warning" : ""),
                            reject.reason()));
        }
        if (run.progress().counts().rejected() + run.progress().counts().notes().warned() > 0) {
            say("Use --rejects FILE to write all rejects to a file.");
        }
    }
}

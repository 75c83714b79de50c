package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.adapter.files.RowFormat;
import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.in.ImportFiles;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.UnreadableException;
import com.grow.outreach.application.query.ImportKind;
import com.grow.outreach.application.query.ImportOptions;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.application.service.ImportServices;
import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command {@code grow import}: brings one's own data. */
@Command(
        name = "import",
        description = {
            "Imports CSV or NDJSON files, compressed by gzip or not. What is there already is updated, what was imported"
                    + " before changes nothing, and an import that was broken off goes on where it stopped.",
            "Exit status: 0 if every row is imported, 2 if some were rejected, 1 if it could not be done."
        },
        mixinStandardHelpOptions = true,
        versionProvider = Grow.Version.class,
        defaultValueProvider = Environment.class,
        sortOptions = false,
        usageHelpAutoWidth = true)
final class ImportCommand implements Callable<Integer> {

    private static final int REJECTED = 2;

    /** How many rejects are shown when there is no file for them. */
    private static final int SHOWN = 10;

    private static final int PAGE = 1_000;
    private static final String STANDARD_INPUT = "-";

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The files, in any order; - is the standard input.")
    List<String> files = List.of();

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "What the rows are: users, sequences, companies, people, contacts, outreaches or transitions."
                    + " Default: as the file's name or its columns tell.")
    @Nullable String kind;

    @Option(
            names = "--map",
            paramLabel = "\"Their Column=our_field\"",
            description = "What a column of the files is called here, or nothing to leave it out; may be repeated.")
    List<String> map = List.of();

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description =
                    "The column by which rows are known instead of by their id: email of users and people, domain of"
                            + " companies, name of any of them and of sequences. Default: the id, or where there is none, the first of these.")
    @Nullable String knownBy;

    @Option(
            names = "--dry-run",
            description = "Do everything, tell what came of it, and take it back: in one transaction.")
    boolean dryRun;

    @Option(
            names = "--rejects",
            paramLabel = "FILE",
            description = "Where to write the rows that can't be imported, as CSV: file, line, column, value, reason.")
    @Nullable Path rejects;

    @Option(
            names = "--max-rejects",
            paramLabel = "N",
            defaultValue = "" + ImportRun.DEFAULT_MAX_REJECTS,
            description = "How many rejects the import may have; one more ends it. What it has imported by then stays."
                    + " Default: 10000.")
    long maxRejects;

    @Option(
            names = "--encoding",
            paramLabel = "NAME",
            defaultValue = "UTF-8",
            description = "The encoding of the files, for example windows-1252. Default: UTF-8, or what a mark says.")
    String encoding = "UTF-8";

    @Mixin
    DatabaseOptions database = new DatabaseOptions();

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() throws StartException {
        if (maxRejects < 0) {
            throw new StartException("the limit of rejects %d is not 0 or more".formatted(maxRejects));
        }
        var spooled = new ArrayList<Spooled>();
        try {
            var sources = sources(spooled);
            // Hours before there is anything to write: that it can't be written is told now.
            try (var out = rejects == null ? null : Files.newBufferedWriter(rejects)) {
                return database.use(opened -> run(sources, opened, out));
            } catch (IOException e) {
                throw new StartException("the rejects can't be written to %s: %s".formatted(rejects, e), e);
            }
        } catch (UnreadableException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } finally {
            close(spooled);
        }
    }

    private static void close(List<Spooled> spooled) throws StartException {
        try {
            for (var file : spooled) {
                file.close();
            }
        } catch (IOException e) {
            throw new StartException("a temporary file can't be closed: " + e.getMessage(), e);
        }
    }

    private List<RecordFile> sources(List<Spooled> spooled) throws StartException {
        var mapping = mapping();
        var charset = charset();
        var known = kind == null
                ? null
                : ImportKind.parse(kind)
                        .orElseThrow(() -> new StartException(
                                "there is no kind '%s'; there are %s".formatted(kind, String.join(", ", kinds()))));
        var sources = new ArrayList<RecordFile>();
        for (var file : files) {
            try {
                sources.add(source(file, known, mapping, charset, spooled));
            } catch (IOException e) {
                throw new StartException("%s can't be read: %s".formatted(file, e.getMessage()), e);
            }
        }
        for (var source : sources) {
            source.kind();
        }
        return sources;
    }

    private RecordFile source(
            String file,
            @Nullable ImportKind known,
            Map<String, String> mapping,
            Charset charset,
            List<Spooled> spooled)
            throws StartException, IOException {
        var path = Path.of(file);
        if (Files.isDirectory(path)) {
            throw new StartException("%s is a directory; name the files in it".formatted(file));
        }
        if (rejects != null && Files.exists(rejects) && Files.exists(path) && Files.isSameFile(rejects, path)) {
            throw new StartException("the rejects would be written over %s".formatted(file));
        }
        boolean standardInput = file.equals(STANDARD_INPUT);
        var name = standardInput ? "standard input" : String.valueOf(path.getFileName());
        RecordFile.Content content = () -> Files.newInputStream(path);
        long size = path.toFile().length();
        if (standardInput || Files.exists(path) && !Files.isRegularFile(path)) {
            // It is read more than once.
            var kept = spooled(standardInput ? System.in : Files.newInputStream(path));
            spooled.add(kept);
            content = kept;
            size = kept.file().size();
        }
        long length = size;
        return new RecordFile(
                name, content, new RecordFile.Reading(known, mapping, charset, bytes -> watched(bytes, name, length)));
    }

    private static Spooled spooled(InputStream in) throws IOException {
        try (in) {
            return Spooled.of(in);
        }
    }

    private static List<String> kinds() {
        return Stream.of(ImportKind.values()).map(ImportKind::value).toList();
    }

    private Map<String, String> mapping() throws StartException {
        var mapping = new LinkedHashMap<String, String>();
        for (var text : map) {
            var pair = ImportOptions.mapped(text)
                    .orElseThrow(() ->
                            new StartException("'%s' is not of the form \"Their Column=our_field\"".formatted(text)));
            mapping.put(pair.getKey(), pair.getValue());
        }
        return mapping;
    }

    private Charset charset() throws StartException {
        try {
            return Charset.forName(encoding);
        } catch (IllegalArgumentException e) {
            throw new StartException("there is no encoding '%s'".formatted(encoding), e);
        }
    }

    private static InputStream watched(InputStream bytes, String name, long size) {
        var bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(size)
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII);
        return ProgressBar.wrap(bytes, bar);
    }

    private int run(List<RecordFile> sources, Database opened, @Nullable Writer out) throws StartException {
        try {
            return run(
                    sources, ImportServices.over(opened.taskTransactions(), opened.clock(), new SecureRandom()), out);
        } catch (StorageUnavailableException e) {
            throw new StartException(
                    "the database went away; the same command goes on from here: " + e.getMessage(), e);
        }
    }

    private int run(List<RecordFile> sources, ImportFiles imports, @Nullable Writer out) throws StartException {
        var run = imports.run(new ImportFiles.Request(List.copyOf(sources), knownBy, dryRun, maxRejects));
        if (run.status() == ImportRun.Status.RUNNING) {
            throw new StartException("another process is importing the same files, and goes on");
        }
        var progress = run.progress();
        say("%s %,d new, %,d changed, %,d as they were, %,d rejected."
                .formatted(
                        dryRun ? "A dry run, nothing is kept:" : "Imported:",
                        progress.created(),
                        progress.updated(),
                        progress.unchanged(),
                        progress.rejected()));
        tellRejects(run, imports, out);
        if (run.status() == ImportRun.Status.FAILED) {
            throw new StartException("%s; what was read before that is %s"
                    .formatted(run.failure(), dryRun ? "counted above" : "imported"));
        }
        if (run.status() == ImportRun.Status.STOPPED) {
            throw new StartException("the import was stopped; what was read before that is %s"
                    .formatted(dryRun ? "not counted" : "imported"));
        }
        return progress.rejected() > 0 ? REJECTED : 0;
    }

    private void tellRejects(ImportRun run, ImportFiles imports, @Nullable Writer out) throws StartException {
        if (out != null) {
            try {
                Stream<List<Reject>> pages = Stream.iterate(0L, offset -> offset + PAGE)
                        .map(offset -> imports.rejects(run.id(), offset, PAGE))
                        .takeWhile(page -> !page.isEmpty());
                RowFormat.CSV.writeRejects(pages.flatMap(List::stream)::iterator, out);
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
                            reject.column() == null ? "" : ", " + reject.column(),
                            reject.reason()));
        }
        if (run.progress().rejected() > 0) {
            say("--rejects FILE writes all of them to a file.");
        }
    }

    private void say(String line) {
        if (spec != null) {
            spec.commandLine().getErr().println(line);
        }
    }
}

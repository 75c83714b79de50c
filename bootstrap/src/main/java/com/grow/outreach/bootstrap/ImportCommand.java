package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.adapter.files.RowFormat;
import com.grow.outreach.adapter.persistence.Database;
import com.grow.outreach.application.port.in.ImportFiles;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.grow.outreach.application.port.out.UnreadableException;
import com.grow.outreach.application.query.ImportKind;
import com.grow.outreach.application.query.ImportRun;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.application.service.ImportServices;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
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
    private static final int FAILED = 1;

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
            description = "What a column of the files is called here; may be repeated.")
    List<String> map = List.of();

    @Option(
            names = "--key",
            paramLabel = "COLUMN",
            description =
                    "The column by which rows are known instead of by their id: email of users and people, domain of"
                            + " companies, name of any of them. Default: the id, or where there is none, the first of these.")
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
    public Integer call() throws StartException, IOException {
        var temporary = new ArrayList<Path>();
        try {
            var sources = sources(temporary);
            return database.use(opened -> run(sources, opened));
        } catch (UnreadableException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (StorageUnavailableException e) {
            throw new StartException(
                    "the database went away; the same command goes on from here: " + e.getMessage(), e);
        } finally {
            for (var file : temporary) {
                Files.deleteIfExists(file);
            }
        }
    }

    private List<RecordFile> sources(List<Path> temporary) throws StartException, IOException {
        var mapping = mapping();
        var charset = charset();
        var known = kind == null
                ? null
                : ImportKind.parse(kind)
                        .orElseThrow(() -> new StartException(
                                "there is no kind '%s'; there are %s".formatted(kind, String.join(", ", kinds()))));
        var sources = new ArrayList<RecordFile>();
        for (var file : files) {
            var path = file.equals(STANDARD_INPUT) ? standardInput(temporary) : Path.of(file);
            if (Files.isDirectory(path)) {
                throw new StartException("%s is a directory; name the files in it".formatted(file));
            }
            var name = file.equals(STANDARD_INPUT) ? "standard input" : String.valueOf(path.getFileName());
            sources.add(new RecordFile(
                    name,
                    () -> Files.newInputStream(path),
                    new RecordFile.Reading(known, mapping, charset, bytes -> watched(bytes, name, path))));
        }
        for (var source : sources) {
            source.kind();
        }
        for (var column : mapping.keySet()) {
            if (sources.stream().allMatch(source -> source.lacking().contains(column))) {
                throw new StartException("there is no column '%s' to map".formatted(column));
            }
        }
        return sources;
    }

    private static List<String> kinds() {
        return Stream.of(ImportKind.values()).map(ImportKind::value).toList();
    }

    private Map<String, String> mapping() throws StartException {
        var mapping = new LinkedHashMap<String, String>();
        for (var pair : map) {
            int equals = pair.lastIndexOf('=');
            if (equals < 1) {
                throw new StartException("'%s' is not of the form \"Their Column=our_field\"".formatted(pair));
            }
            mapping.put(
                    pair.substring(0, equals).strip(),
                    pair.substring(equals + 1).strip());
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

    /** The standard input as a file: it is read more than once. */
    private static Path standardInput(List<Path> temporary) throws IOException {
        var file = Files.createTempFile("grow-import", null);
        temporary.add(file);
        try (var out = Files.newOutputStream(file)) {
            System.in.transferTo(out);
        }
        return file;
    }

    private static InputStream watched(InputStream bytes, String name, Path path) {
        var bar = new ProgressBarBuilder()
                .setTaskName(name)
                .setInitialMax(path.toFile().length())
                .setUnit(" MB", 1_000_000)
                .setStyle(ProgressBarStyle.ASCII);
        return ProgressBar.wrap(bytes, bar);
    }

    private int run(List<RecordFile> sources, Database opened) throws StartException {
        var imports = ImportServices.over(opened.transactions(), InstantSource.system(), new SecureRandom());
        var run = imports.run(new ImportFiles.Request(List.copyOf(sources), knownBy, dryRun));
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
        tellRejects(run, imports);
        if (run.status() == ImportRun.Status.FAILED) {
            throw new StartException("%s; what was read before that is %s"
                    .formatted(run.failure(), dryRun ? "counted above" : "imported"));
        }
        return progress.rejected() > 0 ? REJECTED : 0;
    }

    private void tellRejects(ImportRun run, ImportFiles imports) throws StartException {
        if (rejects != null) {
            try (var out = Files.newBufferedWriter(rejects, StandardCharsets.UTF_8)) {
                Stream<List<Reject>> pages = Stream.iterate(0L, offset -> offset + PAGE)
                        .map(offset -> imports.rejects(run.id(), offset, PAGE))
                        .takeWhile(page -> !page.isEmpty());
                RowFormat.CSV.writeRejects(pages.flatMap(List::stream)::iterator, out);
            } catch (IOException e) {
                throw new StartException("the rejects can't be written to %s".formatted(rejects), e);
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

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.adapter.files.RejectsFile;
import com.grow.outreach.application.imports.Reject;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The files of rejected rows: one with all of them and, if rows of several files are rejected, one for each of these files, so
 * that each can be imported with its own columns.
 *
 * @param all the file with all rejected rows
 * @param out writes it
 */
record RejectFiles(Path all, Writer out) implements AutoCloseable {

    /** Opens the file with all rejected rows, before an import that may run for hours. */
    static RejectFiles open(Path all) throws IOException {
        return new RejectFiles(all, Files.newBufferedWriter(all));
    }

    /** Returns the files that an import of these files may write. */
    static List<Path> written(Path all, List<String> inputs) {
        var written = new ArrayList<>(List.of(all));
        if (inputs.size() > 1) {
            inputs.forEach(
                    input -> written.add(of(all, String.valueOf(Path.of(input).getFileName()))));
        }
        return written;
    }

    /** Returns {@code rejects-people.csv} for {@code rejects.csv} and an input {@code people.ndjson.gz}. */
    private static Path of(Path all, String input) {
        var name = String.valueOf(all.getFileName());
        int dot = name.lastIndexOf('.');
        var stem = dot > 0 ? name.substring(0, dot) : name;
        var ending = dot > 0 ? name.substring(dot) : "";
        var of = input.replaceFirst("(?i)(\\.(csv|tsv|txt|ndjson|jsonl|json|xlsx))?(\\.gz)?$", "");
        return all.resolveSibling("%s-%s%s".formatted(stem, of.replaceAll("[^\\p{L}\\p{N}._-]+", "-"), ending));
    }

    /**
     * Writes the rejected rows.
     *
     * @param rejects the rejects, iterated several times
     * @param inputs the imported files
     * @return the files with the rows of one input, if rows of several inputs are rejected; otherwise none
     */
    List<Path> write(Iterable<Reject> rejects, List<RecordFile> inputs) throws IOException {
        RejectsFile.write(rejects, inputs, out);
        var names = StreamSupport.stream(rejects.spliterator(), false)
                .map(Reject::file)
                .distinct()
                .toList();
        var files = new ArrayList<Path>();
        if (names.size() > 1) {
            for (var name : names) {
                var file = of(all, name);
                try (var one = Files.newBufferedWriter(file)) {
                    RejectsFile.write(() -> of(rejects, name).iterator(), inputs, one);
                }
                files.add(file);
            }
        }
        return files;
    }

    private static Stream<Reject> of(Iterable<Reject> rejects, String name) {
        return StreamSupport.stream(rejects.spliterator(), false)
                .filter(reject -> reject.file().equals(name));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

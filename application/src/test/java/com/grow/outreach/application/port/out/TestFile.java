package com.grow.outreach.application.port.out;

import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.FilePreview.Use;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file for a test: a header and rows, with {@code |} between cells.
 *
 * @param kind the kind of the rows
 * @param lines the header and the rows; the row {@code cut} truncates the file, and a row that starts with {@code
 *     broken} is unreadable
 */
public record TestFile(ImportKind kind, List<String> lines) implements RecordSource {

    public static TestFile of(ImportKind kind, String... lines) {
        return new TestFile(kind, List.of(lines));
    }

    @Override
    public String name() {
        return kind.value();
    }

    @Override
    public String fingerprint() {
        return Integer.toHexString(lines.hashCode());
    }

    @Override
    public Set<String> lacking() {
        return Set.of();
    }

    @Override
    public List<String> ignored() {
        return List.of(lines.get(0).split("\\|")).stream()
                .filter(column -> !kind.columns().contains(column))
                .toList();
    }

    @Override
    public FilePreview preview() {
        var columns = List.of(lines.get(0).split("\\|")).stream()
                .map(name -> kind.columns().contains(name)
                        ? new FilePreview.Column(name, name, Use.READ)
                        : new FilePreview.Column(name, null, Use.IGNORED))
                .toList();
        var rows = lines.stream()
                .skip(1)
                .limit(FilePreview.ROWS)
                .map(line -> Arrays.<@Nullable String>asList(line.split("\\|", -1)))
                .toList();
        return new FilePreview(kind, 1, columns, rows, List.of());
    }

    @Override
    public Records open() {
        return new Records() {

            private int next = 1;

            private List<String> columns() {
                return List.of(lines.get(0).split("\\|"));
            }

            @Override
            public @Nullable Item next() {
                if (next == lines.size()) {
                    return null;
                }
                var line = lines.get(next++);
                if (line.equals("cut")) {
                    throw new UnreadableException("cut off");
                }
                return line.startsWith("broken") ? new Broken(next, null, line) : row(line);
            }

            private Row row(String line) {
                var cells = Arrays.asList(line.split("\\|", -1));
                var values = new HashMap<String, @Nullable String>();
                for (int i = 0; i < columns().size(); i++) {
                    values.put(columns().get(i), cells.get(i).isEmpty() ? null : cells.get(i));
                }
                return new Row(next, values);
            }

            @Override
            public void close() {
                next = lines.size();
            }
        };
    }
}

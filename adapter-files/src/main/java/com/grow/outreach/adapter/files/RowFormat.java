package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.Reject;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;
import java.util.List;

/** A file format for rows. */
public enum RowFormat {
    /** Comma-separated values, with a header. */
    CSV(".csv") {
        @Override
        RowWriter write(Writer out, List<String> columns) throws IOException {
            return new CsvWriter(out, columns);
        }
    },
    /** Newline-delimited JSON objects. */
    NDJSON(".ndjson") {
        @Override
        RowWriter write(Writer out, List<String> columns) throws IOException {
            return new NdjsonWriter(out, columns);
        }
    };

    private static final List<String> REJECT = List.of("file", "line", "column", "value", "reason");

    private final String extension;

    RowFormat(String extension) {
        this.extension = extension;
    }

    /** Returns the file name extension, with the dot. */
    public String extension() {
        return extension;
    }

    abstract RowWriter write(Writer out, List<String> columns) throws IOException;

    /** Writes the rejects of an import: file, line, column, value and reason of each. */
    public void writeRejects(Iterable<Reject> rejects, Writer out) throws IOException {
        try (var rows = write(out, REJECT)) {
            for (var reject : rejects) {
                rows.write(
                        Arrays.asList(reject.file(), reject.line(), reject.column(), reject.value(), reject.reason()));
            }
        }
    }
}

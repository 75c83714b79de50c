package com.grow.outreach.adapter.files;

import java.io.IOException;
import java.io.Writer;
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

    private final String extension;

    RowFormat(String extension) {
        this.extension = extension;
    }

    /** Returns the file name extension, with the dot. */
    public String extension() {
        return extension;
    }

    abstract RowWriter write(Writer out, List<String> columns) throws IOException;
}

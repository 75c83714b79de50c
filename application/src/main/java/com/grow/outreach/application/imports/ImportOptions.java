package com.grow.outreach.application.imports;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options for reading files.
 *
 * <p>API documentation: the parameters of {@code POST /api/imports}.
 *
 * @param kind the kind of the rows, or null to detect it from the file names or the columns
 * @param mapping the fields of Grow by the columns of the files; the empty text ignores a column
 * @param keyColumn the column that identifies records instead of the id, or null for the default
 * @param encoding the encoding of files without a byte order mark
 * @param layout the position of the rows, as far as the client states it
 * @param contacts the options for contacts
 */
public record ImportOptions(
        @Nullable ImportKind kind,
        Map<String, String> mapping,
        @Nullable String keyColumn,
        String encoding,
        FileLayout layout,
        ContactOptions contacts) {

    /** The default options: everything is detected. */
    public static final ImportOptions USUAL =
            new ImportOptions(null, Map.of(), null, "UTF-8", FileLayout.DETECTED, ContactOptions.DEFAULT);

    public ImportOptions {
        mapping = Map.copyOf(mapping);
    }

    /**
     * Parses the mapping of a column.
     *
     * @param text {@code Their Column=our_field}, or {@code Their Column=} to ignore the column
     * @return the column and the field; empty if the text is no mapping
     */
    public static Optional<Map.Entry<String, String>> mapped(String text) {
        // The name of the column may contain an equals sign.
        int equals = text.lastIndexOf('=');
        var theirs = text.substring(0, Math.max(0, equals)).strip();
        return theirs.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.entry(theirs, text.substring(equals + 1).strip()));
    }
}

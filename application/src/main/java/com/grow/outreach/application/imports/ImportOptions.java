package com.grow.outreach.application.imports;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How files are to be read.
 *
 * <p>API documentation: the parameters of {@code POST /api/imports}.
 *
 * @param kind which kind of rows they have, or null if they are to tell by their names or their columns
 * @param mapping from the names of their columns to ours; to nothing for those to leave out
 * @param knownBy the column that rows are known by instead of their id, or null for the id where there is one
 * @param encoding their encoding, unless there is a mark of another one at their beginning
 */
public record ImportOptions(
        @Nullable ImportKind kind,
        Map<String, String> mapping,
        @Nullable String knownBy,
        String encoding) {

    /** As files tell by themselves. */
    public static final ImportOptions USUAL = new ImportOptions(null, Map.of(), null, "UTF-8");

    public ImportOptions {
        mapping = Map.copyOf(mapping);
    }

    /**
     * Reads how a column is mapped.
     *
     * @param text {@code Their Column=our_field}, or {@code Their Column=} to leave it out
     * @return their name and ours, or empty if it is not of that form
     */
    public static Optional<Map.Entry<String, String>> mapped(String text) {
        // Theirs may have one in it.
        int equals = text.lastIndexOf('=');
        var theirs = text.substring(0, Math.max(0, equals)).strip();
        return theirs.isEmpty()
                ? Optional.empty()
                : Optional.of(Map.entry(theirs, text.substring(equals + 1).strip()));
    }
}

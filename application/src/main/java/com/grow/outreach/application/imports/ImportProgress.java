package com.grow.outreach.application.imports;

/**
 * How far an import has come, in rows.
 *
 * <p>API documentation: the counts of {@code GET /api/imports/:id}.
 *
 * @param file which of its files is being read, counted from 0
 * @param read how many rows of that file are done
 * @param historyRead how many rows of the histories beside that file are done
 * @param created how many things are new
 * @param updated how many things are there since before and changed
 * @param unchanged how many rows said what was known already
 * @param rejected how many rows were not imported
 */
public record ImportProgress(
        int file, long read, long historyRead, long created, long updated, long unchanged, long rejected) {

    /** Nothing is done yet. */
    public static final ImportProgress START = new ImportProgress(0, 0, 0, 0, 0, 0, 0);

    /** Where the next file begins. */
    public ImportProgress nextFile() {
        return new ImportProgress(file + 1, 0, 0, created, updated, unchanged, rejected);
    }
}

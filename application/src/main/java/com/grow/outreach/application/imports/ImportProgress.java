package com.grow.outreach.application.imports;

/**
 * The progress of an import.
 *
 * <p>API documentation: the counts of {@code GET /api/imports/:id}.
 *
 * @param file the index of the current file
 * @param read the number of imported or rejected rows of this file
 * @param historyRead the number of imported or rejected rows of the file of histories
 * @param created the number of new records
 * @param updated the number of changed records
 * @param unchanged the number of rows that changed nothing
 * @param rejected the number of rejected rows
 */
public record ImportProgress(
        int file, long read, long historyRead, long created, long updated, long unchanged, long rejected) {

    /** The progress of a new import. */
    public static final ImportProgress START = new ImportProgress(0, 0, 0, 0, 0, 0, 0);

    /** Returns the progress at the beginning of the next file. */
    public ImportProgress nextFile() {
        return new ImportProgress(file + 1, 0, 0, created, updated, unchanged, rejected);
    }
}

package com.grow.outreach.application.imports;

/**
 * The progress of an import.
 *
 * @param file the index of the current file
 * @param read the number of imported or rejected rows of this file
 * @param historyRead the number of imported or rejected rows of the file of histories
 * @param counts the counts of all files so far
 */
public record ImportProgress(int file, long read, long historyRead, ImportCounts counts) {

    /** The progress of a new import. */
    public static final ImportProgress START = new ImportProgress(0, 0, 0, ImportCounts.NONE);

    /** Returns the progress at the beginning of the next file. */
    public ImportProgress nextFile() {
        return new ImportProgress(file + 1, 0, 0, counts);
    }
}

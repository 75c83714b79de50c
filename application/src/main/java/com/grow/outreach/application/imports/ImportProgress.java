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
 * @param notes what was imported differently than written
 */
public record ImportProgress(
        int file, long read, long historyRead, long created, long updated, long unchanged, long rejected, Notes notes) {

    /**
     * The numbers of rows of contacts that were imported differently than written.
     *
     * @param warned the number of rows that were imported without an invalid value
     * @param ignoredDomains the number of rows whose domain is a host that many companies share
     * @param possibleDuplicates the number of people that were created beside one of the same name in the same company
     */
    public record Notes(long warned, long ignoredDomains, long possibleDuplicates) {

        /** No such rows. */
        public static final Notes NONE = new Notes(0, 0, 0);

        /** Returns the sums of these numbers and others. */
        public Notes plus(Notes other) {
            return new Notes(
                    warned + other.warned,
                    ignoredDomains + other.ignoredDomains,
                    possibleDuplicates + other.possibleDuplicates);
        }
    }

    /** The progress of a new import. */
    public static final ImportProgress START = new ImportProgress(0, 0, 0, 0, 0, 0, 0, Notes.NONE);

    /** Returns the progress at the beginning of the next file. */
    public ImportProgress nextFile() {
        return new ImportProgress(file + 1, 0, 0, created, updated, unchanged, rejected, notes);
    }
}

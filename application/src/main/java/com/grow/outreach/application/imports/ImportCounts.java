package com.grow.outreach.application.imports;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The counts of an import or of a part of it.
 *
 * <p>API documentation: the counts of {@code GET /api/imports/:id}.
 *
 * @param read the number of rows, imported or rejected
 * @param unchanged the number of rows that changed nothing
 * @param rejected the number of rejected rows
 * @param changes the number of new and changed records
 * @param byKind the same by the kind of the records, without kinds that have none
 * @param notes the numbers of contacts that were imported differently than written
 */
public record ImportCounts(
        long read, long unchanged, long rejected, Changes changes, Map<ImportKind, Changes> byKind, Notes notes) {

    /** The kinds of records. Contacts and transitions become records of these kinds. */
    public static final List<ImportKind> RECORDS = List.of(
            ImportKind.USERS, ImportKind.SEQUENCES, ImportKind.COMPANIES, ImportKind.PEOPLE, ImportKind.OUTREACHES);

    /** The counts of a new import. */
    public static final ImportCounts NONE = new ImportCounts(0, 0, 0, Changes.NONE, Map.of(), Notes.NONE);

    public ImportCounts {
        var some = new EnumMap<ImportKind, Changes>(ImportKind.class);
        byKind.forEach((kind, ofKind) -> {
            if (!ofKind.equals(Changes.NONE)) {
                some.put(kind, ofKind);
            }
        });
        byKind = Map.copyOf(some);
    }

    /**
     * The numbers of records that were created and changed.
     *
     * @param created the number of new records
     * @param updated the number of changed records
     */
    public record Changes(long created, long updated) {

        /** No records. */
        public static final Changes NONE = new Changes(0, 0);

        /** Returns the sums of these numbers and others. */
        public Changes plus(Changes other) {
            return new Changes(created + other.created, updated + other.updated);
        }
    }

    /**
     * The numbers of contacts that were imported differently than written.
     *
     * @param warned the number of rows with warnings
     * @param merged the number of rows whose person another row of the same import created
     * @param ignoredDomains the number of rows whose domain is a host that many companies share
     * @param possibleDuplicates the number of rows whose person was created beside one of the same name in the same
     *     company, or whose LinkedIn profile belongs to another person
     */
    public record Notes(long warned, long merged, long ignoredDomains, long possibleDuplicates) {

        /** No such rows. */
        public static final Notes NONE = new Notes(0, 0, 0, 0);

        /** Returns the sums of these numbers and others. */
        public Notes plus(Notes other) {
            return new Notes(
                    warned + other.warned,
                    merged + other.merged,
                    ignoredDomains + other.ignoredDomains,
                    possibleDuplicates + other.possibleDuplicates);
        }
    }

    /** Returns the sums of these counts and others. */
    public ImportCounts plus(ImportCounts other) {
        var sums = new EnumMap<ImportKind, Changes>(ImportKind.class);
        sums.putAll(byKind);
        other.byKind.forEach((kind, more) -> sums.merge(kind, more, Changes::plus));
        return new ImportCounts(
                read + other.read,
                unchanged + other.unchanged,
                rejected + other.rejected,
                changes.plus(other.changes),
                sums,
                notes.plus(other.notes));
    }

    /** Returns the number of rows that were imported; 0 for an import that an earlier version of Grow completed. */
    public long imported() {
        return Math.max(0, read - rejected);
    }

    /** Returns the number of new records. */
    public long created() {
        return changes.created();
    }

    /** Returns the number of changed records. */
    public long updated() {
        return changes.updated();
    }

    /** Returns the numbers of new and changed records of a kind. */
    public Changes of(ImportKind kind) {
        return byKind.getOrDefault(kind, Changes.NONE);
    }
}

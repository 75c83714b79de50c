package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.file.Records.Item;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports rows of one kind. */
interface Importer {

    /** Begins a chunk in the transaction of the repositories. */
    Rows begin(Repositories stored);

    /** The rows of a chunk. Its methods are called in this order, once each. */
    interface Rows {

        /** Parses the rows and finds the records that they may match. */
        void identify(List<RowGroup> groups);

        /** Locks and loads these records. */
        void lock();

        /** Determines in memory what the rows change, and rejects invalid rows. */
        void decide();

        /** Stores the changes. */
        void store();

        /** Returns the result. */
        Outcome outcome();
    }

    /** The result of a chunk: the numbers of rows and records, and the rejects. */
    final class Outcome {

        final List<Reject> rejects = new ArrayList<>();
        final List<Reject> warnings = new ArrayList<>();
        final Map<ImportKind, ImportCounts.Changes> byKind = new EnumMap<>(ImportKind.class);
        long unchanged;
        long rejected;

        /** The number of items that are no rows of a file. */
        long noRows;

        ImportCounts.Notes notes = ImportCounts.Notes.NONE;

        /** Adds new and changed records of a kind. */
        void changed(ImportKind kind, int created, int updated) {
            byKind.merge(kind, new ImportCounts.Changes(created, updated), ImportCounts.Changes::plus);
        }

        /**
         * Returns the counts.
         *
         * @param read the number of items
         */
        ImportCounts counts(long read) {
            var changes = byKind.values().stream().reduce(ImportCounts.Changes.NONE, ImportCounts.Changes::plus);
            return new ImportCounts(read - noRows, unchanged, rejected, changes, byKind, notes);
        }

        /** Reads a row; empty if there is none or if it is unreadable, which rejects it. */
        Optional<RowReader> read(String file, @Nullable Item item) {
            if (item == null) {
                return Optional.empty();
            }
            var row = RowReader.of(file, item, rejects);
            if (row.isEmpty()) {
                rejected++;
            }
            return row;
        }

        /** Adds the warnings of an imported row. */
        void warn(RowReader row) {
            if (!row.warnings().isEmpty()) {
                warnings.addAll(row.warnings());
                notes = notes.plus(new ImportCounts.Notes(1, 0, 0, 0));
            }
        }

        /** Adds a rejected row. */
        void reject(RowReader row) {
            rejected++;
            rejects.addAll(row.rejects());
        }
    }
}

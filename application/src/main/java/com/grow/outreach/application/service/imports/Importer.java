package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.file.Records.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports rows of one kind. */
interface Importer {

    /** Stores the valid groups of a chunk in the transaction of the repositories. */
    Outcome store(List<RowGroup> groups, Repositories stored);

    /** The result of a chunk: the number of rows and records, and the rejects. */
    final class Outcome {

        final List<Reject> rejects = new ArrayList<>();
        long created;
        long updated;
        long unchanged;
        long rejected;

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

        /** Adds a rejected row. */
        void reject(RowReader row) {
            rejected++;
            rejects.addAll(row.rejects());
        }
    }
}

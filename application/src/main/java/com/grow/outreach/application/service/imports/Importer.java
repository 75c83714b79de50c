package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.file.Records.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Imports rows of one kind, many at once. */
interface Importer {

    /** Stores what can be stored of these, in the transaction of the repositories. */
    Outcome store(List<RowGroup> units, Repositories stored);

    /** The result. */
    final class Outcome {

        final List<Reject> rejects = new ArrayList<>();
        long created;
        long updated;
        long unchanged;
        long rejected;

        /** A row by itself; empty if it is rejected at once. */
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
    }
}

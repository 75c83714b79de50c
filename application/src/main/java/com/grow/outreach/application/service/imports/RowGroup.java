package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.Records.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is imported whole or not at all.
 *
 * @param row a row of a file, or null for histories without a row beside them
 * @param history the rows of the outreach's history, if it is one; empty for all else
 */
record RowGroup(@Nullable Item row, List<Item> history) {

    /** How many rows it is made of. */
    int size() {
        return (row == null ? 0 : 1) + history.size();
    }
}

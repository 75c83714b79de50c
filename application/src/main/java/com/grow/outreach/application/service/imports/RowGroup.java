package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.Records.Item;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are imported together or not at all.
 *
 * @param row a row of a file, or null for a history without its outreach
 * @param history the rows of the outreach's history; empty for other kinds
 */
record RowGroup(@Nullable Item row, List<Item> history) {

    /** Returns the number of rows. */
    int size() {
        return (row == null ? 0 : 1) + history.size();
    }
}

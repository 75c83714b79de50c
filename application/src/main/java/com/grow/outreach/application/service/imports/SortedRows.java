package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.RowSorter;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts rows, in memory if they are few. */
final class SortedRows implements AutoCloseable {

    private final Comparator<Keyed> order;
    private final RowSorter sorter;
    private List<Keyed> last = List.of();
    private RowSorter.@Nullable Runs runs;

    SortedRows(Comparator<Keyed> order, RowSorter sorter) {
        this.order = order;
        this.sorter = sorter;
    }

    /** Adds rows, which must be in order. */
    void add(List<Keyed> run) {
        if (!last.isEmpty()) {
            if (runs == null) {
                runs = sorter.begin(order);
            }
            runs.add(last);
        }
        last = run;
    }

    /** Returns all rows in order. */
    Records rows() {
        if (runs == null) {
            return new InMemory(last.iterator());
        }
        add(List.of());
        return runs.merged();
    }

    private record InMemory(Iterator<Keyed> rows) implements Records {

        @Override
        public @Nullable Item next() {
            return rows.hasNext() ? rows.next() : null;
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    @Override
    public void close() {
        if (runs != null) {
            runs.close();
        }
    }
}

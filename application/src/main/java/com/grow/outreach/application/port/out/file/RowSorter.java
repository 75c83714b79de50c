package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.port.out.file.Records.Keyed;
import java.util.Comparator;
import java.util.List;

/** Sorts more rows than fit into memory. */
@FunctionalInterface
public interface RowSorter {

    /** Begins a sort. */
    Runs begin(Comparator<Keyed> order);

    /** Sorted parts of all rows. */
    interface Runs extends AutoCloseable {

        /**
         * Stores rows.
         *
         * @param run rows that are in order
         * @throws UnreadableException if the rows can't be stored
         */
        void add(List<Keyed> run);

        /** Returns the rows of all runs in order. They are {@link Keyed}. Closing them closes the runs. */
        Records merged();

        @Override
        void close();
    }
}

package com.grow.outreach.application.port.out;

import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.RowSorter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sorts rows in memory. */
public final class InMemorySorter implements RowSorter {

    @Override
    public Runs begin(Comparator<Records.Keyed> order) {
        var all = new ArrayList<Records.Keyed>();
        return new Runs() {

            @Override
            public void add(List<Records.Keyed> run) {
                all.addAll(run);
            }

            @Override
            public Records merged() {
                all.sort(order);
                var rows = all.iterator();
                return new Records() {

                    @Override
                    public @Nullable Item next() {
                        return rows.hasNext() ? rows.next() : null;
                    }

                    @Override
                    public void close() {
                        // Nothing is open.
                    }
                };
            }

            @Override
            public void close() {
                all.clear();
            }
        };
    }
}

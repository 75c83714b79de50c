package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.RowSorter;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Sorts rows in a temporary file. The memory used does not depend on the number of rows.
 *
 * @param directory the directory of temporary files
 * @param space the free space of its disk
 */
public record DiskSorter(Path directory, FreeSpace space) implements RowSorter {

    /** The maximum number of runs that are merged, each of which takes a buffer. */
    private static final int MAX_RUNS = 500;

    @Override
    public Runs begin(Comparator<Keyed> order) {
        return new SortedRuns(order);
    }

    private final class SortedRuns implements Runs {

        private final Comparator<Keyed> order;
        private final List<SpooledRows.Run> runs = new ArrayList<>();
        private SpooledRows spool;

        SortedRuns(Comparator<Keyed> order) {
            this.order = order;
            this.spool = create();
        }

        private SpooledRows create() {
            try {
                return SpooledRows.create(directory, space);
            } catch (IOException e) {
                throw unsorted(e);
            }
        }

        @Override
        public void add(List<Keyed> run) {
            if (runs.size() == MAX_RUNS) {
                mergeRuns();
            }
            try {
                runs.add(spool.write(run));
            } catch (IOException e) {
                throw unsorted(e);
            }
        }

        /** Replaces all runs by one. */
        private void mergeRuns() {
            var former = spool;
            var merged = create();
            try (former) {
                var all = new Merged(order, runs);
                var run = merged.write(all::next);
                runs.clear();
                runs.add(run);
            } catch (IOException e) {
                throw unsorted(e);
            } finally {
                spool = merged;
            }
        }

        @Override
        public Records merged() {
            try {
                var merged = new Merged(order, runs);
                return new Records() {
                    @Override
                    public @Nullable Item next() {
                        try {
                            return merged.next();
                        } catch (IOException e) {
                            throw unsorted(e);
                        }
                    }

                    @Override
                    public void close() {
                        SortedRuns.this.close();
                    }
                };
            } catch (IOException e) {
                throw unsorted(e);
            }
        }

        @Override
        public void close() {
            try {
                spool.close();
            } catch (IOException e) {
                throw unsorted(e);
            }
        }
    }

    private UnreadableException unsorted(IOException e) {
        return new UnreadableException("the rows can't be sorted in %s: %s".formatted(directory, e.getMessage()), e);
    }

    /** The rows of several runs in order. */
    private static final class Merged {

        private final PriorityQueue<Head> heads;

        /** The next row of a run. */
        private record Head(Keyed row, SpooledRows.Cursor rest) {}

        Merged(Comparator<Keyed> order, List<SpooledRows.Run> runs) throws IOException {
            heads = new PriorityQueue<>(Comparator.comparing(Head::row, order));
            for (var run : runs) {
                add(run.open());
            }
        }

        private void add(SpooledRows.Cursor rest) throws IOException {
            var row = rest.next();
            if (row != null) {
                heads.add(new Head(row, rest));
            }
        }

        @Nullable Keyed next() throws IOException {
            var head = heads.poll();
            if (head == null) {
                return null;
            }
            add(head.rest());
            return head.row();
        }
    }
}

package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.Records;
import com.grow.outreach.application.port.out.Records.Item;
import com.grow.outreach.application.port.out.Records.Row;
import com.grow.outreach.application.port.out.UnreadableException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a file and those of the histories beside it together. Histories come in the order of the outreaches, as
 * they are exported; those that are early wait in a window of limited length, so that a few rows out of place do no harm.
 * Histories that belong to no outreach of the file come last.
 */
final class Units implements AutoCloseable {

    private static final int WINDOW = 10_000;

    private final @Nullable Records rows;
    private final @Nullable Records histories;

    /** What was read of the histories and has not been asked for, by outreach; the oldest first. */
    private final Map<String, Group> early = new LinkedHashMap<>();

    private @Nullable Item ahead;
    private long read;
    private long historyRead;
    private int waiting;
    private @Nullable UnreadableException failure;

    /**
     * Begins, or goes on.
     *
     * @param rows the rows, or null if there are histories alone
     * @param histories the histories, or null
     * @param skipped how many rows are done
     * @param historySkipped how many rows of the histories are done
     */
    Units(@Nullable Records rows, @Nullable Records histories, long skipped, long historySkipped) {
        this.rows = rows;
        this.histories = histories;
        while (rows != null && read < skipped && rows.next() != null) {
            read++;
        }
        while (histories != null && historyRead < historySkipped && histories.next() != null) {
            historyRead++;
        }
        ahead = histories == null ? null : histories.next();
    }

    /** Rows of one history that stand together. */
    private record Group(long first, List<Item> items) {}

    /**
     * The next few, none after the last.
     *
     * @param size how many rows they have together, or a few more
     * @throws UnreadableException if there are none before a place that can't be read
     */
    List<Unit> next(int size) {
        var units = new ArrayList<Unit>();
        int rowsOfThem = 0;
        try {
            if (failure != null) {
                throw failure;
            }
            for (var unit = next(); unit != null; unit = rowsOfThem < size ? next() : null) {
                units.add(unit);
                rowsOfThem += unit.size();
            }
        } catch (UnreadableException e) {
            if (units.isEmpty()) {
                throw e;
            }
            failure = e;
        }
        return units;
    }

    private @Nullable Unit next() {
        var row = rows == null ? null : rows.next();
        if (row != null) {
            read++;
            return new Unit(row, row instanceof Row outreach ? history(outreach) : List.of());
        }
        if (early.isEmpty() && !readGroup()) {
            return null;
        }
        return new Unit(null, take(early.keySet().iterator()));
    }

    private List<Item> take(Iterator<String> oldest) {
        var group = early.remove(oldest.next());
        if (group == null) {
            return List.of();
        }
        waiting -= group.items().size();
        return group.items();
    }

    private List<Item> history(Row outreach) {
        var id = outreach.values().get("id");
        if (histories == null || id == null) {
            return List.of();
        }
        while (!early.containsKey(id.strip()) && waiting < WINDOW && readGroup()) {
            // Until it has come, or too many others wait.
        }
        return early.containsKey(id.strip()) ? take(List.of(id.strip()).iterator()) : List.of();
    }

    /** Reads on to where another history begins; false at the end. */
    private boolean readGroup() {
        if (ahead == null || histories == null) {
            return false;
        }
        var owner = owner(ahead);
        var group = early.computeIfAbsent(owner, id -> new Group(historyRead, new ArrayList<>()));
        do {
            group.items().add(ahead);
            waiting++;
            historyRead++;
            ahead = histories.next();
        } while (ahead != null && owner(ahead).equals(owner) && group.items().size() < WINDOW);
        return true;
    }

    private static String owner(Item item) {
        var id = item instanceof Row row ? row.values().get("outreach_id") : null;
        // A row that can't be read belongs to nobody.
        return id == null ? "line " + item.line() : id.strip();
    }

    /** How many rows are done once all that {@link #next(int)} gave is. */
    long read() {
        return read;
    }

    /** As {@link #read}, of the histories. */
    long historyRead() {
        return early.isEmpty() ? historyRead : early.values().iterator().next().first();
    }

    @Override
    public void close() {
        try (rows;
                histories) {
            early.clear();
        }
    }
}

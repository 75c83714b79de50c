package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the rows of a file and those of the histories beside it together. Histories come in the order of the outreaches, as
 * they are exported; those that are early wait in a window of limited size, so that a few rows out of place do no harm.
 * Histories that belong to no outreach of the file come last. Which of them come together follows from the files alone.
 */
final class RowGroups implements AutoCloseable {

    private static final int WINDOW = 10_000;

    /** How many characters wait in the window or are taken at once, or a row more: a row may have a million. */
    private static final long CHARACTERS = 8_000_000;

    /** For how long rows are read for one chunk. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final @Nullable Records rows;
    private final @Nullable Records histories;
    private final Runnable pulse;
    private final InstantSource clock;

    /** What was read of the histories and has not been asked for, by outreach; the oldest first. */
    private final Map<String, List<Item>> early = new LinkedHashMap<>();

    private boolean begun;
    private @Nullable Item ahead;
    private long read;
    private long historyRead;
    private int waiting;
    private long waitingCharacters;
    private @Nullable UnreadableException failure;

    /**
     * Begins.
     *
     * @param rows the rows, or null if there are histories alone
     * @param histories the histories, or null
     * @param pulse called before each row is read; may throw to end that
     * @param clock what time it is
     */
    RowGroups(@Nullable Records rows, @Nullable Records histories, Runnable pulse, InstantSource clock) {
        this.rows = rows;
        this.histories = histories;
        this.pulse = pulse;
        this.clock = clock;
    }

    /**
     * Takes again, for nobody, what is done, so that all else comes as it would have.
     *
     * @param rowsDone what {@link #read} was
     * @param historyDone what {@link #historyRead} was
     */
    void skip(long rowsDone, long historyDone) {
        boolean more = true;
        while (more && (read < rowsDone || historyRead < historyDone)) {
            more = next() != null;
        }
    }

    /**
     * The next few, none after the last.
     *
     * @param size how many rows they have together at most, or a few more; fewer if they are long or slow to read
     * @throws UnreadableException if there are none before a place that can't be read
     */
    List<RowGroup> next(int size) {
        var units = new ArrayList<RowGroup>();
        int rowsOfThem = 0;
        long characters = 0;
        try {
            if (failure != null) {
                throw failure;
            }
            var end = clock.instant().plus(LONGEST);
            boolean more = true;
            for (var unit = next(); unit != null; unit = more ? next() : null) {
                units.add(unit);
                rowsOfThem += unit.size();
                characters += characters(unit.row()) + characters(unit.history());
                more = rowsOfThem < size
                        && characters < CHARACTERS
                        && clock.instant().isBefore(end);
            }
        } catch (UnreadableException e) {
            if (units.isEmpty()) {
                throw e;
            }
            failure = e;
        }
        return units;
    }

    private @Nullable RowGroup next() {
        var row = rows == null ? null : read(rows);
        if (row != null) {
            read++;
            return new RowGroup(row, row instanceof Row outreach ? history(outreach) : List.of());
        }
        if (early.isEmpty() && !readGroup()) {
            return null;
        }
        return new RowGroup(null, take(early.keySet().iterator()));
    }

    private @Nullable Item read(Records records) {
        pulse.run();
        return records.next();
    }

    private List<Item> take(Iterator<String> oldest) {
        var group = early.remove(oldest.next());
        if (group == null) {
            return List.of();
        }
        waiting -= group.size();
        waitingCharacters -= characters(group);
        historyRead += group.size();
        return group;
    }

    private static long characters(List<Item> items) {
        return items.stream().mapToLong(RowGroups::characters).sum();
    }

    private static long characters(@Nullable Item item) {
        return item instanceof Row row
                ? row.values().values().stream()
                        .mapToLong(value -> value == null ? 0 : value.length())
                        .sum()
                : 0;
    }

    private List<Item> history(Row outreach) {
        var id = outreach.values().get("id");
        if (histories == null || id == null) {
            return List.of();
        }
        while (!early.containsKey(id.strip()) && waiting < WINDOW && waitingCharacters < CHARACTERS && readGroup()) {
            // Until it has come, or too many others wait.
        }
        return early.containsKey(id.strip()) ? take(List.of(id.strip()).iterator()) : List.of();
    }

    /** Reads on to where another history begins; false at the end. */
    private boolean readGroup() {
        if (histories == null) {
            return false;
        }
        if (!begun) {
            begun = true;
            ahead = read(histories);
        }
        if (ahead == null) {
            return false;
        }
        var owner = owner(ahead);
        var group = early.computeIfAbsent(owner, id -> new ArrayList<>());
        do {
            group.add(ahead);
            waiting++;
            waitingCharacters += characters(ahead);
            ahead = read(histories);
        } while (ahead != null
                && owner(ahead).equals(owner)
                && group.size() < WINDOW
                && waitingCharacters < CHARACTERS);
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
        return historyRead;
    }

    @Override
    public void close() {
        try (rows;
                histories) {
            early.clear();
        }
    }
}

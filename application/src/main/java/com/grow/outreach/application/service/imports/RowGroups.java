package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Groups the rows of a file with the histories of another file. Both files have the same order, like exports. Histories that
 * come early wait in a window of limited size, so that a few rows may be out of order. Histories without an outreach in the
 * file come last. The groups depend only on the content of the files, and so do the chunks unless reading is slow.
 */
final class RowGroups implements AutoCloseable {

    private static final int WINDOW = 10_000;

    /** The maximum number of characters in the window and in a chunk, which one row may exceed. */
    private static final long CHARACTERS = 8_000_000;

    /** The maximum time to read the rows of a chunk. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final @Nullable Records rows;
    private final @Nullable Records histories;
    private final BooleanSupplier cancelled;
    private final InstantSource clock;

    /** The histories in the window by outreach, oldest first. */
    private final Map<String, List<Item>> early = new LinkedHashMap<>();

    private boolean begun;
    private boolean isCancelled;
    private @Nullable Item ahead;
    private @Nullable Item nextRow;
    private long read;
    private long historyRead;
    private int waiting;
    private long waitingCharacters;
    private @Nullable UnreadableException failure;

    /**
     * Opens the groups of two files.
     *
     * @param rows the rows, or null for histories without their outreaches
     * @param histories the histories, or null
     * @param cancelled asked before each row; once it is true, reading ends
     * @param clock limits the time to read a chunk
     */
    RowGroups(@Nullable Records rows, @Nullable Records histories, BooleanSupplier cancelled, InstantSource clock) {
        this.rows = rows;
        this.histories = histories;
        this.cancelled = cancelled;
        this.clock = clock;
    }

    /**
     * Skips the groups that have been imported. The groups after them are the same as without an interruption.
     *
     * @param rowsDone the result of {@link #read} after the last imported group
     * @param historyDone the result of {@link #historyRead} after the last imported group
     */
    void skip(long rowsDone, long historyDone) {
        boolean more = true;
        while (more && (read < rowsDone || historyRead < historyDone)) {
            more = next() != null;
        }
    }

    /**
     * Returns the next groups, empty after the last one. They include all contacts with the e-mail address of the last one, up
     * to twice the size.
     *
     * @param size the number of rows after which no more groups are added; there are fewer if they are long or slow to read
     * @throws UnreadableException if the rest of a file can't be read and all groups before it have been returned
     */
    List<RowGroup> next(int size) {
        var groups = new ArrayList<RowGroup>();
        int rowCount = 0;
        long characters = 0;
        try {
            if (failure != null) {
                throw failure;
            }
            var end = clock.instant().plus(LONGEST);
            boolean more = true;
            for (var group = next(); group != null; group = more ? next() : null) {
                groups.add(group);
                rowCount += group.size();
                characters += characters(group.row()) + characters(group.history());
                more = rowCount < size
                                && characters < CHARACTERS
                                && clock.instant().isBefore(end)
                        || rowCount < 2 * size && hasEmailOfNextRow(group);
            }
        } catch (UnreadableException e) {
            if (groups.isEmpty()) {
                throw e;
            }
            failure = e;
        }
        return groups;
    }

    private boolean hasEmailOfNextRow(RowGroup group) {
        var email = ContactKey.email(group.row());
        if (email == null || rows == null) {
            return false;
        }
        nextRow = read(rows);
        return email.equals(ContactKey.email(nextRow));
    }

    private @Nullable Item nextRow() {
        var row = nextRow == null && rows != null ? read(rows) : nextRow;
        nextRow = null;
        return row;
    }

    private @Nullable RowGroup next() {
        var row = nextRow();
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
        isCancelled |= cancelled.getAsBoolean();
        return isCancelled ? null : records.next();
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

    /** Returns the number of characters of an item. */
    static long characters(@Nullable Item item) {
        return (item instanceof Keyed keyed ? keyed.item() : item) instanceof Row row
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
            // Fills the window until the history is in it.
        }
        return early.containsKey(id.strip()) ? take(List.of(id.strip()).iterator()) : List.of();
    }

    /** Reads the next history into the window; returns false at the end. */
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
        // An unreadable row is a group of its own.
        return id == null ? "line " + item.line() : id.strip();
    }

    /** Returns the number of rows in all groups returned so far. */
    long read() {
        return read;
    }

    /** Returns the number of rows of histories in all groups returned so far. */
    long historyRead() {
        return historyRead;
    }

    /** Returns whether reading was cancelled before the end. */
    boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public void close() {
        try (rows;
                histories) {
            early.clear();
        }
    }
}

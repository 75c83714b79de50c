package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.Replay;
import com.grow.outreach.domain.Transition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rows of a history, added to the transitions that an outreach has. */
final class OutreachHistory {

    static final String STATES = "new, starting, waiting, enrichment, ready or not_available";

    private final OutreachRows rows;
    private final Outreach outreach;
    private final Instant createdAt;
    private final NavigableMap<Integer, Transition> transitions = new TreeMap<>();
    private final List<Transition> added = new ArrayList<>();
    private final Map<Transition, RowReader> sources = new HashMap<>();

    private OutreachHistory(OutreachRows rows, Outreach outreach, Instant createdAt) {
        this.rows = rows;
        this.outreach = outreach;
        this.createdAt = createdAt;
    }

    /**
     * Adds the history of the rows. Transitions that the outreach has must be equal in the rows; the others must be allowed.
     *
     * @return the outreach with the whole history; null if the rows are rejected
     */
    static @Nullable Entry replay(OutreachRows rows, Outreach outreach, Instant createdAt, List<Transition> existing) {
        var history = new OutreachHistory(rows, outreach, createdAt);
        existing.forEach(transition -> history.transitions.put(transition.sortKey(), transition));
        int last = 0;
        for (var row : rows.history()) {
            var sortKey = history.sortKey(row, last);
            if (sortKey == null || !history.add(row, sortKey)) {
                return null;
            }
            last = sortKey;
        }
        return history.replay(existing);
    }

    /** Returns an outreach with its replayed history. */
    static Entry entry(Replay replay, Instant createdAt, List<Transition> history) {
        return new Entry(((Replay.Replayed) replay).outreach(), createdAt, history);
    }

    private @Nullable Entry replay(List<Transition> existing) {
        var replay = outreach.replay(added);
        if (replay instanceof Replay.Broken broken) {
            var row = sources.get(broken.transition());
            if (row != null) {
                row.reject("to_state", broken.reason());
            }
            return null;
        }
        var history = new ArrayList<>(existing);
        history.addAll(added);
        return entry(replay, createdAt, history);
    }

    /**
     * Returns the sort key of a transition; null if the row is rejected. A row without one follows the row before it, like
     * the transition that the outreach has there.
     *
     * @param last the sort key of the row before it, or 0
     */
    private @Nullable Integer sortKey(RowReader row, int last) {
        if (row.raw("sort_key") != null) {
            return row.number("sort_key", 1, Outreach.MAX_REPLAYED_SORT_KEY, null);
        }
        if (rows.row() == null) {
            row.reject(
                    "sort_key",
                    "is missing; it is required without a file of outreaches, to find existing transitions");
            return null;
        }
        var next = transitions.higherKey(last);
        return next == null ? Integer.valueOf(last + Outreach.SORT_KEY_STEP) : next;
    }

    /** Adds a transition; returns false if the row is rejected. */
    private boolean add(RowReader row, int sortKey) {
        var existing = transitions.get(sortKey);
        var transition = transition(row, existing == null ? defaults(sortKey) : existing);
        if (transition == null) {
            return false;
        }
        if (existing == null) {
            added.add(transition);
            sources.put(transition, row);
            transitions.put(sortKey, transition);
        } else if (!isSame(existing, transition)) {
            row.reject("sort_key", "another transition has the sort key %d; histories can't change".formatted(sortKey));
            return false;
        }
        return true;
    }

    private Transition defaults(int sortKey) {
        var earlier = transitions.lowerEntry(sortKey);
        var from = earlier == null ? OutreachState.NEW : earlier.getValue().toState();
        return new Transition(outreach.id(), from, OutreachState.NEW, sortKey, createdAt);
    }

    private static boolean isSame(Transition one, Transition other) {
        return one.fromState() == other.fromState()
                && one.toState() == other.toState()
                && one.createdAt().equals(other.createdAt());
    }

    /** Returns the transition of a row, with defaults for missing columns; null if the row is invalid. */
    private static @Nullable Transition transition(RowReader row, Transition defaults) {
        var from = row.parsed("from_state", OutreachState::parse, STATES);
        var to = row.parsed("to_state", OutreachState::parse, STATES);
        if (row.raw("to_state") == null) {
            row.reject("to_state", "is missing; expected " + STATES);
        }
        var when = row.time("created_at", defaults.createdAt());
        var actor = row.plainText("actor", Cause.MAX_ACTOR);
        var reason = row.plainText("reason", Cause.ROOM * Cause.MAX_REASON);
        var metadata = row.plainText("metadata", Cause.ROOM * Cause.MAX_METADATA);
        return to == null || !row.isValid()
                ? null
                : new Transition(
                        defaults.outreachId(),
                        from == null ? defaults.fromState() : from,
                        to,
                        defaults.sortKey(),
                        when,
                        new Cause(actor, reason, metadata == null ? "{}" : metadata));
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stored records and their changes by the rows of a chunk, which are stored together at its end.
 *
 * @param <K> the type of the ids
 * @param <V> the type of the records
 */
final class PendingChanges<K, V> {

    private final Map<K, V> stored = new HashMap<>();
    private final Map<K, V> changed = new LinkedHashMap<>();
    private long overwritten;

    /** Adds stored records. */
    void addStored(Map<K, V> records) {
        stored.putAll(records);
    }

    /** Returns the ids of the stored records. */
    Set<K> storedIds() {
        return stored.keySet();
    }

    /** Returns a record with its changes so far; null if there is none. */
    @Nullable V current(K id) {
        var change = changed.get(id);
        return change == null ? stored.get(id) : change;
    }

    /** Creates or changes a record; returns false if the new value is the current one. */
    boolean put(K id, V value) {
        if (value.equals(current(id))) {
            return false;
        }
        if (changed.put(id, value) != null) {
            overwritten++;
        }
        return true;
    }

    /** Returns whether the current value differs from the stored one. */
    boolean differs(K id) {
        var change = changed.get(id);
        return change != null && !change.equals(stored.get(id));
    }

    /** Returns the number of changes that were later overwritten or reverted. */
    long undone() {
        return overwritten
                + changed.keySet().stream().filter(id -> !differs(id)).count();
    }

    /** Stores the records that differ, and counts them. */
    void store(
            ImportKind kind, Consumer<Collection<V>> add, Consumer<Collection<V>> replace, Importer.Outcome outcome) {
        var added = new ArrayList<V>();
        var replaced = new ArrayList<V>();
        changed.forEach((id, value) -> {
            if (differs(id)) {
                (stored.containsKey(id) ? replaced : added).add(value);
            }
        });
        add.accept(added);
        replace.accept(replaced);
        outcome.changed(kind, added.size(), replaced.size());
    }
}

package com.grow.outreach.application.service.imports;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Things as they are, and as they are to be.
 *
 * @param <K> their ids
 * @param <V> what they are
 */
final class PendingChanges<K, V> {

    private final Map<K, V> before = new HashMap<>();
    private final Map<K, V> after = new LinkedHashMap<>();
    private long overridden;

    /** Takes note of what is there. */
    void found(Map<K, V> things) {
        before.putAll(things);
    }

    /** The ids of what was there. */
    Set<K> ids() {
        return before.keySet();
    }

    /** As it is to be by now, or null if there is none. */
    @Nullable V current(K id) {
        var changed = after.get(id);
        return changed == null ? before.get(id) : changed;
    }

    /** Has it be so; false if it is already. */
    boolean put(K id, V thing) {
        if (thing.equals(current(id))) {
            return false;
        }
        if (after.put(id, thing) != null) {
            overridden++;
        }
        return true;
    }

    /** Returns whether the new value differs from the stored one. */
    boolean differs(K id) {
        var changed = after.get(id);
        return changed != null && !changed.equals(before.get(id));
    }

    /** Number of changes that were later overwritten or reverted. */
    long undone() {
        return overridden + after.keySet().stream().filter(id -> !differs(id)).count();
    }

    /** Stores what is different in the end. */
    void store(Consumer<Collection<V>> add, Consumer<Collection<V>> replace, Importer.Outcome outcome) {
        var added = new ArrayList<V>();
        var replaced = new ArrayList<V>();
        after.forEach((id, thing) -> {
            if (differs(id)) {
                (before.containsKey(id) ? replaced : added).add(thing);
            }
        });
        add.accept(added);
        replace.accept(replaced);
        outcome.created += added.size();
        outcome.updated += replaced.size();
    }
}

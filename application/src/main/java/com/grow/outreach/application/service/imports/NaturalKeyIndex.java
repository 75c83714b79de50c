package com.grow.outreach.application.service.imports;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The records that the rows of a chunk may match, by natural key. It contains the stored records and the records that earlier
 * rows of the chunk created or changed.
 */
final class NaturalKeyIndex<K extends Id, T> {

    private final DirectoryKind<K, T> kind;
    private final BulkDirectory<K, T> directory;
    private final Map<KeyValue, Set<K>> matches = new HashMap<>();

    /** Keys that too many records have to load them all; such a key is ambiguous whatever the chunk changes. */
    private final Set<KeyValue> overfull = new HashSet<>();

    private final Set<NaturalKey> searched = new HashSet<>();
    private final PendingChanges<K, Created<T>> changes = new PendingChanges<>();

    NaturalKeyIndex(DirectoryKind<K, T> kind, BookRepository book) {
        this.kind = kind;
        this.directory = kind.directory().apply(book);
    }

    /** A normalized value of a natural key. */
    private record KeyValue(NaturalKey key, String text) {

        KeyValue {
            text = key.normalized(text);
        }
    }

    /** Finds the records that have one of these values of a key. */
    void find(NaturalKey key, Set<String> texts) {
        if (!texts.isEmpty()) {
            addMatches(key, directory.matching(key, normalized(key, texts)));
        }
    }

    /** Finds the records that have one of these values of a key and refer to one of these ids. */
    void find(NaturalKey key, Set<String> texts, Collection<? extends Id> referred) {
        if (!texts.isEmpty()) {
            addMatches(key, directory.matching(key, normalized(key, texts), referred));
        }
    }

    private static Set<String> normalized(NaturalKey key, Set<String> texts) {
        return texts.stream().map(key::normalized).collect(Collectors.toSet());
    }

    private void addMatches(NaturalKey key, Map<String, Set<K>> found) {
        searched.add(key);
        found.forEach((text, ids) -> matches.put(new KeyValue(key, text), new HashSet<>(ids)));
    }

    /** Locks and loads the records that were found, and those with other ids. */
    void lock(Set<K> others) {
        lock(others, Integer.MAX_VALUE);
    }

    /**
     * Locks and loads the records that were found, and those with other ids.
     *
     * @param limit the number of records with the same key beyond which they are not loaded
     */
    void lock(Set<K> others, int limit) {
        var ids = new HashSet<>(others);
        matches.forEach((key, found) -> {
            if (found.size() > limit) {
                overfull.add(key);
            } else {
                ids.addAll(found);
            }
        });
        changes.addStored(directory.lock(ids));
        matches.forEach((key, found) -> {
            if (!overfull.contains(key)) {
                // A record may have been changed or deleted between the search and the lock.
                found.removeIf(id -> keys(changes.current(id)).noneMatch(key::equals));
            }
        });
    }

    private Stream<KeyValue> keys(@Nullable Created<T> created) {
        return created == null
                ? Stream.of()
                : kind.keys().stream()
                        .filter(key -> searched.contains(key.key()))
                        .flatMap(key -> Stream.ofNullable(key.value().apply(created.value()))
                                .map(text -> new KeyValue(key.key(), text)));
    }

    /** Returns the current ids of the records that match a value passed to {@code find}. */
    Set<K> matching(NaturalKey key, String text) {
        return matches.getOrDefault(new KeyValue(key, text), Set.of());
    }

    /** Returns the ids of the stored records. */
    Set<K> storedIds() {
        return changes.storedIds();
    }

    /** Returns a record with its changes so far; null if there is none. */
    @Nullable Created<T> current(K id) {
        return changes.current(id);
    }

    /** Returns a record that exists, with its changes so far. */
    Created<T> existing(K id) {
        return requireNonNull(current(id));
    }

    /** Creates or changes a record; returns false if the new value is the current one. */
    boolean put(K id, Created<T> value) {
        var former = current(id);
        if (!changes.put(id, value)) {
            return false;
        }
        keys(former).filter(key -> !overfull.contains(key)).forEach(key -> {
            var found = matches.get(key);
            if (found != null) {
                found.remove(id);
            }
        });
        keys(value)
                .filter(key -> !overfull.contains(key))
                .forEach(key ->
                        matches.computeIfAbsent(key, none -> new HashSet<>()).add(id));
        return true;
    }

    /** Returns whether the current value differs from the stored one. */
    boolean differs(K id) {
        return changes.differs(id);
    }

    /** Returns the number of changes that were later overwritten or reverted. */
    long undone() {
        return changes.undone();
    }

    /** Stores the records that differ, and counts them. */
    void store(Importer.Outcome outcome) {
        changes.store(kind.kind(), directory::add, directory::replace, outcome);
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Id;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Things that rows are about, by what they are known by: those that are there, and as rows that came before have made or
 * changed them.
 */
final class NaturalKeyIndex<K extends Id, T> {

    private final DirectoryKind<K, T> kind;
    private final BulkDirectory<K, T> shelf;
    private final Map<Key, Set<K>> bearers = new HashMap<>();

    /** Of these there were too many bearers to be loaded: nobody can be meant by them. */
    private final Set<Key> crowds = new HashSet<>();

    private final Set<String> searched = new HashSet<>();
    private final PendingChanges<K, Created<T>> changes = new PendingChanges<>();

    NaturalKeyIndex(DirectoryKind<K, T> kind, BookRepository book) {
        this.kind = kind;
        this.shelf = kind.shelf().apply(book);
    }

    /** What something is known by. */
    private record Key(String column, String text) {

        Key {
            text = plain(column, text);
        }
    }

    /** A text that may have been written otherwise: addresses and domains are the same in upper and lower case. */
    static String plain(String column, String text) {
        return column.equals("name") ? text : text.toLowerCase(Locale.ROOT);
    }

    /** Looks for those that have one of these texts in a column. */
    void find(String column, Set<String> texts) {
        if (!texts.isEmpty()) {
            found(column, shelf.bearing(column, plain(column, texts)));
        }
    }

    /** Looks for those that have one of these texts in a column and refer to one of these. */
    void find(String column, Set<String> texts, Collection<? extends Id> referred) {
        if (!texts.isEmpty()) {
            found(column, shelf.bearing(column, plain(column, texts), referred));
        }
    }

    private static Set<String> plain(String column, Set<String> texts) {
        return texts.stream().map(text -> plain(column, text)).collect(Collectors.toSet());
    }

    private void found(String column, Map<String, Set<K>> bearing) {
        searched.add(column);
        bearing.forEach((text, ids) -> bearers.put(new Key(column, text), new HashSet<>(ids)));
    }

    /**
     * Loads those that were found, and others, so that they stay as they are.
     *
     * @param crowd if more than that are known by the same, they are left alone
     */
    void lock(Set<K> others, int crowd) {
        var ids = new HashSet<>(others);
        bearers.forEach((key, bearing) -> {
            if (bearing.size() > crowd) {
                crowds.add(key);
            } else {
                ids.addAll(bearing);
            }
        });
        changes.found(shelf.lock(ids));
        bearers.forEach((key, bearing) -> {
            if (!crowds.contains(key)) {
                // It may have been changed or deleted between the search and the lock.
                bearing.removeIf(id -> keys(changes.current(id)).noneMatch(key::equals));
            }
        });
    }

    private Stream<Key> keys(@Nullable Created<T> thing) {
        return thing == null
                ? Stream.of()
                : kind.knownBy().stream()
                        .filter(name -> searched.contains(name.column()))
                        .flatMap(name -> Stream.ofNullable(name.of().apply(thing.thing()))
                                .map(text -> new Key(name.column(), text)));
    }

    /** Which are known by that, of those that {@link #find} was told of. */
    Set<K> bearing(String column, String text) {
        return bearers.getOrDefault(new Key(column, text), Set.of());
    }

    /** The ids of those that were there. */
    Set<K> ids() {
        return changes.ids();
    }

    @Nullable Created<T> current(K id) {
        return changes.current(id);
    }

    Created<T> there(K id) {
        return Objects.requireNonNull(current(id));
    }

    /** Has something be so; false if it is already. */
    boolean put(K id, Created<T> thing) {
        var former = current(id);
        if (!changes.put(id, thing)) {
            return false;
        }
        keys(former).filter(key -> !crowds.contains(key)).forEach(key -> {
            var bearing = bearers.get(key);
            if (bearing != null) {
                bearing.remove(id);
            }
        });
        keys(thing)
                .filter(key -> !crowds.contains(key))
                .forEach(key ->
                        bearers.computeIfAbsent(key, none -> new HashSet<>()).add(id));
        return true;
    }

    /** Returns whether the new value differs from the stored one. */
    boolean differs(K id) {
        return changes.differs(id);
    }

    /** How often something was put that did not last. */
    long undone() {
        return changes.undone();
    }

    /** Stores what is different in the end. */
    void store(Importer.Outcome outcome) {
        changes.store(shelf::add, shelf::replace, outcome);
    }
}

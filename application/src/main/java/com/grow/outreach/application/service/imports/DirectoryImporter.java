package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.service.imports.DirectoryKind.Context;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Imports users, sequences, companies or people.
 *
 * @param kind the kind of the rows
 * @param file the name of the file
 * @param keyColumn the column that identifies records instead of the id, or null for the id and, without one, the default key
 * @param formats the formats of contact data
 * @param now the creation time of records without one
 */
record DirectoryImporter<K extends Id, T>(
        DirectoryKind<K, T> kind, String file, @Nullable String keyColumn, ContactFormats formats, Instant now)
        implements Importer {

    /** Records with the same key beyond this number are not loaded: the key stays ambiguous even if some of them change. */
    private static final int MATCH_LIMIT = 10;

    /**
     * A row with its keys.
     *
     * @param id the id, or null
     * @param key the natural key, or null if the id identifies the record
     */
    private record ParsedRow<K>(
            RowReader row, @Nullable K id, @Nullable String key) {}

    @Override
    public Rows begin(Repositories stored) {
        var scope = new ImportScope(stored.caller(), now);
        if (kind.kind() == ImportKind.USERS || kind.kind() == ImportKind.SEQUENCES) {
            scope.requireManaging(file, kind.kind().value());
        }
        return new Chunk(stored.book(), scope);
    }

    private final class Chunk implements Rows {

        private final BookRepository book;
        private final ImportScope scope;
        private final Outcome outcome = new Outcome();
        private final List<ParsedRow<K>> rows = new ArrayList<>();
        private final NaturalKeyIndex<K, T> records;
        private Set<String> referred = Set.of();

        Chunk(BookRepository book, ImportScope scope) {
            this.book = book;
            this.scope = scope;
            this.records = new NaturalKeyIndex<>(kind, book);
        }

        @Override
        public void identify(List<RowGroup> groups) {
            groups.forEach(group -> outcome.read(file, group.row()).ifPresent(row -> rows.add(parsed(row))));
            records.find(
                    key().key(),
                    rows.stream().map(ParsedRow::key).filter(Objects::nonNull).collect(Collectors.toSet()));
        }

        @Override
        public void lock() {
            referred = referred(rows, book);
            records.lock(ids(rows, scope), MATCH_LIMIT);
        }

        @Override
        public void decide() {
            for (var one : rows) {
                var row = one.row();
                var id = row.isValid() ? id(one) : null;
                if (id != null) {
                    var result = kind.read(row, id, records.current(id), new Context(formats, scope));
                    requireReferred(row, referred);
                    if (row.isValid() && !records.put(id, result)) {
                        outcome.unchanged++;
                    }
                }
                if (!row.isValid()) {
                    outcome.reject(row);
                }
            }
            outcome.unchanged += records.undone();
        }

        /** Returns the id of the row's record; null if the row is rejected. */
        private @Nullable K id(ParsedRow<K> one) {
            var given = one.id();
            if (one.key() != null) {
                var matches = records.matching(key().key(), one.key());
                if (matches.size() > 1) {
                    one.row().reject(key().column(), ambiguous(one.key(), matches.size()));
                    return null;
                }
                if (!matches.isEmpty()) {
                    return matches.iterator().next();
                }
                if (given == null) {
                    return derivedId(one.key(), scope);
                }
            }
            if (given != null) {
                scope.requireExisting(one.row(), given, records.current(given));
            }
            return one.row().isValid() ? given : null;
        }

        @Override
        public void store() {
            records.store(outcome);
        }

        @Override
        public Outcome outcome() {
            return outcome;
        }
    }

    private Set<String> referred(List<ParsedRow<K>> rows, BookRepository book) {
        return kind.reference().isEmpty()
                ? Set.of()
                : kind.referred()
                        .existing(
                                book,
                                rows.stream()
                                        .map(one -> one.row().raw(kind.reference()))
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.toSet()));
    }

    private DirectoryKind.Key<T> key() {
        return kind.keys().stream()
                .filter(key -> keyColumn == null || key.column().equals(keyColumn))
                .findFirst()
                .orElseThrow();
    }

    private ParsedRow<K> parsed(RowReader row) {
        var id = row.id("id", kind.ids(), null);
        if (!row.isValid() || (id != null && keyColumn == null)) {
            return new ParsedRow<>(row, id, null);
        }
        var column = key().column();
        var text = row.text(column, key().format().apply(formats), null);
        if (text == null && id == null && row.isValid()) {
            row.reject(column, "is missing; give the %s or the id".formatted(column));
        }
        return new ParsedRow<>(row, id, text);
    }

    private String ambiguous(String text, int matches) {
        return "%d records have the %s '%s'; give the id".formatted(matches, key().column(), text);
    }

    private K derivedId(String text, ImportScope scope) {
        var key = key().key();
        return scope.newId(kind.ids(), key.value() + " " + key.normalized(text));
    }

    private Set<K> ids(List<ParsedRow<K>> rows, ImportScope scope) {
        var ids = new HashSet<K>();
        for (var one : rows) {
            if (one.id() != null) {
                ids.add(one.id());
            } else if (one.key() != null) {
                ids.add(derivedId(one.key(), scope));
            }
        }
        return ids;
    }

    private void requireReferred(RowReader row, Set<String> existing) {
        var text = kind.reference().isEmpty() ? null : row.raw(kind.reference());
        if (text != null && kind.referred().ids().parse(text).isPresent() && !existing.contains(text)) {
            row.reject(kind.reference(), "'%s' does not exist; import it first".formatted(text));
        }
    }
}

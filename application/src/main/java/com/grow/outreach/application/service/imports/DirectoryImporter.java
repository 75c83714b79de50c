package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Id;
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
 * @param kind which of them
 * @param file the name of the file
 * @param knownBy the column by which rows are known instead of by their id, or null for the id where there is one
 * @param now the beginning of what does not say when it began
 */
record DirectoryImporter<K extends Id, T>(
        DirectoryKind<K, T> kind, String file, @Nullable String knownBy, Instant now) implements Importer {

    /** Of more that are known by the same, none is meant, whatever the rows before have changed. */
    private static final int CROWD = 10;

    /**
     * A row.
     *
     * @param id the id that it has, or null
     * @param name what it is known by, or null if the id alone counts
     */
    private record ParsedRow<K>(
            RowReader row, @Nullable K id, @Nullable String name) {}

    @Override
    public Outcome store(List<RowGroup> units, Repositories stored) {
        var book = stored.book();
        var outcome = new Outcome();
        var told = new ArrayList<ParsedRow<K>>();
        units.forEach(unit -> outcome.read(file, unit.row()).ifPresent(row -> told.add(told(row))));
        Set<String> known = kind.reference().isEmpty()
                ? Set.of()
                : kind.referred()
                        .known(
                                book,
                                told.stream()
                                        .map(one -> one.row().raw(kind.reference()))
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.toSet()));
        var found = new NaturalKeyIndex<>(kind, book);
        found.find(
                column().column(),
                told.stream().map(ParsedRow::name).filter(Objects::nonNull).collect(Collectors.toSet()));
        found.lock(ids(told), CROWD);
        for (var one : told) {
            var row = one.row();
            var id = row.faults().isEmpty() ? id(one, found) : null;
            if (id != null) {
                var thing = kind.read(row, id, found.current(id), now);
                requireKnown(row, known);
                if (row.faults().isEmpty() && !found.put(id, thing)) {
                    outcome.unchanged++;
                }
            }
            if (!row.faults().isEmpty()) {
                outcome.rejected++;
                outcome.rejects.addAll(row.faults());
            }
        }
        outcome.unchanged += found.undone();
        found.store(outcome);
        return outcome;
    }

    private DirectoryKind.Name<T> column() {
        return kind.knownBy().stream()
                .filter(name -> knownBy == null || name.column().equals(knownBy))
                .findFirst()
                .orElseThrow();
    }

    private ParsedRow<K> told(RowReader row) {
        var id = row.id("id", kind.ids(), null);
        if (!row.faults().isEmpty() || (id != null && knownBy == null)) {
            return new ParsedRow<>(row, id, null);
        }
        var column = column();
        var name = row.text(column.column(), column.field(), null);
        if (name == null && id == null && row.faults().isEmpty()) {
            row.fault(column.column(), "is missing, and there is no id; a row has to be known by one of them");
        }
        return new ParsedRow<>(row, id, name);
    }

    private K made(String name) {
        var column = column().column();
        return kind.ids().derived(column + " " + NaturalKeyIndex.plain(column, name));
    }

    private Set<K> ids(List<ParsedRow<K>> told) {
        var ids = new HashSet<K>();
        for (var one : told) {
            if (one.id() != null) {
                ids.add(one.id());
            } else if (one.name() != null) {
                ids.add(made(one.name()));
            }
        }
        return ids;
    }

    /** Which thing a row is about; null if it could be several. */
    private @Nullable K id(ParsedRow<K> one, NaturalKeyIndex<K, T> found) {
        if (one.name() == null) {
            return one.id();
        }
        var bearing = found.bearing(column().column(), one.name());
        if (bearing.size() > 1) {
            one.row()
                    .fault(
                            column().column(),
                            "%d have '%s'; give the id of the right one".formatted(bearing.size(), one.name()));
            return null;
        }
        if (!bearing.isEmpty()) {
            return bearing.iterator().next();
        }
        return one.id() == null ? made(one.name()) : one.id();
    }

    private void requireKnown(RowReader row, Set<String> known) {
        var text = kind.reference().isEmpty() ? null : row.raw(kind.reference());
        if (text != null && kind.referred().ids().parse(text).isPresent() && !known.contains(text)) {
            row.fault(kind.reference(), "there is no " + text);
        }
    }
}

package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.BookRepository.Shelf;
import com.grow.outreach.application.port.out.Records.Broken;
import com.grow.outreach.application.port.out.Records.Row;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
record ThingImporter<K extends Id, T>(
        ThingKind<K, T> kind, String file, @Nullable String knownBy, Instant now) implements Importer {

    @Override
    public Outcome store(List<Unit> units, Repositories stored) {
        var book = stored.book();
        var shelf = kind.shelf().apply(book);
        var outcome = new Outcome();
        var rows = new ArrayList<Fields>();
        for (var unit : units) {
            if (unit.row() instanceof Row row) {
                rows.add(new Fields(file, row));
            } else if (unit.row() instanceof Broken broken) {
                outcome.rejected++;
                outcome.rejects.add(new Reject(file, broken.line(), broken.column(), null, broken.reason()));
            }
        }
        var ids = identify(rows, shelf);
        Set<String> known = kind.reference().isEmpty()
                ? Set.of()
                : kind.referred()
                        .known(
                                book,
                                rows.stream()
                                        .map(row -> row.raw(kind.reference()))
                                        .filter(text -> text != null)
                                        .collect(Collectors.toSet()));
        var before = shelf.lock(Set.copyOf(ids.values()));
        var after = new LinkedHashMap<K, Created<T>>();
        for (var row : rows) {
            var id = ids.get(row);
            if (id != null) {
                var current = after.getOrDefault(id, before.get(id));
                var thing = kind.read(row, id, current, now);
                requireKnown(row, known);
                if (row.faults().isEmpty()) {
                    after.put(id, thing);
                    if (thing.equals(current)) {
                        outcome.unchanged++;
                    }
                }
            }
            if (!row.faults().isEmpty()) {
                outcome.rejected++;
                outcome.rejects.addAll(row.faults());
            }
        }
        save(shelf, before, after, outcome);
        return outcome;
    }

    private void save(Shelf<K, T> shelf, Map<K, Created<T>> before, Map<K, Created<T>> after, Outcome outcome) {
        var added = new ArrayList<Created<T>>();
        var replaced = new ArrayList<Created<T>>();
        after.forEach((id, thing) -> {
            var there = before.get(id);
            if (there == null) {
                added.add(thing);
            } else if (!there.equals(thing)) {
                replaced.add(thing);
            }
        });
        shelf.add(added);
        shelf.replace(replaced);
        outcome.created += added.size();
        outcome.updated += replaced.size();
    }

    private void requireKnown(Fields row, Set<String> known) {
        var text = kind.reference().isEmpty() ? null : row.raw(kind.reference());
        if (text != null && kind.referred().ids().parse(text).isPresent() && !known.contains(text)) {
            row.fault(kind.reference(), "there is no " + text);
        }
    }

    /** The id of each row that has one, of its own or by what it is known by. */
    private Map<Fields, K> identify(List<Fields> rows, Shelf<K, T> shelf) {
        var ids = new HashMap<Fields, K>();
        var names = new LinkedHashMap<Fields, String>();
        var column = knownBy == null ? kind.knownBy().get(0) : knownBy;
        for (var row : rows) {
            var own = row.id("id", kind.ids(), null);
            if (own != null) {
                ids.put(row, own);
            }
            if (row.faults().isEmpty() && (own == null || knownBy != null)) {
                var name = row.raw(column);
                if (name != null) {
                    names.put(row, name);
                } else if (own == null) {
                    row.fault(column, "is missing, and there is no id; a row has to be known by one of them");
                }
            }
        }
        if (!names.isEmpty()) {
            var bearers = new HashMap<>(shelf.bearing(column, new HashSet<>(names.values())));
            names.forEach((row, name) -> {
                var bearing = bearers.getOrDefault(name, Set.of());
                if (bearing.size() > 1) {
                    ids.remove(row);
                    row.fault(column, "%d have '%s'; give the id of the right one".formatted(bearing.size(), name));
                    return;
                }
                var own = ids.get(row);
                var id = bearing.isEmpty()
                        ? own == null ? kind.ids().derived(column + " " + name) : own
                        : bearing.iterator().next();
                ids.put(row, id);
                bearers.put(name, Set.of(id));
            });
        }
        return ids;
    }
}

package com.grow.outreach.application.service.imports;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports outreaches together with their histories. A history has to end in the state of its outreach. A new outreach
 * without a history gets the shortest one that ends in its state; an existing one moves by the rules of the domain.
 *
 * @param file the name of the file of outreaches
 * @param historyFile the name of the file of histories, or null if there is none
 * @param time the time of records without a time
 */
record OutreachImporter(String file, @Nullable String historyFile, Instant time) implements Importer {

    @Override
    public Rows begin(Repositories stored) {
        var scope = new ImportScope(stored.caller(), time);
        if (historyFile != null) {
            scope.requireManaging(historyFile, ImportKind.TRANSITIONS.value());
        }
        return new Chunk(this, stored, scope);
    }

    private static final class Chunk implements Rows {

        private final OutreachImporter importer;
        private final Repositories stored;
        private final ImportScope scope;
        private final BookRepository book;
        private final BookRepository.Outreaches outreaches;
        private final Outcome outcome = new Outcome();
        private final List<OutreachRows> rows = new ArrayList<>();
        private final PendingChanges<OutreachId, Entry> changes = new PendingChanges<>();
        private final Map<OutreachKey, Set<OutreachId>> matches = new HashMap<>();
        private OutreachDecision.References references = OutreachDecision.References.NONE;

        Chunk(OutreachImporter importer, Repositories stored, ImportScope scope) {
            this.importer = importer;
            this.stored = stored;
            this.scope = scope;
            this.book = stored.book();
            this.outreaches = book.outreaches();
        }

        @Override
        public void identify(List<RowGroup> groups) {
            groups.forEach(group -> rows.add(OutreachRows.parse(group, importer.file(), importer.historyFile())));
            outreaches
                    .ofPeople(keys().map(OutreachKey::person).collect(Collectors.toSet()))
                    .forEach((person, channels) -> channels.forEach(
                            (channel, ids) -> matches.put(new OutreachKey(person, channel), new HashSet<>(ids))));
        }

        private Stream<OutreachKey> keys() {
            return rows.stream().flatMap(one -> one.key().stream());
        }

        @Override
        public void lock() {
            var ids = new HashSet<OutreachId>();
            keys().forEach(key -> {
                ids.add(key.derivedId());
                ids.addAll(matches.getOrDefault(key, Set.of()));
            });
            rows.forEach(one -> one.givenId().ifPresent(ids::add));
            changes.addStored(outreaches.lock(ids));
            var people = outreaches.existingPeople(referred("person_id", PersonId.KIND));
            var sequences = book.sequences().existing(referred("sequence_id", SequenceId.KIND));
            references = new OutreachDecision.References(people, sequences, optOuts(people));
        }

        private <K extends Id> Set<K> referred(String column, IdKind<K> kind) {
            return rows.stream()
                    .flatMap(one -> Stream.ofNullable(one.row()))
                    .flatMap(row -> Stream.ofNullable(row.raw(column)))
                    .flatMap(text -> kind.parse(text).stream())
                    .collect(Collectors.toSet());
        }

        /** Only existing outreaches move by the rules, which depend on opt-outs. */
        private Map<PersonId, Set<Channel>> optOuts(Set<PersonId> people) {
            if (changes.storedIds().isEmpty()) {
                return Map.of();
            }
            var addressed = new HashSet<>(people);
            changes.storedIds()
                    .forEach(id -> addressed.add(
                            requireNonNull(changes.current(id)).outreach().personId()));
            return stored.people().optOuts(addressed);
        }

        @Override
        public void decide() {
            var decision = new OutreachDecision(importer, references);
            for (var one : rows) {
                var id = one.unreadable().isEmpty() ? id(one) : Optional.<OutreachId>empty();
                var entry = id.flatMap(known -> decision.entry(one, known, changes.current(known)));
                if (entry.isPresent() && one.isValid()) {
                    put(entry.get());
                } else {
                    one.rejectAll(outcome);
                }
            }
            outcome.unchanged += changes.undone();
        }

        private void put(Entry entry) {
            var id = entry.outreach().id();
            if (!changes.put(id, entry)) {
                outcome.unchanged++;
            }
            matches.computeIfAbsent(OutreachKey.of(entry.outreach()), none -> new HashSet<>())
                    .add(id);
        }

        /** Returns the id of the outreach; empty if the rows are rejected. */
        private Optional<OutreachId> id(OutreachRows one) {
            var row = one.row();
            if (row == null) {
                return historyId(one.history().get(0));
            }
            var key = one.key();
            if (key.isEmpty()) {
                // An incomplete key matches nothing; the decision rejects the row with what is missing.
                var given = row.id("id", OutreachId.KIND, null);
                if (given != null) {
                    scope.requireExisting(row, given, changes.current(given));
                }
                return row.raw("id") == null
                        ? Optional.of(OutreachId.KIND.derived(""))
                        : Optional.ofNullable(given).filter(id -> row.isValid());
            }
            var existing = matches.getOrDefault(key.get(), Set.of()).stream()
                    .filter(id -> changes.current(id) != null)
                    .toList();
            if (existing.size() > 1) {
                row.reject(
                        "id",
                        "is missing, and %d outreaches of this person have this channel; give the id"
                                .formatted(existing.size()));
                return Optional.empty();
            }
            return Optional.of(existing.isEmpty() ? key.get().derivedId() : existing.get(0));
        }

        private static Optional<OutreachId> historyId(RowReader first) {
            var id = first.id("outreach_id", OutreachId.KIND, null);
            if (id == null && first.isValid()) {
                first.reject("outreach_id", "is missing; expected " + OutreachId.KIND.description());
            }
            return Optional.ofNullable(id);
        }

        @Override
        public void store() {
            changes.store(ImportKind.OUTREACHES, outreaches::add, outreaches::replace, outcome);
        }

        @Override
        public Outcome outcome() {
            return outcome;
        }
    }
}

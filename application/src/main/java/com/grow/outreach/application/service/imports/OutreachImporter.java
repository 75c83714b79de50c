package com.grow.outreach.application.service.imports;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Replay;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Imports outreaches, each together with its history. What is in the file is what the outreach is to be: the history has to
 * end in its state. One that brings no history and is not new is taken over as it is; one that is here already moves by the
 * rules of the domain.
 *
 * @param file the name of the file of outreaches
 * @param historyFile the name of the file of histories, or null if there is none
 * @param time the time of what does not say when it was
 */
record OutreachImporter(String file, @Nullable String historyFile, Instant time) implements Importer {

    @Override
    public Outcome store(List<RowGroup> units, Repositories stored) {
        var book = stored.book();
        var chunk = new Chunk(this, book);
        units.forEach(chunk::read);
        chunk.lookUp(book, stored);
        chunk.decide();
        chunk.store();
        return chunk.outcome;
    }

    /** The id of an outreach that has none of its own: it is known by the person and the channel. */
    static OutreachId derived(@Nullable String person, @Nullable String channel) {
        return OutreachId.KIND.derived(person + " " + channel);
    }

    /**
     * An outreach with its history as they are in the files.
     *
     * @param broken what is wrong with rows that can't be read
     * @param size how many rows all of them are
     */
    private record ParsedRow(@Nullable RowReader row, List<RowReader> history, List<Reject> broken, int size) {

        Stream<RowReader> all() {
            return Stream.concat(Stream.ofNullable(row), history.stream());
        }
    }

    /** One chunk on its way. */
    private static final class Chunk {

        private final OutreachImporter importer;
        private final BookRepository.Outreaches shelf;
        private final Outcome outcome = new Outcome();
        private final List<ParsedRow> told = new ArrayList<>();
        private final PendingChanges<OutreachId, Entry> changes = new PendingChanges<>();
        private final Map<Contacting, Set<OutreachId>> contacting = new HashMap<>();
        private final Map<PersonId, Set<Channel>> optOuts = new HashMap<>();
        private Set<PersonId> people = Set.of();
        private Set<SequenceId> sequences = Set.of();

        Chunk(OutreachImporter importer, BookRepository book) {
            this.importer = importer;
            this.shelf = book.outreaches();
        }

        void read(RowGroup unit) {
            var broken = new ArrayList<Reject>();
            var history = new ArrayList<RowReader>();
            for (var item : unit.history()) {
                RowReader.of(String.valueOf(importer.historyFile()), item, broken)
                        .ifPresent(history::add);
            }
            var row = unit.row() == null
                    ? null
                    : RowReader.of(importer.file(), unit.row(), broken).orElse(null);
            told.add(new ParsedRow(row, history, broken, unit.size()));
        }

        /** The natural key of an outreach without an id. */
        private record Contacting(PersonId person, Channel channel) {

            static Contacting of(Outreach outreach) {
                return new Contacting(outreach.personId(), outreach.channel());
            }

            /** Empty if the row has an id, or does not say. */
            static Optional<Contacting> of(RowReader row) {
                var person = row.raw("id") == null ? row.raw("person_id") : null;
                var channel = row.raw("channel");
                return person == null || channel == null
                        ? Optional.empty()
                        : PersonId.KIND
                                .parse(person)
                                .flatMap(id -> Channel.parse(channel).map(over -> new Contacting(id, over)));
            }

            OutreachId made() {
                return derived(person.value(), channel.value());
            }
        }

        private Stream<Contacting> unnamed() {
            return told.stream()
                    .flatMap(one -> Stream.ofNullable(one.row()))
                    .flatMap(row -> Contacting.of(row).stream());
        }

        /** The outreach that rows are about; null if they don't tell. */
        private @Nullable OutreachId id(ParsedRow one) {
            var row = one.row();
            if (row == null) {
                var first = one.history().get(0);
                var id = first.id("outreach_id", OutreachId.KIND, null);
                if (id == null && first.isValid()) {
                    first.reject("outreach_id", "is missing; expected " + OutreachId.KIND.description());
                }
                return id;
            }
            var named = Contacting.of(row);
            if (named.isEmpty()) {
                // Without anything to be known by, what is missing is told of when it is opened.
                return row.raw("id") == null ? derived(null, null) : row.id("id", OutreachId.KIND, null);
            }
            var there = contacting.getOrDefault(named.get(), Set.of()).stream()
                    .filter(id -> changes.current(id) != null)
                    .toList();
            if (there.size() > 1) {
                row.reject(
                        "id",
                        "is missing, and there are %d outreaches to this person over this channel; give the id of the right one"
                                .formatted(there.size()));
                return null;
            }
            return there.isEmpty() ? named.get().made() : there.get(0);
        }

        void lookUp(BookRepository book, Repositories stored) {
            var unnamed = unnamed().map(Contacting::person).collect(Collectors.toSet());
            shelf.ofPeople(unnamed)
                    .forEach((person, channels) -> channels.forEach(
                            (channel, ids) -> contacting.put(new Contacting(person, channel), new HashSet<>(ids))));
            var ids = unnamed()
                    .flatMap(one ->
                            Stream.concat(Stream.of(one.made()), contacting.getOrDefault(one, Set.of()).stream()))
                    .collect(Collectors.toCollection(HashSet::new));
            told.forEach(one -> one.all()
                    .findFirst()
                    .map(row -> row.raw(one.row() == null ? "outreach_id" : "id"))
                    .flatMap(OutreachId.KIND::parse)
                    .ifPresent(ids::add));
            changes.addStored(shelf.lock(ids));
            people = shelf.existingPeople(references("person_id", PersonId.KIND));
            sequences = book.sequences().existing(references("sequence_id", SequenceId.KIND));
            var asked = new HashSet<>(people);
            changes.storedIds()
                    .forEach(id -> asked.add(
                            requireNonNull(changes.current(id)).outreach().personId()));
            if (!changes.storedIds().isEmpty()) {
                optOuts.putAll(stored.people().optOuts(asked));
            }
        }

        private <K extends Id> Set<K> references(String column, IdKind<K> kind) {
            var found = new HashSet<K>();
            for (var one : told) {
                var text = one.row() == null ? null : one.row().raw(column);
                if (text != null) {
                    kind.parse(text).ifPresent(found::add);
                }
            }
            return found;
        }

        void decide() {
            for (var one : told) {
                var id = one.broken().isEmpty() ? id(one) : null;
                if (id != null) {
                    var current = changes.current(id);
                    var entry = one.row() == null
                            ? moved(one, id, current)
                            : current == null ? opened(one.row(), one, id) : changed(one.row(), one, current);
                    if (entry != null && one.all().allMatch(row -> row.isValid())) {
                        if (!changes.put(id, entry)) {
                            outcome.unchanged++;
                        }
                        contacting
                                .computeIfAbsent(Contacting.of(entry.outreach()), none -> new HashSet<>())
                                .add(id);
                        continue;
                    }
                }
                reject(one);
            }
        }

        /** A unit comes whole or not at all: rows that are good by themselves are rejected, too, and told so. */
        private void reject(ParsedRow one) {
            one.all()
                    .filter(row -> row.isValid())
                    .forEach(
                            row -> row.reject(
                                    null,
                                    "the outreach is imported with its whole history or not at all, and another row of it is wrong"));
            one.all().forEach(row -> outcome.rejects.addAll(row.rejects()));
            outcome.rejects.addAll(one.broken());
            outcome.rejected += one.size();
        }

        private @Nullable Entry moved(ParsedRow one, OutreachId id, @Nullable Entry current) {
            if (current == null) {
                one.history().get(0).reject("outreach_id", "there is no " + id);
                return null;
            }
            return withHistory(one, current.outreach(), current.createdAt(), current.history());
        }

        private @Nullable Entry opened(RowReader row, ParsedRow one, OutreachId id) {
            var channel = channel(row);
            var person = known(row, "person_id", PersonId.KIND, people);
            if (row.raw("channel") == null) {
                row.reject("channel", "is missing; expected email, linkedin or phone");
            }
            if (row.raw("person_id") == null) {
                row.reject("person_id", "is missing; expected " + PersonId.KIND.description());
            }
            var told = state(row);
            var sequence = known(row, "sequence_id", SequenceId.KIND, sequences);
            var createdAt = row.time("created_at", importer.time());
            if (channel == null || person == null || !row.isValid()) {
                return null;
            }
            var outreach = Outreach.open(id, channel, person);
            if (sequence != null) {
                outreach = outreach.assignedTo(sequence);
            }
            if (one.history().isEmpty() && told != null && told != OutreachState.NEW) {
                if (importer.historyFile() != null) {
                    row.reject(
                            "current_state",
                            "its history is not in %s, or not at its place: histories come in the order of the outreaches"
                                    .formatted(importer.historyFile()));
                    return null;
                }
                var history = outreach.adoption(told, createdAt);
                if (history.isEmpty()) {
                    row.reject("current_state", "no moves lead from 'new' to '%s'".formatted(told.value()));
                    return null;
                }
                return entry(outreach.replay(history.get()), createdAt, history.get());
            }
            return requireEnd(row, withHistory(one, outreach, createdAt, List.of()), told);
        }

        private @Nullable Entry changed(RowReader row, ParsedRow one, Entry current) {
            var outreach = current.outreach();
            var channel = channel(row);
            var person = known(row, "person_id", PersonId.KIND, people);
            if (channel != null && channel != outreach.channel()) {
                row.reject(
                        "channel",
                        "is '%s' and stays so".formatted(outreach.channel().value()));
            }
            if (person != null && !person.equals(outreach.personId())) {
                row.reject("person_id", "is '%s' and stays so".formatted(outreach.personId()));
            }
            if (row.has("sequence_id")) {
                var sequence = known(row, "sequence_id", SequenceId.KIND, sequences);
                outreach = sequence == null ? outreach.unassigned() : outreach.assignedTo(sequence);
            }
            var createdAt = row.time("created_at", current.createdAt());
            var state = state(row);
            if (!row.isValid()) {
                return null;
            }
            if (one.history().isEmpty() && state != null && state != outreach.currentState()) {
                var circumstances = new Circumstances(
                        importer.time(), Cause.IMPORTED, optOuts.getOrDefault(outreach.personId(), Set.of()));
                var result = outreach.transitionTo(state, circumstances);
                if (result instanceof TransitionResult.Moved moved) {
                    var history = new ArrayList<>(current.history());
                    history.add(moved.transition());
                    return new Entry(moved.outreach(), createdAt, history);
                }
                row.reject("current_state", ((TransitionResult.Refused) result).detail());
                return null;
            }
            return requireEnd(row, withHistory(one, outreach, createdAt, current.history()), state);
        }

        private static @Nullable Entry requireEnd(RowReader row, @Nullable Entry entry, @Nullable OutreachState state) {
            if (entry != null && state != null && state != entry.outreach().currentState()) {
                row.reject(
                        "current_state",
                        "its history ends in '%s'"
                                .formatted(entry.outreach().currentState().value()));
                return null;
            }
            return entry;
        }

        /** What was told already has to be told alike; what is more has to be possible. */
        private static @Nullable Entry withHistory(
                ParsedRow one, Outreach outreach, Instant createdAt, List<Transition> before) {
            var known = new TreeMap<Integer, Transition>();
            before.forEach(transition -> known.put(transition.sortKey(), transition));
            var rows = new HashMap<Transition, RowReader>();
            var more = new ArrayList<Transition>();
            int last = 0;
            for (var row : one.history()) {
                var sortKey = sortKey(row, one, known, last);
                if (sortKey == null) {
                    return null;
                }
                last = sortKey;
                var same = known.get(sortKey);
                var earlier = known.lowerEntry(sortKey);
                var transition = transition(
                        row,
                        same != null
                                ? same
                                : new Transition(
                                        outreach.id(),
                                        earlier == null
                                                ? OutreachState.NEW
                                                : earlier.getValue().toState(),
                                        OutreachState.NEW,
                                        sortKey,
                                        createdAt));
                if (transition == null) {
                    return null;
                }
                if (same == null) {
                    more.add(transition);
                    rows.put(transition, row);
                    known.put(sortKey, transition);
                } else if (!isSameMove(same, transition)) {
                    row.reject(
                            "sort_key",
                            "the history has another move at %d, and is never changed".formatted(same.sortKey()));
                    return null;
                }
            }
            var replay = outreach.replay(more);
            if (replay instanceof Replay.Broken broken) {
                var row = rows.get(broken.transition());
                if (row != null) {
                    row.reject("to_state", broken.reason());
                }
                return null;
            }
            var history = new ArrayList<>(before);
            history.addAll(more);
            return entry(replay, createdAt, history);
        }

        private static Entry entry(Replay replay, Instant createdAt, List<Transition> history) {
            return new Entry(((Replay.Replayed) replay).outreach(), createdAt, history);
        }

        /**
         * The position of a move: where it says none, it follows the row before it, as the moves that are there do.
         *
         * @param last the position of the row before it, 0 if it is the first
         */
        private static @Nullable Integer sortKey(
                RowReader row, ParsedRow one, NavigableMap<Integer, Transition> known, int last) {
            if (row.raw("sort_key") != null) {
                return row.number("sort_key", 1, Outreach.MAX_REPLAYED_SORT_KEY, null);
            }
            if (one.row() == null) {
                row.reject(
                        "sort_key",
                        "is missing; without its outreach beside it, only its position tells whether a move is there already");
                return null;
            }
            var next = known.higherKey(last);
            return next == null ? Integer.valueOf(last + Outreach.SORT_KEY_STEP) : next;
        }

        private static boolean isSameMove(Transition one, Transition other) {
            return one.fromState() == other.fromState()
                    && one.toState() == other.toState()
                    && one.createdAt().equals(other.createdAt());
        }

        /** What a row tells; of what it does not tell, as it is or would be. */
        private static @Nullable Transition transition(RowReader row, Transition untold) {
            var told = row.parsed("from_state", OutreachState::parse, STATES);
            var to = row.parsed("to_state", OutreachState::parse, STATES);
            if (row.raw("to_state") == null) {
                row.reject("to_state", "is missing; expected " + STATES);
            }
            var when = row.time("created_at", untold.createdAt());
            var actor = row.plainText("actor", Cause.MAX_ACTOR);
            var reason = row.plainText("reason", Cause.ROOM * Cause.MAX_REASON);
            var metadata = row.plainText("metadata", Cause.ROOM * Cause.MAX_METADATA);
            var cause = new Cause(actor, reason, metadata == null ? "{}" : metadata);
            return to == null || !row.isValid()
                    ? null
                    : new Transition(
                            untold.outreachId(),
                            told == null ? untold.fromState() : told,
                            to,
                            untold.sortKey(),
                            when,
                            cause);
        }

        private static final String STATES = "new, starting, waiting, enrichment, ready or not_available";

        private static @Nullable Channel channel(RowReader row) {
            return row.parsed("channel", Channel::parse, "email, linkedin or phone");
        }

        private static @Nullable OutreachState state(RowReader row) {
            return row.parsed("current_state", OutreachState::parse, STATES);
        }

        private static <K extends Id> @Nullable K known(RowReader row, String column, IdKind<K> kind, Set<K> existing) {
            var id = row.id(column, kind, null);
            if (id != null && !existing.contains(id)) {
                row.reject(column, "there is no " + id.value());
                return null;
            }
            return id;
        }

        void store() {
            outcome.unchanged += changes.undone();
            changes.store(shelf::add, shelf::replace, outcome);
        }
    }
}

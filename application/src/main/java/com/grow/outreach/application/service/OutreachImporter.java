package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.BookRepository;
import com.grow.outreach.application.port.out.Records.Broken;
import com.grow.outreach.application.port.out.Records.Item;
import com.grow.outreach.application.port.out.Records.Row;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.query.Reject;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Transition;
import com.grow.outreach.domain.TransitionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    public Outcome store(List<Unit> units, Repositories stored) {
        var book = stored.book();
        var chunk = new Chunk(this, book);
        units.forEach(chunk::read);
        chunk.lookUp(book, stored);
        chunk.decide();
        chunk.save(book);
        return chunk.outcome;
    }

    /** The id of an outreach that has none of its own: it is known by the person and the channel. */
    static OutreachId derived(@Nullable String person, @Nullable String channel) {
        return OutreachId.KIND.derived(person + " " + channel);
    }

    /** An outreach with its history as they are in the files. */
    private record Told(@Nullable Fields row, List<Fields> history, List<Reject> broken) {

        Stream<Fields> all() {
            return Stream.concat(Stream.ofNullable(row), history.stream());
        }
    }

    /** One chunk on its way. */
    private static final class Chunk {

        private final OutreachImporter importer;
        private final BookRepository.Outreaches shelf;
        private final Outcome outcome = new Outcome();
        private final List<Told> told = new ArrayList<>();
        private final Map<Told, OutreachId> ids = new HashMap<>();
        private final Map<OutreachId, Entry> before = new HashMap<>();
        private final Map<OutreachId, Entry> after = new LinkedHashMap<>();
        private final Map<PersonId, Set<Channel>> optOuts = new HashMap<>();
        private Set<PersonId> people = Set.of();
        private Set<SequenceId> sequences = Set.of();

        Chunk(OutreachImporter importer, BookRepository book) {
            this.importer = importer;
            this.shelf = book.outreaches();
        }

        void read(Unit unit) {
            var broken = new ArrayList<Reject>();
            var history = new ArrayList<Fields>();
            for (var item : unit.history()) {
                fields(String.valueOf(importer.historyFile()), item, broken).ifPresent(history::add);
            }
            var row = unit.row() == null
                    ? null
                    : fields(importer.file(), unit.row(), broken).orElse(null);
            if (row == null && history.isEmpty()) {
                outcome.rejected++;
                outcome.rejects.addAll(broken);
                return;
            }
            var one = new Told(row, history, broken);
            told.add(one);
            var id = row == null
                    ? history.get(0).id("outreach_id", OutreachId.KIND, null)
                    : row.raw("id") == null
                            ? derived(row.raw("person_id"), row.raw("channel"))
                            : row.id("id", OutreachId.KIND, null);
            if (id != null) {
                ids.put(one, id);
            } else if (row == null && history.get(0).faults().isEmpty()) {
                history.get(0).fault("outreach_id", "is missing; expected " + OutreachId.KIND.description());
            }
        }

        private static Optional<Fields> fields(String file, Item item, List<Reject> broken) {
            if (item instanceof Broken fault) {
                broken.add(new Reject(file, fault.line(), fault.column(), null, fault.reason()));
                return Optional.empty();
            }
            return Optional.of(new Fields(file, (Row) item));
        }

        void lookUp(BookRepository book, Repositories stored) {
            before.putAll(shelf.lock(new HashSet<>(ids.values())));
            people = book.people().known(references("person_id", PersonId.KIND));
            sequences = book.sequences().known(references("sequence_id", SequenceId.KIND));
            var asked = new HashSet<>(people);
            before.values().forEach(entry -> asked.add(entry.outreach().personId()));
            if (!before.isEmpty()) {
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
                var id = ids.get(one);
                if (id != null && one.broken().isEmpty()) {
                    var current = after.getOrDefault(id, before.get(id));
                    var entry = one.row() == null
                            ? moved(one, id, current)
                            : current == null ? opened(one.row(), one, id) : changed(one.row(), one, current);
                    if (entry != null && one.all().allMatch(row -> row.faults().isEmpty())) {
                        after.put(id, entry);
                        if (entry.equals(current)) {
                            outcome.unchanged++;
                        }
                        continue;
                    }
                }
                reject(one);
            }
        }

        /** A unit comes whole or not at all: rows that are good by themselves are rejected, too, and told so. */
        private void reject(Told one) {
            one.all()
                    .filter(row -> row.faults().isEmpty())
                    .forEach(
                            row -> row.fault(
                                    null,
                                    "the outreach is imported with its whole history or not at all, and another row of it is wrong"));
            one.all().forEach(row -> outcome.rejects.addAll(row.faults()));
            outcome.rejects.addAll(one.broken());
            outcome.rejected += one.all().count() + one.broken().size();
        }

        private @Nullable Entry moved(Told one, OutreachId id, @Nullable Entry current) {
            if (current == null) {
                one.history().get(0).fault("outreach_id", "there is no " + id);
                return null;
            }
            return withHistory(one, current.outreach(), current.createdAt(), current.history());
        }

        private @Nullable Entry opened(Fields row, Told one, OutreachId id) {
            var channel = channel(row);
            var person = known(row, "person_id", PersonId.KIND, people);
            if (row.raw("channel") == null) {
                row.fault("channel", "is missing; expected email, linkedin or phone");
            }
            if (row.raw("person_id") == null) {
                row.fault("person_id", "is missing; expected " + PersonId.KIND.description());
            }
            var told = state(row);
            var sequence = known(row, "sequence_id", SequenceId.KIND, sequences);
            var createdAt = row.time("created_at", importer.time());
            if (channel == null || person == null || !row.faults().isEmpty()) {
                return null;
            }
            var outreach = Outreach.open(id, channel, person);
            if (sequence != null) {
                outreach = outreach.assignedTo(sequence);
            }
            if (one.history().isEmpty() && told != null && told != OutreachState.NEW) {
                if (importer.historyFile() != null) {
                    row.fault(
                            "current_state",
                            "its history is not in %s, or not at its place: histories come in the order of the outreaches"
                                    .formatted(importer.historyFile()));
                    return null;
                }
                var history = outreach.adoption(told, createdAt);
                return entry(outreach.replay(history), createdAt, history);
            }
            return requireEnd(row, withHistory(one, outreach, createdAt, List.of()), told);
        }

        private @Nullable Entry changed(Fields row, Told one, Entry current) {
            var outreach = current.outreach();
            var channel = channel(row);
            var person = known(row, "person_id", PersonId.KIND, people);
            if (channel != null && channel != outreach.channel()) {
                row.fault(
                        "channel",
                        "is '%s' and stays so".formatted(outreach.channel().value()));
            }
            if (person != null && !person.equals(outreach.personId())) {
                row.fault("person_id", "is '%s' and stays so".formatted(outreach.personId()));
            }
            if (row.has("sequence_id")) {
                var sequence = known(row, "sequence_id", SequenceId.KIND, sequences);
                outreach = sequence == null ? outreach.unassigned() : outreach.assignedTo(sequence);
            }
            var createdAt = row.time("created_at", current.createdAt());
            var state = state(row);
            if (!row.faults().isEmpty()) {
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
                row.fault("current_state", ((TransitionResult.Refused) result).detail());
                return null;
            }
            return requireEnd(row, withHistory(one, outreach, createdAt, current.history()), state);
        }

        private static @Nullable Entry requireEnd(Fields row, @Nullable Entry entry, @Nullable OutreachState state) {
            if (entry != null && state != null && state != entry.outreach().currentState()) {
                row.fault(
                        "current_state",
                        "its history ends in '%s'"
                                .formatted(entry.outreach().currentState().value()));
                return null;
            }
            return entry;
        }

        /** What was told already has to be told alike; what is more has to be possible. */
        private static @Nullable Entry withHistory(
                Told one, Outreach outreach, Instant createdAt, List<Transition> before) {
            var known = new HashMap<Integer, Transition>();
            before.forEach(transition -> known.put(transition.sortKey(), transition));
            var rows = new HashMap<Transition, Fields>();
            var more = new ArrayList<Transition>();
            var last = outreach;
            for (var row : one.history()) {
                var transition = transition(
                        row,
                        last.id(),
                        more.isEmpty() ? last.currentState() : end(more),
                        more.isEmpty()
                                ? last.lastSortKey()
                                : more.get(more.size() - 1).sortKey(),
                        createdAt);
                if (transition == null) {
                    return null;
                }
                var same = known.get(transition.sortKey());
                if (same == null) {
                    more.add(transition);
                    rows.put(transition, row);
                } else if (!isSameMove(same, transition)) {
                    row.fault(
                            "sort_key",
                            "the history has another move at %d, and is never changed".formatted(same.sortKey()));
                    return null;
                }
            }
            var replay = outreach.replay(more);
            if (replay instanceof Outreach.Replay.Broken broken) {
                var row = rows.get(broken.transition());
                if (row != null) {
                    row.fault("to_state", broken.reason());
                }
                return null;
            }
            var history = new ArrayList<>(before);
            history.addAll(more);
            return entry(replay, createdAt, history);
        }

        private static Entry entry(Outreach.Replay replay, Instant createdAt, List<Transition> history) {
            return new Entry(((Outreach.Replay.Replayed) replay).outreach(), createdAt, history);
        }

        private static OutreachState end(List<Transition> transitions) {
            return transitions.get(transitions.size() - 1).toState();
        }

        private static boolean isSameMove(Transition one, Transition other) {
            return one.fromState() == other.fromState()
                    && one.toState() == other.toState()
                    && one.createdAt().equals(other.createdAt());
        }

        private static @Nullable Transition transition(
                Fields row, OutreachId id, OutreachState from, int lastSortKey, Instant createdAt) {
            var told = row.parsed("from_state", OutreachState::parse, STATES);
            var to = row.parsed("to_state", OutreachState::parse, STATES);
            if (row.raw("to_state") == null) {
                row.fault("to_state", "is missing; expected " + STATES);
            }
            var sortKey = row.raw("sort_key") == null
                    ? Integer.valueOf(lastSortKey + Outreach.SORT_KEY_STEP)
                    : row.number("sort_key", 1, Integer.MAX_VALUE, null);
            var when = row.time("created_at", createdAt);
            var metadata = row.raw("metadata");
            var cause = new Cause(row.plainText("actor"), row.plainText("reason"), metadata == null ? "{}" : metadata);
            return to == null || sortKey == null || !row.faults().isEmpty()
                    ? null
                    : new Transition(id, told == null ? from : told, to, sortKey, when, cause);
        }

        private static final String STATES = "new, starting, waiting, enrichment, ready or not_available";

        private static @Nullable Channel channel(Fields row) {
            return row.parsed("channel", Channel::parse, "email, linkedin or phone");
        }

        private static @Nullable OutreachState state(Fields row) {
            return row.parsed("current_state", OutreachState::parse, STATES);
        }

        private static <K extends Id> @Nullable K known(Fields row, String column, IdKind<K> kind, Set<K> existing) {
            var id = row.id(column, kind, null);
            if (id != null && !existing.contains(id)) {
                row.fault(column, "there is no " + id.value());
                return null;
            }
            return id;
        }

        void save(BookRepository book) {
            var added = new ArrayList<Entry>();
            var replaced = new ArrayList<Entry>();
            after.forEach((id, entry) -> {
                var there = before.get(id);
                if (there == null) {
                    added.add(entry);
                } else if (!there.equals(entry)) {
                    replaced.add(entry);
                }
            });
            book.outreaches().add(added);
            book.outreaches().replace(replaced);
            outcome.created += added.size();
            outcome.updated += replaced.size();
        }
    }
}

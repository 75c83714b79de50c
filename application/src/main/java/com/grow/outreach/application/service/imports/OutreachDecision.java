package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
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
import com.grow.outreach.domain.TransitionResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides what the rows of an outreach create or change.
 *
 * @param importer the importer of the rows
 * @param references the records that the rows refer to
 */
record OutreachDecision(OutreachImporter importer, References references) {

    /**
     * The records that rows refer to.
     *
     * @param people the existing people
     * @param sequences the existing sequences
     * @param optOuts the opt-outs of people
     */
    record References(Set<PersonId> people, Set<SequenceId> sequences, Map<PersonId, Set<Channel>> optOuts) {

        static final References NONE = new References(Set.of(), Set.of(), Map.of());
    }

    /**
     * Returns the outreach with its history after the rows; empty if they are rejected.
     *
     * @param current the existing outreach, or null
     */
    Optional<Entry> entry(OutreachRows rows, OutreachId id, @Nullable Entry current) {
        var row = rows.row();
        if (row != null) {
            return Optional.ofNullable(current == null ? created(row, rows, id) : changed(row, rows, current));
        }
        if (current == null) {
            rows.history().get(0).reject("outreach_id", missing(id));
            return Optional.empty();
        }
        return Optional.ofNullable(
                OutreachHistory.replay(rows, current.outreach(), current.createdAt(), current.history()));
    }

    private @Nullable Entry created(RowReader row, OutreachRows rows, OutreachId id) {
        var channel = channel(row);
        var person = referred(row, "person_id", PersonId.KIND, references.people());
        if (row.raw("channel") == null) {
            row.reject("channel", "is missing; expected email, linkedin or phone");
        }
        if (row.raw("person_id") == null) {
            row.reject("person_id", "is missing; expected " + PersonId.KIND.description());
        }
        var state = state(row);
        var sequence = referred(row, "sequence_id", SequenceId.KIND, references.sequences());
        var createdAt = row.time("created_at", importer.time());
        if (channel == null || person == null || !row.isValid()) {
            return null;
        }
        var outreach = Outreach.open(id, channel, person);
        if (sequence != null) {
            outreach = outreach.assignedTo(sequence);
        }
        return rows.history().isEmpty() && state != null && state != OutreachState.NEW
                ? adopted(row, outreach, state, createdAt)
                : requireState(row, state, OutreachHistory.replay(rows, outreach, createdAt, List.of()));
    }

    /** Gives a new outreach without a history the shortest one that ends in its state. */
    private @Nullable Entry adopted(RowReader row, Outreach outreach, OutreachState state, Instant createdAt) {
        if (importer.historyFile() != null) {
            row.reject(
                    "current_state",
                    "the history is not in %s or too far away; put histories in the order of the outreaches"
                            .formatted(importer.historyFile()));
            return null;
        }
        var history = outreach.adoption(state, createdAt);
        if (history.isEmpty()) {
            row.reject("current_state", "no transitions lead from 'new' to '%s'".formatted(state.value()));
            return null;
        }
        return OutreachHistory.entry(outreach.replay(history.get()), createdAt, history.get());
    }

    private @Nullable Entry changed(RowReader row, OutreachRows rows, Entry current) {
        var outreach = current.outreach();
        requireUnchanged(row, outreach);
        if (row.has("sequence_id")) {
            var sequence = referred(row, "sequence_id", SequenceId.KIND, references.sequences());
            outreach = sequence == null ? outreach.unassigned() : outreach.assignedTo(sequence);
        }
        var createdAt = row.time("created_at", current.createdAt());
        var state = state(row);
        if (!row.isValid()) {
            return null;
        }
        if (rows.history().isEmpty() && state != null && state != outreach.currentState()) {
            return moved(row, new Entry(outreach, createdAt, current.history()), state);
        }
        return requireState(row, state, OutreachHistory.replay(rows, outreach, createdAt, current.history()));
    }

    private void requireUnchanged(RowReader row, Outreach outreach) {
        var channel = channel(row);
        if (channel != null && channel != outreach.channel()) {
            row.reject(
                    "channel",
                    "the channel is '%s' and can't change"
                            .formatted(outreach.channel().value()));
        }
        var person = referred(row, "person_id", PersonId.KIND, references.people());
        if (person != null && !person.equals(outreach.personId())) {
            row.reject("person_id", "the person is '%s' and can't change".formatted(outreach.personId()));
        }
    }

    /** Moves an outreach to the state of its row by the rules of the domain. */
    private @Nullable Entry moved(RowReader row, Entry current, OutreachState state) {
        var outreach = current.outreach();
        var optOuts = references.optOuts().getOrDefault(outreach.personId(), Set.of());
        var result = outreach.transitionTo(state, new Circumstances(importer.time(), Cause.IMPORTED, optOuts));
        if (result instanceof TransitionResult.Moved moved) {
            var history = new ArrayList<>(current.history());
            history.add(moved.transition());
            return new Entry(moved.outreach(), current.createdAt(), history);
        }
        row.reject("current_state", ((TransitionResult.Refused) result).detail());
        return null;
    }

    private static @Nullable Entry requireState(RowReader row, @Nullable OutreachState state, @Nullable Entry entry) {
        if (entry != null && state != null && state != entry.outreach().currentState()) {
            row.reject(
                    "current_state",
                    "its history ends in '%s'"
                            .formatted(entry.outreach().currentState().value()));
            return null;
        }
        return entry;
    }

    private static @Nullable Channel channel(RowReader row) {
        return row.parsed("channel", Channel::parse, "email, linkedin or phone");
    }

    private static @Nullable OutreachState state(RowReader row) {
        return row.parsed("current_state", OutreachState::parse, OutreachHistory.STATES);
    }

    private static <K extends Id> @Nullable K referred(RowReader row, String column, IdKind<K> kind, Set<K> existing) {
        var id = row.id(column, kind, null);
        if (id != null && !existing.contains(id)) {
            row.reject(column, missing(id));
            return null;
        }
        return id;
    }

    private static String missing(Id id) {
        return "'%s' does not exist; import it first".formatted(id.value());
    }
}

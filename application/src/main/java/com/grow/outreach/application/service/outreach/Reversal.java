package com.grow.outreach.application.service.outreach;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.job.Undoable.Moved;
import com.grow.outreach.application.job.Undoable.Reassigned;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/** The undo of the changes of one step of a job, within one transaction. */
final class Reversal {

    private final Repositories stored;
    private final Cause cause;
    private final boolean dryRun;
    private final List<Undoable> changes = new ArrayList<>();
    private final List<BatchRefusal> refusals = new ArrayList<>();

    private Reversal(Repositories stored, Cause cause, boolean dryRun) {
        this.stored = stored;
        this.cause = cause;
        this.dryRun = dryRun;
    }

    /**
     * Reverts changes. The domain decides about each move back.
     *
     * @param changes the changes, all of one kind
     * @param dryRun whether to return the result without changing anything
     */
    static Reversal of(Repositories stored, Collection<Undoable> changes, Cause cause, Instant when, boolean dryRun) {
        var reversal = new Reversal(stored, cause, dryRun);
        reversal.moveBack(only(Moved.class, changes), when);
        reversal.reassign(only(Reassigned.class, changes));
        return reversal;
    }

    /** Returns the changes that the reversal made, which can be undone in turn. */
    List<Undoable> changes() {
        return changes;
    }

    /** Returns the outreaches that could not be restored. */
    List<BatchRefusal> refusals() {
        return refusals;
    }

    private static <T extends Undoable> List<T> only(Class<T> kind, Collection<Undoable> changes) {
        return changes.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void moveBack(List<Moved> moves, Instant when) {
        var found = load(moves);
        var unchanged = moves.stream()
                .filter(move -> isUnchanged(move.id(), found, outreach -> outreach.lastSortKey() == move.position()))
                .collect(groupingBy(Moved::from, () -> new EnumMap<>(OutreachState.class), toList()));
        unchanged.forEach((state, group) -> {
            var back = Moves.make(stored, outreaches(group, found), state, cause, when, dryRun);
            changes.addAll(back.changes());
            back.refused().forEach((id, reason) -> refusals.add(new BatchRefusal.TransitionRefused(id, reason)));
        });
    }

    private void reassign(List<Reassigned> assignments) {
        var former = assignments.stream()
                .map(Reassigned::from)
                .filter(Objects::nonNull)
                .collect(toSet());
        // Sequences are locked before outreaches, as by an assignment.
        former.removeIf(id -> stored.sequences().find(id).isEmpty());
        var found = load(assignments);
        var restored = new ArrayList<Outreach>();
        for (var assignment : assignments) {
            if (isUnchanged(
                    assignment.id(),
                    found,
                    outreach -> Objects.equals(outreach.sequenceId().orElse(null), assignment.to()))) {
                restore(Objects.requireNonNull(found.get(assignment.id())), assignment, former, restored);
            }
        }
        if (!dryRun) {
            stored.outreaches().saveAssigned(restored, cause);
        }
    }

    private void restore(Outreach outreach, Reassigned assignment, Set<SequenceId> existing, List<Outreach> restored) {
        var from = assignment.from();
        if (from != null && !existing.contains(from)) {
            refusals.add(new BatchRefusal.SequenceGone(outreach.id(), from));
            return;
        }
        var after = from == null ? outreach.unassigned() : outreach.assignedTo(from);
        restored.add(after);
        changes.add(Assignments.change(outreach, after));
    }

    private Map<OutreachId, Outreach> load(List<? extends Undoable> undoable) {
        return undoable.isEmpty()
                ? Map.of()
                : Selected.of(stored, undoable.stream().map(Undoable::id).toList(), dryRun);
    }

    /** Returns whether an outreach still is as the job left it. Adds a refusal if it is not. */
    private boolean isUnchanged(OutreachId id, Map<OutreachId, Outreach> found, Predicate<Outreach> asLeft) {
        var outreach = found.get(id);
        if (outreach == null) {
            refusals.add(new BatchRefusal.NotFound(id));
            return false;
        }
        if (!asLeft.test(outreach)) {
            refusals.add(new BatchRefusal.ChangedSince(id));
            return false;
        }
        return true;
    }

    private static List<Outreach> outreaches(List<Moved> moves, Map<OutreachId, Outreach> found) {
        return moves.stream()
                .map(move -> Objects.requireNonNull(found.get(move.id())))
                .toList();
    }
}

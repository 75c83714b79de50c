package com.grow.outreach.adapter.persistence.list;

import org.jooq.impl.DSL;

/**
 * A grain of {@code outreach_counts}: the columns by which its counts are grouped.
 *
 * @param owner whether by owner
 * @param sequence whether by sequence
 * @param created whether by the day of the creation
 * @param changed whether by the day of the last change
 * @param kind whether by state and channel
 * @param available whether counters can have the rows at all
 */
record Grain(boolean owner, boolean sequence, boolean created, boolean changed, boolean kind, boolean available) {

    Grain(boolean owner, boolean sequence, boolean created, boolean changed, boolean kind) {
        this(owner, sequence, created, changed, kind, true);
    }

    /**
     * Returns the grain that counts the rows of a filter.
     *
     * @param kind whether to count each state and channel
     */
    static Grain of(Narrowing narrowing, boolean kind) {
        var further = narrowing.further();
        boolean created = !further.created().isOpen();
        boolean changed = !further.changed().isOpen();
        boolean owner = narrowing.byOwner();
        boolean sequence = narrowing.sequence() != null;
        // Counters of owners and sequences by day have no states and channels; all others have them.
        boolean byKind = kind || !created || !(owner || sequence);
        return new Grain(owner, sequence, created, changed, byKind, isCounted(narrowing));
    }

    /** Returns the grain that counts the rows of each day. */
    static Grain byDay(Narrowing narrowing, TimeOrder order) {
        boolean isOfKinds = !narrowing.anyState() || !narrowing.anyChannel();
        boolean byCreation = order.byCreation();
        var further = narrowing.further();
        boolean available = isCounted(narrowing) && (byCreation ? further.changed() : further.created()).isOpen();
        boolean owner = narrowing.byOwner();
        boolean sequence = narrowing.sequence() != null;
        boolean kind = isOfKinds || !(owner || sequence);
        return new Grain(owner, sequence, byCreation, !byCreation, kind, available);
    }

    private static boolean isCounted(Narrowing narrowing) {
        return !narrowing.isFew()
                && narrowing.further().words() == null
                && narrowing.position().equals(DSL.noCondition());
    }

    /** Returns whether {@code outreach_counts} has this grain; see {@code fold_outreach_counts()}. */
    boolean exists() {
        if (!available || (created && changed)) {
            return false;
        }
        boolean byDay = created || changed;
        boolean byReference = owner || sequence;
        return !byDay || !byReference || (created && !kind && !(owner && sequence));
    }

    /**
     * Returns the number of the grain, which is {@code grouping(owner_id, sequence_id, created_on, changed_on,
     * current_state, channel)}: the bit of a column is 1 if the counts are not grouped by it.
     */
    int number() {
        return (owner ? 0 : 0b100000)
                | (sequence ? 0 : 0b010000)
                | (created ? 0 : 0b001000)
                | (changed ? 0 : 0b000100)
                | (kind ? 0 : 0b000011);
    }
}

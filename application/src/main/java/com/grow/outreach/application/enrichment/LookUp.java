package com.grow.outreach.application.enrichment;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The look-up of contact data for an outreach in the state {@code enrichment}. Each time the outreach enters the state
 * it gets a new look-up, so that a late result of an earlier one is ignored.
 *
 * @param outreachId the outreach
 * @param visit the {@link Outreach#lastSortKey} of the outreach while it is in the state
 */
public record LookUp(OutreachId outreachId, int visit) {

    private static final Pattern TEXT = Pattern.compile("([^.]+)\\.(\\d{1,10})");

    public LookUp {
        Objects.requireNonNull(outreachId, "outreachId");
    }

    /** Returns the look-up for which an outreach waits; empty if it is not in enrichment. */
    public static Optional<LookUp> awaitedBy(Outreach outreach) {
        return outreach.currentState() == OutreachState.ENRICHMENT
                ? Optional.of(new LookUp(outreach.id(), outreach.lastSortKey()))
                : Optional.empty();
    }

    /** Returns whether the outreach still waits for this look-up. */
    public boolean isAwaitedBy(Outreach outreach) {
        return awaitedBy(outreach).equals(Optional.of(this));
    }

    /**
     * Parses a {@link #value}.
     *
     * @throws IllegalArgumentException if the text is not the value of a look-up
     */
    public static LookUp of(String value) {
        var parts = TEXT.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a look-up: " + value);
        }
        return new LookUp(new OutreachId(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Returns the unique name, for example {@code out_11111.30}. */
    public String value() {
        return outreachId.value() + "." + visit;
    }
}

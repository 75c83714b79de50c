package com.grow.outreach.application.enrichment;

import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The look-up of contact data that an outreach waits for while it is in the state {@code enrichment}: one for each time
 * that it gets there, so that what comes of an earlier time is never taken for a later one.
 *
 * @param outreachId which outreach
 * @param visit the {@link Outreach#lastSortKey} that it has while it is there
 */
public record LookUp(OutreachId outreachId, int visit) {

    private static final Pattern TEXT = Pattern.compile("([^.]+)\\.(\\d{1,10})");

    public LookUp {
        Objects.requireNonNull(outreachId, "outreachId");
    }

    /** The one that an outreach waits for; empty if it is not in enrichment. */
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
     * The look-up of that {@link #value}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static LookUp of(String value) {
        var parts = TEXT.matcher(value);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not a look-up: " + value);
        }
        return new LookUp(new OutreachId(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    /** Its name, for example {@code out_11111.30}; no two have the same. */
    public String value() {
        return outreachId.value() + "." + visit;
    }
}

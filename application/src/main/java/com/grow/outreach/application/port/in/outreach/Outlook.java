package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The numbers of outreaches that a batch would change, leave as they are and refuse.
 *
 * @param total the number of selected outreaches, and of ids that don't exist
 * @param unchanged the number of outreaches that already are as the batch would make them
 * @param refusals the refused outreaches by reason
 * @param exact whether all refusals by guards are counted; if not, there can be more of them and fewer changes
 */
public record Outlook(long total, long unchanged, List<Refusals> refusals, boolean exact) {

    /**
     * The number of outreaches that are refused for one reason.
     *
     * @param state the current state, or null for ids that don't exist
     * @param guard the guard that refuses, or null if there is none
     */
    public record Refusals(
            @Nullable OutreachState state, @Nullable Guard guard, long count) {}

    public Outlook {
        refusals = List.copyOf(refusals);
    }

    /** Returns the number of refused outreaches. */
    public long refused() {
        return refusals.stream().mapToLong(Refusals::count).sum();
    }

    /** Returns the number of outreaches that would change. */
    public long changing() {
        return total - unchanged - refused();
    }
}

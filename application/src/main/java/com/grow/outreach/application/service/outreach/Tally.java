package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.Outlook;
import com.grow.outreach.domain.Guard;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.TransitionResult;
import com.grow.outreach.domain.TransitionResult.GuardRefused;
import com.grow.outreach.domain.TransitionResult.Refused;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A running count of the outreaches that a batch would change, leave as they are and refuse. */
final class Tally {

    private record Reason(
            @Nullable OutreachState state, @Nullable Guard guard) {}

    private long total;
    private long unchanged;
    private final Map<Reason, Long> refused = new LinkedHashMap<>();

    /** Adds outreaches that would change. */
    void changed(long count) {
        total += count;
    }

    /** Adds outreaches that already are as the batch would make them. */
    void unchanged(long count) {
        total += count;
        unchanged += count;
    }

    /** Adds ids that don't exist. */
    void missing(long count) {
        refused(new Reason(null, null), count);
    }

    /** Adds outreaches with the result of the same move. A move to the current state changes nothing. */
    void moved(TransitionResult result, long count) {
        if (result instanceof Refused refusal) {
            if (refusal.from() == refusal.to()) {
                unchanged(count);
            } else {
                var guard = refusal instanceof GuardRefused guarded ? guarded.guard() : null;
                refused(new Reason(refusal.from(), guard), count);
            }
        } else {
            changed(count);
        }
    }

    private void refused(Reason reason, long count) {
        total += count;
        refused.merge(reason, count, Long::sum);
    }

    /** Subtracts another tally, whose outreaches are among those of this one. */
    void subtract(Tally other) {
        total -= other.total;
        unchanged -= other.unchanged;
        other.refused.forEach((reason, count) -> refused.merge(reason, -count, Long::sum));
    }

    /** Returns the numbers, without zeros. */
    Outlook outlook(boolean exact) {
        return new Outlook(
                total,
                Math.max(unchanged, 0),
                refused.entrySet().stream()
                        .filter(entry -> entry.getValue() > 0)
                        .map(entry -> new Outlook.Refusals(
                                entry.getKey().state(), entry.getKey().guard(), entry.getValue()))
                        .toList(),
                exact);
    }
}

package com.grow.outreach.adapter.persistence;

import java.time.Duration;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * Removes answers that have expired. Nobody is given one in any case; this keeps them from piling up. Any number of
 * processes may do so on one database.
 */
record AnswerSweeper(DSLContext dsl, InstantSource clock) {

    private static final Duration PAUSE = Duration.ofMinutes(1);

    /** How many to remove in one transaction, so that none takes long. */
    static final int BITE = 1_000;

    Chore start() {
        return Chore.start("sweep-answers", PAUSE, this::sweep);
    }

    /** Removes all that have expired by now. */
    void sweep() {
        int removed;
        do {
            removed = dsl.execute("""
                    delete from idempotency_keys where key in (
                      select key from idempotency_keys where expires_at <= {0}
                      order by expires_at limit {1} for update skip locked)
                    """, DSL.val(clock.instant()), DSL.inline(BITE));
        } while (removed == BITE);
    }
}

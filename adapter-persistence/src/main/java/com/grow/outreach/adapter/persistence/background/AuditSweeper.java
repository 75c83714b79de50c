package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import java.time.Duration;
import java.time.InstantSource;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/**
 * The deletion of old entries of the audit log. The database rejects any other change of an entry. Only the server runs it,
 * because other commands don't know how long entries are kept.
 *
 * @param retention the time for which an entry is kept
 */
public record AuditSweeper(DSLContext dsl, InstantSource clock, Duration retention) {

    /** The maximum number of entries that one transaction deletes. */
    public static final int BATCH_SIZE = 1_000;

    private static final String SWEEP = "select sweep_audit_log({0}, {1})";
    private static final Duration PAUSE = Duration.ofMinutes(10);

    /** Sweeps regularly in the background. */
    public Chore start(StorageFailures failures) {
        return Chore.start("audit sweep", PAUSE, () -> failures.run(this::sweep));
    }

    /** Deletes all old entries. */
    public void sweep() {
        var until = clock.instant().minus(retention);
        int deleted;
        do {
            deleted = dsl.fetchSingle(SWEEP, DSL.val(until), DSL.inline(BATCH_SIZE))
                    .get(0, int.class);
        } while (deleted == BATCH_SIZE);
    }
}

package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * Folds the deltas of counts, so that there are never many to add up. Totals are right without it; it keeps them fast.
 * Any number of processes may do so on one database.
 */
public final class CountsFolder {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** How many to fold in one transaction at least, if there are as many. */
    private static final long BITE = 20_000;

    /** How many folded rows to leave behind before they are swept out, so that nobody has to read past them. */
    private static final long SWEEP_AFTER = 1_000;

    private final DSLContext dsl;
    private final Maintenance maintenance;
    private final String deltas;
    private final String fold;
    private long unswept;

    private CountsFolder(DSLContext dsl, Maintenance maintenance, String deltas, String fold) {
        this.dsl = dsl;
        this.maintenance = maintenance;
        this.deltas = deltas;
        this.fold = fold;
    }

    /** Of the outreaches of each kind. */
    public static CountsFolder ofOutreaches(DSLContext dsl, Maintenance maintenance) {
        return new CountsFolder(dsl, maintenance, "outreach_count_deltas", "fold_outreach_counts()");
    }

    /** Of the names with a part. */
    public static CountsFolder ofNames(DSLContext dsl, Maintenance maintenance) {
        return new CountsFolder(dsl, maintenance, "name_count_deltas", "fold_name_counts(%d)".formatted(BITE));
    }

    public Chore start(StorageFailures failures) {
        return Chore.start("fold-" + deltas.replace('_', '-'), PAUSE, () -> failures.run(this::fold));
    }

    private void fold() {
        if (dsl.fetchSingle("select not exists (select from %s)".formatted(deltas))
                .into(boolean.class)) {
            return;
        }
        long folded;
        do {
            folded = dsl.fetchSingle("select " + fold).into(long.class);
            unswept += folded;
        } while (folded >= BITE);
        if (unswept >= SWEEP_AFTER) {
            maintenance.vacuum(deltas);
            unswept = 0;
        }
    }
}

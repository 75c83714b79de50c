package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import java.time.Duration;
import org.jooq.DSLContext;

/**
 * Folds the deltas of counters into the counters, so that totals stay fast. Totals are exact without it. Several
 * processes can run it on one database.
 */
public final class CountsFolder {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** The minimum number of deltas that one transaction folds, if there are as many. */
    private static final long BATCH_SIZE = 20_000;

    /** The number of dead rows after which the table is vacuumed, so that queries don't read past them. */
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

    /** Returns the folder for the counters of outreaches. */
    public static CountsFolder ofOutreaches(DSLContext dsl, Maintenance maintenance) {
        return new CountsFolder(dsl, maintenance, "outreach_count_deltas", "fold_outreach_counts()");
    }

    /** Returns the folder for the counters of name parts. */
    public static CountsFolder ofNames(DSLContext dsl, Maintenance maintenance) {
        return new CountsFolder(dsl, maintenance, "name_count_deltas", "fold_name_counts(%d)".formatted(BATCH_SIZE));
    }

    /** Returns the folder for the counters of insights. */
    public static CountsFolder ofInsights(DSLContext dsl, Maintenance maintenance) {
        return new CountsFolder(dsl, maintenance, "insight_deltas", "fold_insights()");
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
        } while (folded >= BATCH_SIZE);
        if (unswept >= SWEEP_AFTER) {
            maintenance.vacuum(deltas);
            unswept = 0;
        }
    }
}

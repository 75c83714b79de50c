package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Rows that are imported in one transaction.
 *
 * @param groups the rows
 * @param importer the importer of their kind
 * @param read the number of rows of the file read so far
 * @param historyRead the number of rows of the file of histories read so far
 */
record ImportChunk(List<RowGroup> groups, Importer importer, long read, long historyRead) {

    /**
     * A stored chunk.
     *
     * @param run the import after the chunk
     * @param rejects the rejects of the chunk
     */
    record Result(ImportRun run, List<Reject> rejects) {

        /**
         * Returns this result, failed if the import has more rejects than allowed. The rejects after the first one too many
         * are dropped.
         *
         * @param rejectsBefore the number of rejects before the chunk
         */
        Result limited(long rejectsBefore, Instant now) {
            long excess = rejectsBefore + rejects.size() - run.maxRejects();
            if (excess <= 0 || run.isFinished()) {
                return this;
            }
            var kept = rejects.subList(0, (int) Math.max(0, rejects.size() - (excess - 1)));
            var reason = "more than %,d rejects, the limit of max-rejects".formatted(run.maxRejects());
            if (!kept.isEmpty()) {
                var last = kept.get(kept.size() - 1);
                reason += "; line %,d of %s has the first one too many".formatted(last.line(), last.file());
            }
            return new Result(run.failed(reason, now), kept);
        }
    }

    /** Imports the rows in the transaction of the repositories. */
    Result store(ImportRun run, Repositories stored) {
        var rows = importer.begin(stored);
        rows.identify(MergedIds.in(groups, stored.merges()).replace(groups));
        rows.lock();
        rows.decide();
        rows.store();
        var outcome = rows.outcome();
        var before = run.progress();
        var progress = new ImportProgress(
                before.file(),
                read,
                historyRead,
                before.created() + outcome.created,
                before.updated() + outcome.updated,
                before.unchanged() + outcome.unchanged,
                before.rejected() + outcome.rejected);
        // The importer decides rows that match others later.
        outcome.rejects.sort(Comparator.comparing(Reject::file).thenComparingLong(Reject::line));
        return new Result(run.at(progress), outcome.rejects);
    }
}

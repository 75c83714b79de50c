package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportProgress;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

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
     * @param warnings the warnings of the chunk
     */
    record Result(ImportRun run, List<Reject> rejects, List<Reject> warnings) {

        /** Creates a result from rejects and warnings. */
        static Result of(ImportRun run, List<Reject> reports) {
            return new Result(
                    run,
                    reports.stream().filter(report -> !report.warning()).toList(),
                    reports.stream().filter(Reject::warning).toList());
        }

        /** Returns the rejects and the warnings in the order of their lines. */
        List<Reject> reports() {
            return Stream.concat(rejects.stream(), warnings.stream())
                    .sorted(Comparator.comparingLong(Reject::line))
                    .toList();
        }

        /**
         * Returns this result, failed if the import has more rejects than allowed. The rejects after the first one too many
         * are dropped, and so are as many warnings as exceed the limit, which does not fail the import.
         *
         * @param rejectsBefore the number of rejects before the chunk
         * @param warningsBefore the number of warnings before the chunk
         */
        Result limited(long rejectsBefore, long warningsBefore, Instant now) {
            var room = Math.max(0, run.maxRejects() - warningsBefore);
            var keptWarnings = warnings.subList(0, (int) Math.min(room, warnings.size()));
            long excess = rejectsBefore + rejects.size() - run.maxRejects();
            if (excess <= 0 || run.isFinished()) {
                return new Result(run, rejects, keptWarnings);
            }
            var kept = rejects.subList(0, (int) Math.max(0, rejects.size() - (excess - 1)));
            var reason = "more than %,d rejects, the limit of max-rejects".formatted(run.maxRejects());
            if (!kept.isEmpty()) {
                var last = kept.get(kept.size() - 1);
                reason += "; line %,d of %s has the first one too many".formatted(last.line(), last.file());
            }
            return new Result(run.failed(reason, now), kept, keptWarnings);
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
                before.counts()
                        .plus(outcome.counts(
                                groups.stream().mapToLong(RowGroup::size).sum())));
        // The importer decides rows that match others later.
        outcome.rejects.sort(Comparator.comparing(Reject::file).thenComparingLong(Reject::line));
        return new Result(run.at(progress), outcome.rejects, outcome.warnings);
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.rest.RateLimits;
import picocli.CommandLine.Option;

/** The options for the limits of the requests of one user. */
final class RateOptions {

    @Option(
            names = "--rate-reads",
            paramLabel = "COUNT",
            defaultValue = "" + RateLimits.DEFAULT_READS,
            description = "The maximum number of reads of one user a minute, 0 for no limit; or GROW_RATE_READS. Only"
                    + " with --auth. Default: 30000.")
    int reads;

    @Option(
            names = "--rate-writes",
            paramLabel = "COUNT",
            defaultValue = "" + RateLimits.DEFAULT_WRITES,
            description = "The maximum number of writes of one user a minute, 0 for no limit; or GROW_RATE_WRITES. Only"
                    + " with --auth. Default: 6000.")
    int writes;

    @Option(
            names = "--rate-bulk",
            paramLabel = "COUNT",
            defaultValue = "" + RateLimits.DEFAULT_BULK,
            description = "The maximum number of batches, exports, imports and merges of one user a minute, 0 for no"
                    + " limit; or GROW_RATE_BULK. Only with --auth. Default: 600.")
    int bulk;

    /** Returns the limits. */
    RateLimits limits() throws StartException {
        return new RateLimits(
                checked("--rate-reads", reads), checked("--rate-writes", writes), checked("--rate-bulk", bulk));
    }

    private static int checked(String option, int limit) throws StartException {
        if (limit < 0) {
            throw new StartException("%s is %d; use 0 or more".formatted(option, limit));
        }
        return limit;
    }
}

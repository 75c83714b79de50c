package com.grow.outreach.adapter.rest;

import java.util.function.LongSupplier;

/**
 * The limits of the requests of one user. All sessions and tokens of a user share them.
 *
 * @param reads the maximum number of reads a minute; 0 for no limit
 * @param writes the maximum number of writes a minute; 0 for no limit
 * @param bulk the maximum number of bulk operations a minute; 0 for no limit
 * @param nanoTime the clock, as {@link System#nanoTime}
 */
public record RateLimits(int reads, int writes, int bulk, LongSupplier nanoTime) {

    public static final int DEFAULT_READS = 30_000;
    public static final int DEFAULT_WRITES = 6_000;
    public static final int DEFAULT_BULK = 600;

    /** The default limits, which no person and no well-behaved program reaches. */
    public static final RateLimits USUAL = new RateLimits(DEFAULT_READS, DEFAULT_WRITES, DEFAULT_BULK);

    /** Creates limits with the clock of this machine. */
    public RateLimits(int reads, int writes, int bulk) {
        this(reads, writes, bulk, System::nanoTime);
    }

    /** Returns the maximum number of operations of a kind a minute; 0 for no limit. */
    int of(OperationKind kind) {
        return switch (kind) {
            case READS -> reads;
            case WRITES -> writes;
            case BULK -> bulk;
        };
    }
}

package com.grow.outreach.application.imports;

/**
 * The limits of what is imported from uploads.
 *
 * @param maxSize how many bytes one upload can have
 * @param maxRejects how many rejects one import can have at most
 */
public record ImportLimits(long maxSize, long maxRejects) {

    /** The limits unless others are set: 2 GiB and 10,000 rejects. */
    public static final ImportLimits USUAL = new ImportLimits(2L << 30, ImportRun.DEFAULT_MAX_REJECTS);

    /** How many files one upload can have. */
    public static final int MAX_FILES = 100;

    /** How many uploads can wait to be imported or be imported at once. */
    public static final int MAX_QUEUED = 1_000;

    /** How many times {@link #maxSize} the uploads that have not ended can have together. */
    private static final int MAX_SIZES_QUEUED = 4;

    /** How many bytes the uploads that have not ended can have together. */
    public long maxSizeQueued() {
        return Math.multiplyExact(maxSize, MAX_SIZES_QUEUED);
    }
}

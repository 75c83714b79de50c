package com.grow.outreach.application.imports;

/**
 * The limits of uploads.
 *
 * @param maxSize the maximum size of an upload in bytes
 * @param maxRejects the maximum number of rejects of an import
 */
public record ImportLimits(long maxSize, long maxRejects) {

    /** The default limits: 2 GiB and 10,000 rejects. */
    public static final ImportLimits USUAL = new ImportLimits(2L << 30, ImportRun.DEFAULT_MAX_REJECTS);

    /** The maximum number of files in an upload. */
    public static final int MAX_FILES = 100;

    /** The maximum number of unfinished uploads. */
    public static final int MAX_QUEUED = 1_000;

    /** The maximum total size of unfinished uploads, as a multiple of {@link #maxSize}. */
    private static final int MAX_SIZES_QUEUED = 4;

    /** Returns the maximum total size of unfinished uploads in bytes. */
    public long maxSizeQueued() {
        return Math.multiplyExact(maxSize, MAX_SIZES_QUEUED);
    }
}

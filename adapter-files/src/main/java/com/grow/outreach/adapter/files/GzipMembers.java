package com.grow.outreach.adapter.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses all members of a gzip file and rejects trailing bytes. The JDK ignores bytes after a member that are not
 * another member, so it would not detect a file damaged there.
 */
final class GzipMembers extends GZIPInputStream {

    private static final int TRAILER = 8;

    /** The maximum compression ratio of a file that unpacks to more than {@link #ALWAYS_UNPACKED}. */
    static final long MAX_RATIO = 100;

    /** The size in bytes up to which the compression ratio is not limited. */
    static final long ALWAYS_UNPACKED = 64L << 20;

    private final Counted compressed;
    private long filled;
    private long unpacked;

    private GzipMembers(Counted compressed, int size) throws IOException {
        super(compressed, size);
        this.compressed = compressed;
    }

    static GzipMembers of(InputStream compressed, int size) throws IOException {
        return new GzipMembers(new Counted(compressed), size);
    }

    /** Counts the bytes that were read. */
    private static final class Counted extends FilterInputStream {

        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int b = in.read();
            count += b < 0 ? 0 : 1;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int n = in.read(bytes, offset, length);
            count += Math.max(0, n);
            return n;
        }
    }

    @Override
    protected void fill() throws IOException {
        super.fill();
        filled = compressed.count;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = super.read(bytes, offset, length);
        unpacked += Math.max(0, n);
        if (unpacked > ALWAYS_UNPACKED && unpacked > MAX_RATIO * compressed.count) {
            throw new IOException("the file unpacks to more than %d times its size; unpack it and import that instead"
                    .formatted(MAX_RATIO));
        }
        if (n < 0) {
            long end = filled - inf.getRemaining() + TRAILER;
            if (compressed.read() >= 0 || compressed.count > end) {
                throw new ZipException("the data after byte %,d is not gzip-compressed".formatted(end));
            }
        }
        return n;
    }
}

package com.grow.outreach.adapter.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Decompresses a file of gzip to its very end: the JDK takes whatever follows a member and can't be read as another one for
 * the end of the file, so that one that is damaged there would seem to be whole.
 */
final class Members extends GZIPInputStream {

    private static final int TRAILER = 8;

    /** How many times its size a file may unpack to, beyond what every file may. */
    static final long MAX_RATIO = 100;

    /** How many bytes every file may unpack to. */
    static final long ALWAYS_UNPACKED = 64L << 20;

    private final Counted compressed;
    private long filled;
    private long unpacked;

    private Members(Counted compressed, int size) throws IOException {
        super(compressed, size);
        this.compressed = compressed;
    }

    static Members of(InputStream compressed, int size) throws IOException {
        return new Members(new Counted(compressed), size);
    }

    /** Knows how many bytes were read of it. */
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
                throw new ZipException("what follows byte %,d is not compressed by gzip".formatted(end));
            }
        }
        return n;
    }
}

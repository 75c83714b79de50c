package com.grow.outreach.adapter.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The content of an open file from a position. Does not move the position of the file, so that several can read it. */
public final class FileInput extends InputStream {

    private final FileChannel file;
    private long position;

    /**
     * Starts reading.
     *
     * @param file the open file
     * @param position the number of bytes before the content
     */
    public FileInput(FileChannel file, long position) {
        this.file = file;
        this.position = position;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int n = file.read(ByteBuffer.wrap(bytes, offset, length), position);
        position += Math.max(0, n);
        return n;
    }
}

package com.grow.outreach.bootstrap;

import com.grow.outreach.adapter.files.RecordFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/**
 * What can be read only once, kept so that it can be read again, in a file that has lost its name at once: it is gone when
 * the process is, however that ends.
 *
 * @param file the file
 */
record Spooled(FileChannel file) implements RecordFile.Content, Closeable {

    static Spooled of(InputStream in) throws IOException {
        var file = FileChannel.open(
                Files.createTempFile("grow-import", null),
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
        in.transferTo(Channels.newOutputStream(file));
        return new Spooled(file);
    }

    @Override
    public InputStream open() {
        return new InputStream() {

            private long position;

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
        };
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

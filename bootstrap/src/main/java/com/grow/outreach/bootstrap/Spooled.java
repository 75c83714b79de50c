package com.grow.outreach.bootstrap;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.adapter.files.FileInput;
import com.grow.outreach.adapter.files.RecordFile;
import com.grow.outreach.application.port.out.file.FreeSpace;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A temporary copy of a stream, which can be read repeatedly.
 *
 * <p>The file is deleted on close; on POSIX systems it has no name from the start, so it never outlives the process.
 *
 * @param file the open file
 */
record Spooled(FileChannel file) implements RecordFile.Content, Closeable {

    /** The number of bytes written between two checks of the free space. */
    private static final int BLOCK = 1 << 20;

    static Spooled of(InputStream in) throws IOException {
        var path = Files.createTempFile("grow-import", null);
        var directory = requireNonNull(path.toAbsolutePath().getParent());
        return of(in, path, new DiskSpace(directory));
    }

    static Spooled of(InputStream in, Path path, FreeSpace space) throws IOException {
        var file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            var out = Channels.newOutputStream(file);
            for (var block = in.readNBytes(BLOCK); block.length > 0; block = in.readNBytes(BLOCK)) {
                if (space.bytes() < block.length) {
                    throw new IOException("not enough free disk space for a copy in %s; import a regular file instead"
                            .formatted(path));
                }
                out.write(block);
            }
        } catch (IOException | RuntimeException e) {
            file.close();
            throw e;
        }
        return new Spooled(file);
    }

    @Override
    public InputStream open() {
        return new FileInput(file, 0);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

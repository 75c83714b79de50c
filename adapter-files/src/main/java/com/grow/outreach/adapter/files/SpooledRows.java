package com.grow.outreach.adapter.files;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.application.port.out.file.Records.Row;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A temporary file of rows. It is deleted on close; on POSIX systems it has no name from the start, so it never outlives the
 * process.
 */
final class SpooledRows implements Closeable {

    private static final int WRITE_BUFFER = 1 << 18;

    private static final int READ_BUFFER = 1 << 14;

    /** The number of rows written between two checks of the free space. */
    private static final int BLOCK = 10_000;

    /** The free space required for a block, which has at most as many characters by the limits of a run. */
    private static final long BLOCK_SPACE = 1L << 26;

    private final Path path;
    private final FileChannel file;
    private final FreeSpace space;

    private SpooledRows(Path path, FileChannel file, FreeSpace space) {
        this.path = path;
        this.file = file;
        this.space = space;
    }

    static SpooledRows create(Path directory, FreeSpace space) throws IOException {
        var path = Files.createTempFile(directory, "grow-sort", null);
        var file = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        return new SpooledRows(path, file, space);
    }

    /** Returns rows; null after the last one. */
    interface Source {

        @Nullable Keyed next() throws IOException;
    }

    /** Consecutive rows of the file. */
    final class Run {

        private final long start;
        private final long count;

        Run(long start, long count) {
            this.start = start;
            this.count = count;
        }

        Cursor open() {
            return new Cursor(
                    new DataInputStream(new BufferedInputStream(new FileInput(file, start), READ_BUFFER)), count);
        }
    }

    /** Appends rows. */
    Run write(List<Keyed> rows) throws IOException {
        Iterator<Keyed> iterator = rows.iterator();
        return write(() -> iterator.hasNext() ? iterator.next() : null);
    }

    /** Appends rows. */
    Run write(Source rows) throws IOException {
        long start = file.size();
        long count = 0;
        var out = new DataOutputStream(
                new BufferedOutputStream(Channels.newOutputStream(file.position(start)), WRITE_BUFFER));
        for (var row = rows.next(); row != null; row = rows.next()) {
            if (count++ % BLOCK == 0 && space.bytes() < BLOCK_SPACE) {
                throw new IOException("not enough free disk space for %s".formatted(path));
            }
            write(row, out);
        }
        out.flush();
        return new Run(start, count);
    }

    private static void write(Keyed row, DataOutputStream out) throws IOException {
        write(row.file(), out);
        out.writeByte(row.sortValues().size());
        for (var value : row.sortValues()) {
            write(value, out);
        }
        out.writeLong(row.line());
        switch (row.item()) {
            case Row item -> {
                out.writeLong(item.lastLine());
                out.writeInt(item.values().size());
                for (var entry : item.values().entrySet()) {
                    write(entry.getKey(), out);
                    write(entry.getValue(), out);
                }
            }
            case Broken item -> {
                out.writeLong(-1);
                write(item.column(), out);
                write(item.reason(), out);
            }
            case Keyed item -> throw new IllegalArgumentException("two keys of " + item);
        }
    }

    /** Writes a text without loss, which UTF-8 would not do for unpaired surrogates. */
    private static void write(@Nullable String text, DataOutputStream out) throws IOException {
        if (text == null) {
            out.writeInt(-1);
            return;
        }
        boolean wide = text.chars().anyMatch(character -> character > 0xFF);
        out.writeInt(text.length() << 1 | (wide ? 1 : 0));
        if (wide) {
            out.writeChars(text);
        } else {
            out.write(text.getBytes(ISO_8859_1));
        }
    }

    /** Reads the rows of a run. */
    static final class Cursor {

        private final DataInputStream in;
        private long left;

        Cursor(DataInputStream in, long count) {
            this.in = in;
            this.left = count;
        }

        /** Returns the next row; null after the last one. */
        @Nullable Keyed next() throws IOException {
            return left-- > 0 ? new Keyed(required(), key(), item()) : null;
        }

        private List<@Nullable String> key() throws IOException {
            int size = in.readByte();
            var key = new ArrayList<@Nullable String>(size);
            for (int i = 0; i < size; i++) {
                key.add(text());
            }
            return key;
        }

        private Item item() throws IOException {
            long line = in.readLong();
            long lastLine = in.readLong();
            if (lastLine < 0) {
                return new Broken(line, text(), required());
            }
            int size = in.readInt();
            var values = HashMap.<String, @Nullable String>newHashMap(size);
            for (int i = 0; i < size; i++) {
                values.put(required(), text());
            }
            return new Row(line, lastLine, values);
        }

        private String required() throws IOException {
            return String.valueOf(text());
        }

        private @Nullable String text() throws IOException {
            int header = in.readInt();
            if (header < 0) {
                return null;
            }
            int length = header >> 1;
            if ((header & 1) == 0) {
                return new String(in.readNBytes(length), ISO_8859_1);
            }
            var characters = new char[length];
            ByteBuffer.wrap(in.readNBytes(2 * length)).asCharBuffer().get(characters);
            return new String(characters);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** A reader of lines including their line ends. The length of a line in memory is limited. */
final class Lines implements Closeable {

    /** The maximum length of a line, and of a row of several lines, in characters. */
    static final int MAX_LENGTH = 1 << 20;

    private static final int BUFFER = 1 << 16;

    /** The maximum number of lines in a sample. */
    private static final int SAMPLE = 1_000;

    private final String file;
    private final Reader in;
    private final boolean compressed;
    private final char[] buffer = new char[BUFFER];
    private final Deque<Line> again = new ArrayDeque<>();
    private int start;
    private int end;
    private long number;
    private boolean exhausted;

    /**
     * Creates a reader of the lines of a file.
     *
     * @param file the file name, for error messages
     * @param in the text
     * @param compressed whether the file is compressed, so that a truncated file can't be read to its end
     */
    Lines(String file, Reader in, boolean compressed) {
        this.file = file;
        this.in = in;
        this.compressed = compressed;
    }

    /** Returns whether the file is compressed, so that a truncated file can't be read to its end. */
    boolean isCompressed() {
        return compressed;
    }

    /**
     * A line.
     *
     * @param number the line number, from 1
     * @param text the line, truncated if it is too long
     * @param tooLong whether the line exceeds {@link #MAX_LENGTH}
     */
    record Line(long number, String text, boolean tooLong) {

        /** Returns whether the line ends with a lone carriage return. */
        boolean isReturned() {
            return text.endsWith("\r");
        }
    }

    /** Returns the next line that is not blank without consuming it; null if there is none. */
    @Nullable Line first() {
        for (var line = next(); line != null; line = next()) {
            if (line.tooLong() || !line.text().isBlank()) {
                again.push(line);
                return line;
            }
        }
        return null;
    }

    /** Returns the next lines without consuming them: at most 1,000, and fewer if they are long. */
    List<Line> sample() {
        var sample = new ArrayList<Line>();
        try {
            for (int length = 0; sample.size() < SAMPLE && length < MAX_LENGTH; ) {
                var line = next();
                if (line == null) {
                    exhausted = true;
                    break;
                }
                sample.add(line);
                length += line.text().length();
            }
        } catch (UnreadableException e) {
            // Reported when reading reaches it, after the rows before it.
        }
        pushBack(sample);
        return sample;
    }

    /** Returns whether a sample has all lines that are left. */
    boolean isAll(List<Line> sample) {
        return again.size() == sample.size() && exhausted;
    }

    /** Returns the next line, or null after the last. */
    @Nullable Line next() {
        if (!again.isEmpty()) {
            return again.pop();
        }
        try {
            var text = new StringBuilder();
            long length = 0;
            boolean ended = false;
            while (!ended && (start < end || fill())) {
                int from = start;
                boolean returned = false;
                while (start < end && !ended && !returned) {
                    char c = buffer[start++];
                    ended = c == '\n';
                    returned = c == '\r';
                }
                length += start - from;
                if (length <= MAX_LENGTH) {
                    text.append(buffer, from, start - from);
                }
                if (returned) {
                    // A following line feed belongs to the same line end.
                    ended = start == end && !fill() || buffer[start] != '\n';
                }
            }
            if (length == 0) {
                return null;
            }
            return new Line(++number, text.toString(), length > MAX_LENGTH);
        } catch (IOException e) {
            throw unreadable(number + 1, reason(e), e);
        }
    }

    private boolean fill() throws IOException {
        start = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static String reason(IOException e) {
        if (e instanceof EOFException || e instanceof ZipException) {
            return "the file is truncated or damaged here (%s)".formatted(e.getMessage());
        }
        return String.valueOf(e.getMessage());
    }

    /** Returns the exception for a line at which reading can't continue. */
    UnreadableException unreadable(long line, String reason, @Nullable Throwable cause) {
        return new UnreadableException("%s, line %d: %s".formatted(file, line, reason), cause);
    }

    /** Pushes lines back, so that they are returned again in the same order. */
    void pushBack(List<Line> lines) {
        lines.reversed().forEach(again::push);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

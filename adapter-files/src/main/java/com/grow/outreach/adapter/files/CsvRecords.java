package com.grow.outreach.adapter.files;

import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.port.out.file.Records;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. After a malformed row, for example one with a stray quote, reading continues at the line after
 * the one where the row began.
 */
final class CsvRecords implements Records {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    /** Up to this number of columns, ordinary sentences have as many delimiters as a row. */
    private static final int FEW = 3;

    /** The maximum number of lines in a row. */
    static final int MAX_LINES = 10_000;

    private final Lines lines;
    private final char delimiter;
    private final CSVFormat format;
    private final List<String> columns;

    /** Grow's name for each column of the file; null for a column that is ignored. */
    private final List<@Nullable String> names = new ArrayList<>();

    /** The lines of the current row. */
    private final List<Line> row = new ArrayList<>();

    private Iterator<CSVRecord> rows;

    /** Creates a reader and reads the header. */
    CsvRecords(Lines lines) {
        this.lines = lines;
        this.delimiter = delimiter(lines.first());
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter)
                .setIgnoreEmptyLines(true)
                .get();
        this.rows = parser();
        this.columns = header();
    }

    private static char delimiter(@Nullable Line header) {
        char most = DELIMITERS.getFirst();
        if (header != null) {
            for (char delimiter : DELIMITERS) {
                most = count(header.text(), delimiter) > count(header.text(), most) ? delimiter : most;
            }
        }
        return most;
    }

    /** Counts the delimiters in a line outside quotes. */
    private static long count(String line, char delimiter) {
        return line.replaceAll("\"[^\"]*\"", "")
                .chars()
                .filter(c -> c == delimiter)
                .count();
    }

    private List<String> header() {
        var record = read();
        if (record instanceof Broken broken) {
            throw lines.unreadable(broken.line(), "the header " + broken.reason(), null);
        }
        return record instanceof Cells(String[] values) ? List.of(values) : List.of();
    }

    /** Sets the names of the columns. */
    CsvRecords as(Columns known) {
        columns.forEach(column -> names.add(known.known(column)));
        return this;
    }

    private Iterator<CSVRecord> parser() {
        try {
            return format.parse(new Feed()).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source that gives the parser one line at a time, so that it buffers only the current row. */
    private final class Feed extends Reader {

        private String line = "";
        private int position;
        private int length;

        @Override
        public int read(char[] buffer, int offset, int count) throws IOException {
            if (position == line.length() && !advance()) {
                return -1;
            }
            int n = Math.min(count, line.length() - position);
            line.getChars(position, position + n, buffer, offset);
            position += n;
            return n;
        }

        private boolean advance() throws IOException {
            var next = lines.next();
            if (next == null) {
                return false;
            }
            if (row.stream().allMatch(each -> each.text().isBlank())) {
                row.clear();
                length = 0;
            }
            row.add(next);
            length += next.text().length();
            if (next.tooLong() || length > Lines.MAX_LENGTH) {
                throw new IOException("is longer than %,d characters".formatted(Lines.MAX_LENGTH));
            }
            if (row.size() > MAX_LINES) {
                throw new IOException(
                        "is longer than %,d lines; check for a quote that is not closed".formatted(MAX_LINES));
            }
            // After a lone carriage return the parser would read the next line to look for a line feed.
            line = next.isReturned() ? next.text().substring(0, next.text().length() - 1) + '\n' : next.text();
            position = 0;
            return true;
        }

        @Override
        public void close() {
            // CsvRecords closes the lines.
        }
    }

    /** The cells of a row. */
    private record Cells(String[] values) {}

    /** Returns the next {@link Cells}, a {@link Broken}, or null at the end. */
    private @Nullable Object read() {
        row.clear();
        try {
            return rows.hasNext() ? new Cells(asWritten(rows.next().values())) : null;
        } catch (UncheckedIOException e) {
            return broken(
                    null,
                    reason(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage())));
        }
    }

    /** Restores the carriage returns that were replaced by line feeds for the parser. */
    private String[] asWritten(String[] cells) {
        if (row.size() > 1 && row.stream().limit(row.size() - 1).anyMatch(Line::isReturned)) {
            // Every line end but the last is inside a cell.
            var ends = row.iterator();
            Arrays.setAll(cells, i -> {
                var text = new StringBuilder(cells[i]);
                for (int at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) {
                    text.setCharAt(at, ends.next().isReturned() ? '\r' : '\n');
                }
                return text.toString();
            });
        }
        return cells;
    }

    /** Returns the error of a row and continues at its second line, since a stray quote may have swallowed rows. */
    private Broken broken(@Nullable String column, String reason) {
        var broken = new Broken(firstLine(), column, reason);
        lines.pushBack(row.subList(Math.min(1, row.size()), row.size()));
        rows = parser();
        return broken;
    }

    private long firstLine() {
        return row.isEmpty() ? 0 : row.getFirst().number();
    }

    private static String reason(String message) {
        if (message.contains("EOF")) {
            return "has a quote that is never closed";
        }
        return message.contains("nvalid char")
                ? "has a quote within a cell; double each quote in a quoted cell"
                : message;
    }

    /** Returns the column names of the file. */
    List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Item next() {
        var read = read();
        return read instanceof Cells(String[] values) ? item(values) : (Item) read;
    }

    private Item item(String[] cells) {
        if (cells.length != names.size()) {
            return broken(null, "has %d cells; expected %d, as in the header".formatted(cells.length, names.size()));
        }
        var values = HashMap.<String, @Nullable String>newHashMap(cells.length);
        for (int i = 0; i < cells.length; i++) {
            var name = names.get(i);
            if (name != null) {
                if (Encoded.isUndecodable(cells[i])) {
                    return new Broken(firstLine(), name, Encoded.REASON);
                }
                values.put(name, cells[i].isEmpty() ? null : cells[i]);
            } else if (hasRows(cells[i])) {
                return broken(columns.get(i), "contains whole rows; close the quote before them");
            }
        }
        return withMetadata(values);
    }

    /** Returns whether a cell of an ignored column contains rows, which a stray quote has swallowed. */
    private boolean hasRows(String cell) {
        if (row.size() <= 2 || names.size() <= FEW) {
            return false;
        }
        // The first and the last line are fragments of rows.
        var lines = cell.split("\\R", -1);
        return lines.length > 2
                && Arrays.stream(lines, 1, lines.length - 1)
                        .allMatch(line -> count(line, delimiter) == names.size() - 1);
    }

    private Item withMetadata(Map<String, @Nullable String> values) {
        var text = values.get(Metadata.COLUMN);
        if (text != null) {
            var metadata = Metadata.parse(text);
            if (metadata.isEmpty()) {
                return new Broken(firstLine(), Metadata.COLUMN, "is not a JSON object that can be stored");
            }
            values.put(Metadata.COLUMN, metadata.get());
        }
        return new Row(firstLine(), row.getLast().number(), values);
    }

    @Override
    public void close() {
        lines.close();
    }
}

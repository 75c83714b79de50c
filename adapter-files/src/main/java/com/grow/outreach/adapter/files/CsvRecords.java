package com.grow.outreach.adapter.files;

import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.port.out.Records;
import com.grow.outreach.application.query.ImportKind;
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
 * The rows of a CSV file. A row that can't be read, since its quotes are wrong, say, costs none but itself: reading goes on
 * at the line after the one where it began.
 */
final class CsvRecords implements Records {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private final Lines lines;
    private final CSVFormat format;
    private final List<String> columns;

    /** Where our columns are among theirs; null for what is theirs alone. */
    private final List<@Nullable String> names = new ArrayList<>();

    /** The lines of the row that is being read. */
    private final List<Line> row = new ArrayList<>();

    private Iterator<CSVRecord> rows;

    private CsvRecords(Lines lines, CSVFormat format) {
        this.lines = lines;
        this.format = format;
        this.rows = parser();
        this.columns = header();
    }

    /** Reads the header of a file. */
    static CsvRecords open(Lines lines) {
        return new CsvRecords(
                lines,
                CSVFormat.RFC4180
                        .builder()
                        .setDelimiter(delimiter(lines))
                        .setIgnoreEmptyLines(true)
                        .get());
    }

    private static char delimiter(Lines lines) {
        var first = lines.next();
        if (first == null) {
            return DELIMITERS.getFirst();
        }
        lines.pushBack(List.of(first));
        var unquoted = first.text().replaceAll("\"[^\"]*\"", "");
        char most = DELIMITERS.getFirst();
        for (char delimiter : DELIMITERS) {
            most = count(unquoted, delimiter) > count(unquoted, most) ? delimiter : most;
        }
        return most;
    }

    private static long count(String text, char wanted) {
        return text.chars().filter(c -> c == wanted).count();
    }

    private List<String> header() {
        var record = read();
        if (record instanceof Broken broken) {
            throw lines.unreadable(broken.line(), "the header " + broken.reason(), null);
        }
        return record instanceof Cells cells ? Arrays.asList(cells.values()) : List.of();
    }

    /** Says what the columns are. */
    CsvRecords as(ImportKind kind, Columns known) {
        columns.forEach(column -> names.add(known.known(column, kind)));
        return this;
    }

    private Iterator<CSVRecord> parser() {
        try {
            return format.parse(new Feed()).iterator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Hands the parser one line at a time, so that it never holds more than the row it reads. */
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
            // A carriage return alone would have the parser look whether a line feed follows: at the next line.
            line = next.text().endsWith("\r")
                    ? next.text().substring(0, next.text().length() - 1) + '\n'
                    : next.text();
            position = 0;
            return true;
        }

        @Override
        public void close() {
            // The lines are closed by who reads them.
        }
    }

    /** The cells of a row. */
    private record Cells(long line, String[] values) {}

    /** The next {@link Cells}, a {@link Broken}, or null at the end. */
    private @Nullable Object read() {
        row.clear();
        try {
            if (!rows.hasNext()) {
                return null;
            }
            var record = rows.next();
            return new Cells(firstLine(), record.values());
        } catch (UncheckedIOException e) {
            var broken = new Broken(
                    firstLine(),
                    null,
                    reason(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage())));
            lines.pushBack(row.subList(Math.min(1, row.size()), row.size()));
            rows = parser();
            return broken;
        }
    }

    private long firstLine() {
        return row.isEmpty() ? 0 : row.getFirst().number();
    }

    private static String reason(String message) {
        if (message.contains("EOF")) {
            return "has a quote that is never closed";
        }
        return message.contains("nvalid char")
                ? "has a quote within a cell; a quote in a quoted cell is doubled"
                : message;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Item next() {
        var read = read();
        if (read instanceof Cells(long line, String[] values)) {
            return values.length == names.size()
                    ? item(line, values)
                    : new Broken(
                            line,
                            null,
                            "has %d cells; expected %d, as in the header".formatted(values.length, names.size()));
        }
        return (Item) read;
    }

    private Item item(long line, String[] cells) {
        var values = HashMap.<String, @Nullable String>newHashMap(cells.length);
        for (int i = 0; i < cells.length; i++) {
            var name = names.get(i);
            if (name != null) {
                if (cells[i].indexOf(Encoded.UNDECODABLE) >= 0) {
                    return new Broken(line, name, Encoded.REASON);
                }
                values.put(name, cells[i].isEmpty() ? null : cells[i]);
            }
        }
        return withMetadata(line, values);
    }

    private static Item withMetadata(long line, Map<String, @Nullable String> values) {
        var text = values.get(Metadata.COLUMN);
        if (text == null) {
            return new Row(line, values);
        }
        var metadata = Metadata.parse(text);
        if (metadata.isEmpty()) {
            return new Broken(line, Metadata.COLUMN, "is not a JSON object that can be kept");
        }
        values.put(Metadata.COLUMN, metadata.get());
        return new Row(line, values);
    }

    @Override
    public void close() {
        lines.close();
    }
}

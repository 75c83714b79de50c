package com.grow.outreach.adapter.files;

import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.port.out.file.Records.Broken;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a CSV file. After a malformed row, for example one with a stray quote, reading continues at the line after
 * the one where the row began.
 */
final class CsvTable implements Table {

    /** Up to this number of columns, ordinary sentences have as many delimiters as a row. */
    private static final int FEW = 3;

    /** The maximum number of lines in a row. */
    static final int MAX_LINES = 10_000;

    private final Lines lines;
    private final CsvLayout layout;
    private final CSVFormat format;
    private final List<String> columns;

    /** The lines of the current row. */
    private final List<Line> row = new ArrayList<>();

    private Iterator<CSVRecord> rows;

    /** Creates a reader and reads the header. */
    CsvTable(Lines lines, CsvLayout layout) {
        this.lines = lines;
        this.layout = layout;
        this.format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(layout.delimiter())
                .setIgnoreEmptyLines(true)
                .get();
        this.rows = parser();
        this.columns = header();
    }

    private List<String> header() {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.number() >= layout.headerLine()) {
                lines.pushBack(List.of(line));
                break;
            }
        }
        var read = next();
        if (read instanceof Unreadable(Broken broken, var values)) {
            throw lines.unreadable(broken.line(), "the header " + broken.reason(), null);
        }
        if (!(read instanceof Cells header)) {
            return List.of();
        }
        if (Arrays.stream(header.values()).anyMatch(cell -> cell.indexOf('\0') >= 0)) {
            throw lines.unreadable(
                    header.first(),
                    "the header has NUL characters, so the file is not text in this encoding; save it as UTF-8, or name"
                            + " its encoding: --encoding UTF-16LE",
                    null);
        }
        return List.of(header.values());
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
            // CsvTable closes the lines.
        }
    }

    @Override
    public @Nullable Entry next() {
        row.clear();
        try {
            if (!rows.hasNext()) {
                return null;
            }
            var cells = asWritten(rows.next().values());
            return new Cells(firstLine(), row.getLast().number(), cells);
        } catch (UncheckedIOException e) {
            var values = row.isEmpty() || row.getFirst().tooLong()
                    ? new String[0]
                    : CsvLayout.plainCells(row.getFirst().text(), layout.delimiter())
                            .toArray(String[]::new);
            var reason =
                    reason(String.valueOf(Objects.requireNonNull(e.getCause()).getMessage()));
            return new Unreadable(reject(null, reason), values);
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

    @Override
    public Broken reject(@Nullable String column, String reason) {
        var broken = new Broken(firstLine(), column, reason);
        // A stray quote may have swallowed rows.
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

    @Override
    public long headerLine() {
        return columns.isEmpty() ? 0 : layout.headerLine();
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    /**
     * {@inheritDoc} A line without any delimiter is hardly a row; a short row of several lines may have swallowed rows;
     * and the end of the last row may have been cut off with the end of the file, unless the file is compressed.
     */
    @Override
    public boolean isDamaged(Cells cells) {
        return cells.values().length == 1
                || row.size() > 1
                        && Arrays.stream(cells.values())
                                .anyMatch(cell -> cell.indexOf('\n') >= 0 && cell.indexOf(layout.delimiter()) >= 0)
                || !lines.isCompressed() && lines.first() == null;
    }

    @Override
    public boolean hasRows(String cell) {
        if (row.size() <= 2 || columns.size() <= FEW) {
            return false;
        }
        // The first and the last line are fragments of rows.
        var lines = cell.split("\\R", -1);
        return lines.length > 2
                && Arrays.stream(lines, 1, lines.length - 1).allMatch(line -> delimiters(line) == columns.size() - 1);
    }

    /** Counts the delimiters in a line outside quotes. */
    private long delimiters(String line) {
        return line.replaceAll("\"[^\"]*\"", "")
                .chars()
                .filter(c -> c == layout.delimiter())
                .count();
    }

    @Override
    public void close() {
        lines.close();
    }
}

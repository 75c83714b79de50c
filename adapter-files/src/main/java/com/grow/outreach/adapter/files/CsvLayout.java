package com.grow.outreach.adapter.files;

import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.imports.FileLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The delimiter and the header of a CSV file.
 *
 * @param delimiter the delimiter
 * @param headerLine the line of the header, from 1; 0 if the file is empty
 */
record CsvLayout(char delimiter, long headerLine) {

    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    /** The line with which Excel names the delimiter. */
    private static final Pattern SEPARATOR = Pattern.compile("\"?sep=([^\"\\r\\n])\"?\\s*", Pattern.CASE_INSENSITIVE);

    /** The maximum number of lines of a row in the sample. */
    private static final int MAX_LINES = 50;

    /** A row of the sample. */
    private record Sample(long line, List<String> cells) {}

    /** A delimiter, the header that it gives, and the number of rows below that have as many cells. */
    private record Split(char delimiter, Sample header, int even, long known) {}

    /** Returns the layout that the caller states or that suits the first lines of a file. */
    static CsvLayout of(Lines lines, FileLayout stated, Predicate<String> known) {
        var first = lines.first();
        var separator = first == null ? null : separator(first);
        if (separator != null) {
            lines.next();
        }
        if (stated.headerLine() > 0) {
            skip(lines, stated.headerLine());
        }
        var delimiters = stated.delimiter() != null
                ? List.of(stated.delimiter())
                : separator != null ? List.of(separator) : DELIMITERS;
        var sample = lines.sample();
        return delimiters.stream()
                .flatMap(delimiter -> split(sample, delimiter, stated.headerLine() > 0, known).stream())
                // The first of the best.
                .min(Comparator.comparingInt(Split::even)
                        .thenComparingLong(Split::known)
                        .thenComparingInt(split -> split.header().cells().size())
                        .reversed())
                .map(split -> new CsvLayout(split.delimiter(), split.header().line()))
                .orElse(new CsvLayout(delimiters.getFirst(), 0));
    }

    private static @Nullable Character separator(Line line) {
        var match = SEPARATOR.matcher(line.text());
        return match.matches() ? match.group(1).charAt(0) : null;
    }

    private static void skip(Lines lines, long headerLine) {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (line.number() == headerLine) {
                lines.pushBack(List.of(line));
                return;
            }
        }
        throw lines.unreadable(headerLine, "the file has no such line to take the header from", null);
    }

    private static List<Split> split(List<Line> sample, char delimiter, boolean stated, Predicate<String> known) {
        var rows = rows(sample, delimiter);
        if (rows.isEmpty()) {
            return List.of();
        }
        int at = stated ? 0 : HeaderRow.find(rows.stream().map(Sample::cells).toList(), known);
        var header = rows.get(at);
        int width = header.cells().size();
        long even = width == 1
                ? 0
                : rows.stream()
                        .skip(at + 1L)
                        .filter(row -> row.cells().size() == width)
                        .count();
        return List.of(new Split(
                delimiter,
                header,
                (int) even,
                header.cells().stream().filter(known).count()));
    }

    private static List<Sample> rows(List<Line> sample, char delimiter) {
        var rows = new ArrayList<Sample>();
        for (int i = 0; i < sample.size(); ) {
            var cells = new ArrayList<String>();
            int lines = cells(sample, i, delimiter, cells);
            if (cells.stream().anyMatch(cell -> !cell.isBlank())) {
                rows.add(new Sample(sample.get(i).number(), cells));
            }
            i += lines;
        }
        return rows;
    }

    /** Adds the cells of a row; returns its number of lines. A quote that isn't closed soon is part of the text. */
    private static int cells(List<Line> sample, int from, char delimiter, List<String> cells) {
        var cell = new StringBuilder();
        boolean quoted = false;
        for (int i = from; i < Math.min(sample.size(), from + MAX_LINES); i++) {
            var line = sample.get(i).text();
            for (int at = 0; at < line.length(); at++) {
                char c = line.charAt(at);
                if (c == '"' && (quoted || cell.toString().isBlank())) {
                    quoted = !quoted;
                } else if (c == delimiter && !quoted) {
                    cells.add(cell.toString());
                    cell.setLength(0);
                } else {
                    cell.append(c);
                }
            }
            if (!quoted) {
                cells.add(cell.toString());
                return i - from + 1;
            }
        }
        cells.clear();
        cells.addAll(plainCells(sample.get(from).text(), delimiter));
        return 1;
    }

    /** Returns the cells of a line in which quotes are part of the text. */
    static List<String> plainCells(String line, char delimiter) {
        return List.of(line.stripTrailing().split(Pattern.quote(String.valueOf(delimiter)), -1));
    }
}

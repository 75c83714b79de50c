package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.file.UnreadableException;
import com.grow.outreach.domain.TextField;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file of rejects: five columns about the error, then the original cells of the row. An import of the file ignores
 * the five columns, so that the file can be corrected and imported.
 */
public final class RejectsFile {

    /** The columns about the error. */
    private static final List<String> COLUMNS = List.of("file", "line", "column", "value", "reason");

    /** First characters that make a spreadsheet take a cell for a formula. */
    private static final String FORMULA = "=+-@\t\r";

    private final List<RecordFile> files;
    private final List<String> columns;

    /** The files that are open again, by name. */
    private final Map<String, Cursor> open = new HashMap<>();

    private RejectsFile(List<RecordFile> files) {
        this.files = files;
        this.columns = files.size() == 1
                ? columns(files.getFirst())
                : files.stream()
                        .flatMap(file -> columns(file).stream())
                        .distinct()
                        .toList();
    }

    private static List<String> columns(RecordFile file) {
        try {
            return file.columns();
        } catch (UnreadableException e) {
            // The import has failed for that.
            return List.of();
        }
    }

    /**
     * Writes rejects.
     *
     * @param rejects the rejects, those of a file in line order; iterated twice
     * @param files the files that were imported, which are read again for the original cells
     */
    public static void write(Iterable<Reject> rejects, List<RecordFile> files, Writer out) throws IOException {
        var names = new HashSet<String>();
        rejects.forEach(reject -> names.add(reject.file()));
        var rejected = files.stream()
                .filter(file -> names.contains(Reject.shown(file.name())))
                .toList();
        new RejectsFile(rejected).write(rejects, out);
    }

    private void write(Iterable<Reject> rejects, Writer out) throws IOException {
        var header = new ArrayList<>(COLUMNS);
        columns.forEach(column -> header.add(safe(column)));
        Reject before = null;
        try (var rows = RowFormat.CSV.write(out, header)) {
            for (var reject : rejects) {
                var cells = new ArrayList<@Nullable Object>();
                cells.add(safe(reject.file()));
                cells.add(reject.line());
                cells.add(safe(reject.column()));
                cells.add(safe(reject.value()));
                cells.add(safe(reject.reason()));
                boolean isSameRow =
                        before != null && before.file().equals(reject.file()) && before.line() == reject.line();
                // A row is imported once, however many errors it has.
                cells.addAll(isSameRow ? Collections.nCopies(columns.size(), null) : originals(reject));
                rows.write(cells);
                before = reject;
            }
        } finally {
            open.values().forEach(cursor -> cursor.rows.close());
        }
    }

    private List<@Nullable Object> originals(Reject reject) {
        var same = files.stream()
                .filter(file -> Reject.shown(file.name()).equals(reject.file()))
                .toList();
        var cells = new ArrayList<@Nullable Object>(Collections.nCopies(columns.size(), null));
        if (same.size() == 1) {
            var cursor = open.computeIfAbsent(reject.file(), name -> new Cursor(same.getFirst()));
            var theirs = cursor.cells(reject.line());
            var names = cursor.rows.columns();
            for (int i = 0; i < theirs.size(); i++) {
                var cell = theirs.get(i) == null ? null : safe(TextField.legible(theirs.get(i)));
                if (i < names.size()) {
                    cells.set(files.size() == 1 ? i : columns.indexOf(names.get(i)), cell);
                } else {
                    cells.add(cell);
                }
            }
        }
        return cells;
    }

    /** A file that is read again. */
    private static final class Cursor {

        private final RecordFile file;
        private Originals rows;
        private long line;

        Cursor(RecordFile file) {
            this.file = file;
            this.rows = file.again();
        }

        /** Returns the cells of the row that begins at a line; none if the file can't be read up to there. */
        List<@Nullable String> cells(long first) {
            if (line > first) {
                rows.close();
                rows = file.again();
                line = 0;
            }
            try {
                while (line < first) {
                    var item = rows.next();
                    line = item == null ? Long.MAX_VALUE : item.line();
                }
            } catch (UnreadableException e) {
                line = Long.MAX_VALUE;
            }
            return line == first ? rows.cells() : List.of();
        }
    }

    /** Returns the number of columns about the error; 0 if the header is not one of a file of rejects. */
    static int width(List<String> header) {
        int width = COLUMNS.size();
        return header.size() > width && header.subList(0, width).equals(COLUMNS) ? width : 0;
    }

    /** Returns a cell with an apostrophe before what a spreadsheet would take for a formula. */
    static @Nullable String safe(@Nullable String cell) {
        return cell != null && (isFormula(cell) || cell.startsWith("'") && isFormula(withoutApostrophes(cell)))
                ? "'" + cell
                : cell;
    }

    /** Returns the cell that {@link #safe} was given. */
    static String original(String cell) {
        return cell.startsWith("'") && isFormula(withoutApostrophes(cell)) ? cell.substring(1) : cell;
    }

    private static boolean isFormula(String cell) {
        return !cell.isEmpty() && FORMULA.indexOf(cell.charAt(0)) >= 0;
    }

    private static String withoutApostrophes(String cell) {
        int start = 0;
        while (start < cell.length() && cell.charAt(start) == '\'') {
            start++;
        }
        return cell.substring(start);
    }
}

package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.FileLayout;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.CellType;
import org.dhatim.fastexcel.reader.Row;
import org.jspecify.annotations.Nullable;

/** The rows of a sheet of an XLSX workbook. */
final class XlsxTable implements Table {

    /** The significant digits of a number in Excel. */
    private static final MathContext DIGITS = new MathContext(15);

    /** What a number format has that is text or a color. */
    private static final Pattern LITERAL = Pattern.compile("\"[^\"]*\"|\\[[^\\]]*]|\\\\.|_.|\\*.");

    private static final Pattern DATE = Pattern.compile("[yd]|m.*[hs]|h.*m", Pattern.CASE_INSENSITIVE);

    private final String file;
    private final Workbook workbook;
    private final Stream<Row> stream;
    private final Iterator<Row> rows;
    private final ArrayDeque<Cells> again = new ArrayDeque<>();
    private final List<String> columns;
    private final long headerLine;
    private long line;

    /**
     * Opens a sheet and reads the header.
     *
     * @param file the file name, for error messages
     * @param workbook the workbook; closed with this table
     * @param stated the layout as far as it is stated
     * @param known whether a text is the name of a column
     */
    XlsxTable(String file, Workbook workbook, FileLayout stated, Predicate<String> known) throws IOException {
        this.file = file;
        this.workbook = workbook;
        this.stream = workbook.sheet(stated.sheet()).openStream();
        this.rows = stream.iterator();
        var header = header(stated.headerLine(), known);
        this.columns = header == null ? List.of() : withoutEmptyEnd(header.values());
        this.headerLine = header == null ? 0 : header.first();
    }

    private @Nullable Cells header(long stated, Predicate<String> known) {
        var first = new ArrayList<Cells>();
        for (var row = read(); row != null; row = read()) {
            if (row.first() >= Math.max(1, stated)
                    && !withoutEmptyEnd(row.values()).isEmpty()) {
                first.add(row);
                if (stated > 0 || first.size() == HeaderRow.SEARCHED) {
                    break;
                }
            }
        }
        if (first.isEmpty()) {
            return null;
        }
        int at = HeaderRow.find(
                first.stream().map(row -> withoutEmptyEnd(row.values())).toList(), known);
        again.addAll(first.subList(at + 1, first.size()));
        return first.get(at);
    }

    private static List<String> withoutEmptyEnd(String[] cells) {
        int end = cells.length;
        while (end > 0 && cells[end - 1].isBlank()) {
            end--;
        }
        return List.of(cells).subList(0, end);
    }

    @Override
    public @Nullable Cells next() {
        var row = again.isEmpty() ? read() : again.pop();
        line = row == null ? line : row.first();
        return row;
    }

    private @Nullable Cells read() {
        try {
            if (!rows.hasNext()) {
                return null;
            }
            var row = rows.next();
            line = row.getRowNum();
            var cells = new String[row.getCellCount()];
            Arrays.setAll(cells, i -> text(row.getCell(i)));
            return new Cells(line, line, cells);
        } catch (RuntimeException e) {
            throw new UnreadableException(
                    "%s, line %d: the workbook is damaged here (%s)".formatted(file, line + 1, e.getMessage()), e);
        }
    }

    private static String text(@Nullable Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return "";
        }
        if (cell.getType() == CellType.STRING || cell.getType() == CellType.ERROR) {
            return cell.getText();
        }
        return switch (cell.getValue()) {
            case Boolean is -> is.toString();
            case BigDecimal number -> isDate(cell) ? date(cell) : plain(number);
            default -> cell.getText();
        };
    }

    private static String plain(BigDecimal number) {
        var rounded = number.round(DIGITS).stripTrailingZeros();
        // A number of absurd size would be a text of absurd length.
        return Math.abs(rounded.scale()) > 100 ? rounded.toString() : rounded.toPlainString();
    }

    private static boolean isDate(Cell cell) {
        var format = cell.getDataFormatString();
        return format != null
                && DATE.matcher(LITERAL.matcher(format).replaceAll("")).find();
    }

    private static String date(Cell cell) {
        var date = cell.asDate();
        return date.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? date.toLocalDate().toString()
                : date.withNano(0) + "Z";
    }

    @Override
    public long headerLine() {
        return headerLine;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public Broken reject(@Nullable String column, String reason) {
        return new Broken(line, column, reason);
    }

    /** {@inheritDoc} Excel doesn't store empty cells. */
    @Override
    public boolean isDamaged(Cells row) {
        return false;
    }

    @Override
    public boolean hasRows(String cell) {
        return false;
    }

    @Override
    public void close() {
        try (workbook;
                stream) {
            again.clear();
        }
    }
}

package com.grow.outreach.adapter.files;

import com.grow.outreach.adapter.files.Table.Cells;
import com.grow.outreach.adapter.files.Table.Unreadable;
import com.grow.outreach.application.imports.ColumnAlias;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a table as records. Empty rows and empty cells to the right of the header are ignored. */
final class TableRecords implements Originals {

    /**
     * A column that is read.
     *
     * @param at the index of its cells
     */
    private record Column(int at, ColumnAlias field) {}

    private final Table table;
    private final int width;

    /** The index of the first column after those that a file of rejects has before the original columns. */
    private final int first;

    private final boolean[] read;
    private final List<Column> columns = new ArrayList<>();
    private String[] original = {};

    /**
     * Creates a reader.
     *
     * @param table the rows; closed with this reader
     * @param known the fields of the columns
     */
    TableRecords(Table table, Columns known) {
        this.table = table;
        this.width = table.columns().size();
        this.first = RejectsFile.width(table.columns());
        this.read = new boolean[width];
        for (int i = first; i < width; i++) {
            var field = known.read(table.columns().get(i));
            if (field != null) {
                read[i] = true;
                columns.add(new Column(i, field));
            }
        }
        columns.sort(Comparator.comparingInt(column -> column.field().rank()));
    }

    @Override
    public List<String> columns() {
        return table.columns().subList(first, width);
    }

    @Override
    public List<@Nullable String> cells() {
        var cells = new ArrayList<@Nullable String>();
        for (int i = first; i < Math.max(width, original.length); i++) {
            cells.add(i < original.length ? cell(i, original) : null);
        }
        return cells;
    }

    private String cell(int i, String[] cells) {
        return first == 0 ? cells[i] : RejectsFile.original(cells[i]);
    }

    @Override
    public @Nullable Item next() {
        for (var entry = table.next(); entry != null; entry = table.next()) {
            if (entry instanceof Unreadable(Broken item, String[] values)) {
                original = values;
                return item;
            }
            var row = (Cells) entry;
            original = row.values();
            if (isEmpty(row.values(), first)) {
                continue;
            }
            return item(row);
        }
        return null;
    }

    /** Returns whether all cells from an index on are empty. */
    private static boolean isEmpty(String[] cells, int from) {
        for (int i = from; i < cells.length; i++) {
            if (!cells[i].isEmpty() && !cells[i].chars().allMatch(TableRecords::isBlank)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isBlank(int c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c);
    }

    private Item item(Cells row) {
        var cells = row.values();
        if (cells.length > width && !isEmpty(cells, width) || cells.length < width && table.isDamaged(row)) {
            return table.reject(null, "has %d cells; expected %d, as in the header".formatted(cells.length, width));
        }
        for (int i = first; i < Math.min(width, cells.length); i++) {
            if (!read[i] && table.hasRows(cells[i])) {
                return table.reject(table.columns().get(i), "contains whole rows; close the quote before them");
            }
        }
        var values = HashMap.<String, @Nullable String>newHashMap(columns.size());
        for (var column : columns) {
            var cell = column.at() < cells.length ? cell(column.at(), cells) : "";
            if (Encoded.isUndecodable(cell)) {
                return new Broken(row.first(), column.field().field(), Encoded.REASON);
            }
            put(values, column.field(), cell.isEmpty() ? null : cell);
        }
        return withMetadata(row, values);
    }

    /** Puts a value, unless a column of precedence has one. */
    static void put(Map<String, @Nullable String> values, ColumnAlias field, @Nullable String cell) {
        var before = values.get(field.field());
        if (field.field().equals(OptOuts.FIELD)) {
            values.put(field.field(), OptOuts.join(before, OptOuts.value(cell, field)));
        } else if (before == null || before.isBlank() && cell != null) {
            values.put(field.field(), cell);
        }
    }

    private static Item withMetadata(Cells row, Map<String, @Nullable String> values) {
        var text = values.get(Metadata.COLUMN);
        if (text != null) {
            var metadata = Metadata.parse(text);
            if (metadata.isEmpty()) {
                return new Broken(row.first(), Metadata.COLUMN, "is not a JSON object that can be stored");
            }
            values.put(Metadata.COLUMN, metadata.get());
        }
        return new Row(row.first(), row.last(), values);
    }

    @Override
    public void close() {
        table.close();
    }
}

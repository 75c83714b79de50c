package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.FilePreview.Use;
import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a file, whose columns need not suffice for an import.
 *
 * @param kind the kind of the rows, or null if it can't be detected
 * @param mapping from column names of the file to Grow's
 * @param columns the columns of the file
 */
record Beginning(@Nullable ImportKind kind, Map<String, String> mapping, List<String> columns) {

    /** The maximum number of characters of a cell. */
    private static final int SHOWN = 200;

    /** Returns the fields of the columns. */
    Columns fields() {
        return new Columns(mapping, Optional.ofNullable(kind).orElse(ImportKind.CONTACTS), columns);
    }

    /** Returns the preview of a file that is open at its first row. */
    FilePreview preview(long headerLine, Originals records) {
        var fields = fields();
        return new FilePreview(
                kind,
                headerLine,
                columns.stream().map(column -> column(column, fields)).toList(),
                rows(records),
                kind == null
                        ? List.of()
                        : kind.required().stream()
                                .filter(choice -> choice.stream().noneMatch(fields::has))
                                .toList());
    }

    private FilePreview.Column column(String name, Columns fields) {
        var alias = kind == null ? null : fields.read(name);
        if (alias == null) {
            return new FilePreview.Column(name, null, Use.IGNORED);
        }
        boolean always = !fields.ignored(List.of(name)).contains(name);
        return new FilePreview.Column(name, alias.field(), always ? Use.READ : Use.READ_IF_EMPTY);
    }

    private List<List<@Nullable String>> rows(Originals records) {
        var rows = new ArrayList<List<@Nullable String>>();
        try {
            while (rows.size() < FilePreview.ROWS && records.next() != null) {
                var cells = records.cells();
                var row = new ArrayList<@Nullable String>();
                for (int i = 0; i < columns.size(); i++) {
                    row.add(i < cells.size() ? shown(cells.get(i)) : null);
                }
                rows.add(row);
            }
        } catch (UnreadableException e) {
            // The content ends within this row.
        }
        return rows;
    }

    private static @Nullable String shown(@Nullable String cell) {
        return cell == null || cell.length() <= SHOWN ? cell : cell.substring(0, SHOWN) + "…";
    }
}

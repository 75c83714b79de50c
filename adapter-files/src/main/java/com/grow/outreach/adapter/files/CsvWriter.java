package com.grow.outreach.adapter.files;

import com.grow.outreach.application.port.out.book.ListText;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** A writer of rows as CSV. */
final class CsvWriter implements RowWriter {

    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

    private final CSVPrinter out;

    CsvWriter(Writer out, List<String> columns) throws IOException {
        this.out = new CSVPrinter(out, FORMAT);
        this.out.printRecord(columns);
    }

    @Override
    public void write(List<@Nullable Object> cells) throws IOException {
        for (var cell : cells) {
            out.print(text(cell));
        }
        out.println();
    }

    private static @Nullable Object text(@Nullable Object cell) {
        if (cell instanceof List<?> elements) {
            return new ListText(elements.stream().map(String::valueOf).toList()).text();
        }
        return cell instanceof Json(String json) ? json : cell;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

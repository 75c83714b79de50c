package com.grow.outreach.adapter.rest.imports;

import static com.grow.outreach.adapter.rest.answer.SpreadsheetText.safe;

import com.grow.outreach.application.imports.Reject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * A writer of rejects as CSV. A cell that a spreadsheet would take for a formula gets an apostrophe in front.
 *
 * <p>API documentation: {@code GET /api/imports/:id/rejects.csv}.
 */
final class RejectsCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("file", "line", "column", "value", "reason", "severity")
            .get();

    private final CSVPrinter printer;

    /** Begins a file. */
    RejectsCsv(OutputStream out) throws IOException {
        printer = new CSVPrinter(new OutputStreamWriter(out, StandardCharsets.UTF_8), FORMAT);
    }

    void write(List<Reject> rejects) throws IOException {
        for (var reject : rejects) {
            printer.printRecord(
                    safe(reject.file()),
                    reject.line(),
                    safe(reject.column()),
                    safe(reject.value()),
                    safe(reject.reason()),
                    ImportJson.severity(reject));
        }
    }

    void close() throws IOException {
        printer.close(true);
    }
}

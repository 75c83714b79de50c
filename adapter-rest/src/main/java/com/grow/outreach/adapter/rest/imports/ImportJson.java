package com.grow.outreach.adapter.rest.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import java.io.IOException;

/** A writer of imports in JSON. */
final class ImportJson {

    private ImportJson() {}

    static byte[] run(ImportRun run) {
        return Json.bytes(json -> write(json, run));
    }

    static byte[] page(Page<ImportRun> page) {
        return Json.page(page, ImportJson::write);
    }

    private static void write(JsonGenerator json, ImportRun run) throws IOException {
        var counts = run.progress().counts();
        json.writeStartObject();
        json.writeStringField("id", run.id().value());
        json.writeStringField("status", run.status().value());
        json.writeArrayFieldStart("files");
        for (var file : run.files()) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeBooleanField("dry_run", run.dryRun());
        json.writeNumberField("row_count", counts.read());
        json.writeNumberField("imported_count", counts.imported());
        json.writeNumberField("created_count", counts.created());
        json.writeNumberField("updated_count", counts.updated());
        json.writeNumberField("unchanged_count", counts.unchanged());
        json.writeNumberField("rejected_count", counts.rejected());
        json.writeNumberField("warned_count", counts.notes().warned());
        json.writeNumberField("merged_count", counts.notes().merged());
        json.writeNumberField("ignored_domain_count", counts.notes().ignoredDomains());
        json.writeNumberField("possible_duplicate_count", counts.notes().possibleDuplicates());
        json.writeObjectFieldStart("records");
        for (var kind : ImportCounts.RECORDS) {
            json.writeObjectFieldStart(kind.value());
            json.writeNumberField("created_count", counts.of(kind).created());
            json.writeNumberField("updated_count", counts.of(kind).updated());
            json.writeEndObject();
        }
        json.writeEndObject();
        json.writeArrayFieldStart("ignored_columns");
        for (var column : run.ignoredColumns()) {
            json.writeString(column);
        }
        json.writeEndArray();
        json.writeStringField("failure", run.failure());
        json.writeStringField("created_at", run.createdAt().toString());
        json.writeStringField(
                "finished_at",
                run.finishedAt() == null ? null : run.finishedAt().toString());
        json.writeEndObject();
    }

    static byte[] rejects(Page<Reject> page) {
        return Json.page(page, (json, reject) -> {
            json.writeStartObject();
            json.writeStringField("file", reject.file());
            json.writeNumberField("line", reject.line());
            json.writeStringField("column", reject.column());
            json.writeStringField("value", reject.value());
            json.writeStringField("reason", reject.reason());
            json.writeStringField("severity", reject.warning() ? "warning" : "error");
            json.writeEndObject();
        });
    }
}

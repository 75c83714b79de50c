package com.grow.outreach.adapter.rest.imports;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
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
        var progress = run.progress();
        json.writeStartObject();
        json.writeStringField("id", run.id().value());
        json.writeStringField("status", run.status().value());
        json.writeArrayFieldStart("files");
        for (var file : run.files()) {
            json.writeString(file);
        }
        json.writeEndArray();
        json.writeBooleanField("dry_run", run.dryRun());
        json.writeNumberField("created_count", progress.created());
        json.writeNumberField("updated_count", progress.updated());
        json.writeNumberField("unchanged_count", progress.unchanged());
        json.writeNumberField("rejected_count", progress.rejected());
        json.writeNumberField("warned_count", progress.notes().warned());
        json.writeNumberField("ignored_domain_count", progress.notes().ignoredDomains());
        json.writeNumberField("possible_duplicate_count", progress.notes().possibleDuplicates());
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

package com.grow.outreach.adapter.rest.imports;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
                "created_by", run.createdBy() == null ? null : run.createdBy().value());
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
            json.writeStringField("severity", severity(reject));
            json.writeEndObject();
        });
    }

    /** Returns whether a reject is an error or a warning, as in the API. */
    static String severity(Reject reject) {
        return reject.warning() ? "warning" : "error";
    }

    static byte[] preview(FilePreview preview) {
        return Json.bytes(json -> {
            var kind = preview.kind();
            json.writeStartObject();
            json.writeStringField("kind", kind == null ? null : kind.value());
            json.writeNumberField("header_line", preview.headerLine());
            json.writeArrayFieldStart("columns");
            for (var column : preview.columns()) {
                json.writeStartObject();
                json.writeStringField("name", column.name());
                json.writeStringField("field", column.field());
                json.writeStringField("use", column.use().value());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("rows");
            for (var row : preview.rows()) {
                strings(json, row);
            }
            json.writeEndArray();
            json.writeFieldName("fields");
            strings(json, kind == null ? List.of() : kind.columns());
            json.writeArrayFieldStart("missing_fields");
            for (var choice : preview.missing()) {
                strings(
                        json,
                        requireNonNull(kind).columns().stream()
                                .filter(choice::contains)
                                .toList());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void strings(JsonGenerator json, List<? extends @Nullable String> texts) throws IOException {
        json.writeStartArray();
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

package com.grow.outreach.adapter.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change.BulkChanged;
import com.grow.outreach.domain.Event.Change.Updated;
import com.grow.outreach.domain.Id;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON body of a delivery in the Standard Webhooks format: type, timestamp and data. */
final class Payload {

    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    static String of(Event event) {
        var outreachId = event.outreachId();
        var recordId = event.recordId();
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", event.type().value());
            json.writeStringField("timestamp", event.at().toString());
            json.writeObjectFieldStart("data");
            json.writeStringField("event_id", Long.toString(event.position().value()));
            json.writeStringField("outreach_id", outreachId == null ? null : outreachId.value());
            json.writeStringField("from", event.change().before());
            json.writeStringField("to", event.change().after());
            json.writeStringField("actor", event.actor());
            json.writeStringField("id", recordId == null ? null : recordId.value());
            switch (event.change()) {
                case Updated updated -> writeTexts(json, "changed", updated.fields());
                case BulkChanged bulk -> {
                    json.writeNumberField("count", bulk.ids().size());
                    writeTexts(json, "ids", bulk.ids().stream().map(Id::value).toList());
                }
                default -> {}
            }
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

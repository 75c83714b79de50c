package com.grow.outreach.adapter.rest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change.BulkChanged;
import com.grow.outreach.domain.Event.Change.Updated;
import com.grow.outreach.domain.Id;
import java.io.IOException;
import java.util.List;

/** A writer of events in their documented form. */
final class EventJson {

    private EventJson() {}

    static byte[] event(Event event) {
        var outreachId = event.outreachId();
        var recordId = event.recordId();
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", event.type().value());
            json.writeStringField("outreach_id", outreachId == null ? null : outreachId.value());
            json.writeStringField("from", event.change().before());
            json.writeStringField("to", event.change().after());
            json.writeStringField("at", event.at().toString());
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
        });
    }

    private static void writeTexts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}

package com.grow.outreach.adapter.webhooks;

import com.fasterxml.jackson.core.JsonFactory;
import com.grow.outreach.domain.OutreachEvent;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The JSON body of a delivery in the Standard Webhooks format: type, timestamp and data. */
final class Payload {

    private static final JsonFactory JSON = new JsonFactory();

    private Payload() {}

    static String of(OutreachEvent event) {
        var text = new StringWriter();
        try (var json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("type", event.type().value());
            json.writeStringField("timestamp", event.at().toString());
            json.writeObjectFieldStart("data");
            json.writeStringField("event_id", Long.toString(event.position().value()));
            json.writeStringField(
                    "outreach_id",
                    event.outreachId() == null ? null : event.outreachId().value());
            json.writeStringField("from", event.change().before());
            json.writeStringField("to", event.change().after());
            json.writeStringField("actor", event.actor());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}

package com.grow.outreach.adapter.rest.event;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.domain.OutreachEvent;

/** A writer of events in their documented form. */
final class EventJson {

    private EventJson() {}

    static byte[] event(OutreachEvent event) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", event.type().value());
            json.writeStringField(
                    "outreach_id",
                    event.outreachId() == null ? null : event.outreachId().value());
            json.writeStringField("from", event.change().before());
            json.writeStringField("to", event.change().after());
            json.writeStringField("at", event.at().toString());
            json.writeStringField("actor", event.actor());
            json.writeEndObject();
        });
    }
}

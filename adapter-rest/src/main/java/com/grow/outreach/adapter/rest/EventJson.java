package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.query.OutreachEvent;
import com.grow.outreach.application.query.OutreachEvent.Change;
import com.grow.outreach.domain.Id;
import org.jspecify.annotations.Nullable;

/** Renders events in their documented form. */
final class EventJson {

    private EventJson() {}

    /** What an event is called. */
    static String type(Change change) {
        return switch (change) {
            case Change.Created _ -> "outreach.created";
            case Change.Transitioned _ -> "outreach.transitioned";
            case Change.Assigned _ -> "outreach.assigned";
            case Change.Deleted _ -> "outreach.deleted";
        };
    }

    static byte[] event(OutreachEvent event) {
        var ends = ends(event.change());
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", type(event.change()));
            json.writeStringField("outreach_id", event.outreachId().value());
            json.writeStringField("from", ends.from());
            json.writeStringField("to", ends.to());
            json.writeStringField("at", event.at().toString());
            json.writeStringField("actor", event.actor());
            json.writeEndObject();
        });
    }

    /** What it was before and is now. */
    private record Ends(@Nullable String from, @Nullable String to) {}

    private static Ends ends(Change change) {
        return switch (change) {
            case Change.Created(var state) -> new Ends(null, state.value());
            case Change.Transitioned(var from, var to) -> new Ends(from.value(), to.value());
            case Change.Assigned(var from, var to) -> new Ends(value(from), value(to));
            case Change.Deleted(var state) -> new Ends(state.value(), null);
        };
    }

    private static @Nullable String value(@Nullable Id id) {
        return id == null ? null : id.value();
    }
}

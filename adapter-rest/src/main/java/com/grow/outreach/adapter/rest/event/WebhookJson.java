package com.grow.outreach.adapter.rest.event;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Webhook;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A writer of webhooks and their deliveries in their documented form. */
final class WebhookJson {

    private WebhookJson() {}

    static byte[] webhook(Webhook webhook) {
        return Json.bytes(json -> write(json, webhook));
    }

    /** Returns a webhook with its secret, which only the response to its creation shows. */
    static byte[] withSecret(Webhook webhook) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeFields(json, webhook);
            json.writeStringField("secret", webhook.secrets().current().value());
            json.writeEndObject();
        });
    }

    static byte[] delivery(Delivery delivery) {
        return Json.bytes(json -> write(json, delivery));
    }

    static void write(JsonGenerator json, Webhook webhook) throws IOException {
        json.writeStartObject();
        writeFields(json, webhook);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, Webhook webhook) throws IOException {
        var endpoint = webhook.endpoint();
        json.writeStringField("id", webhook.id().value());
        json.writeStringField("url", endpoint.url());
        json.writeArrayFieldStart("events");
        for (var type : EventType.values()) {
            if (endpoint.events().contains(type)) {
                json.writeString(type.value());
            }
        }
        json.writeEndArray();
        json.writeStringField("description", endpoint.description());
        json.writeBooleanField("enabled", webhook.isEnabled());
        json.writeStringField("disabled_reason", webhook.health().disabledReason());
        json.writeStringField("failing_since", text(webhook.health().failingSince()));
    }

    static void write(JsonGenerator json, Delivery delivery) throws IOException {
        var event = delivery.event();
        var last = delivery.last();
        json.writeStartObject();
        json.writeStringField("id", delivery.id().value());
        json.writeStringField("event_id", Long.toString(event.position().value()));
        json.writeStringField("type", event.type().value());
        json.writeStringField(
                "outreach_id",
                event.outreachId() == null ? null : event.outreachId().value());
        json.writeStringField("status", delivery.status().value());
        json.writeNumberField("attempts", delivery.attempts());
        json.writeStringField("last_attempt_at", last == null ? null : last.at().toString());
        json.writeFieldName("last_status_code");
        if (last == null || last.statusCode() == null) {
            json.writeNull();
        } else {
            json.writeNumber(last.statusCode());
        }
        json.writeStringField("last_error", last == null ? null : last.error());
        json.writeStringField("next_attempt_at", text(delivery.nextAttemptAt()));
        json.writeStringField(
                "record_id", event.recordId() == null ? null : event.recordId().value());
        json.writeEndObject();
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}

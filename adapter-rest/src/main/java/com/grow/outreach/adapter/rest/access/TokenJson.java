package com.grow.outreach.adapter.rest.access;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.domain.access.ApiToken;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The JSON of API tokens. */
final class TokenJson {

    private TokenJson() {}

    /** Returns a token with its secret, which only the response to its creation shows. */
    static byte[] withSecret(ApiToken token, String secret) {
        return Json.bytes(json -> {
            json.writeStartObject();
            writeFields(json, token);
            json.writeStringField("secret", secret);
            json.writeEndObject();
        });
    }

    static void write(JsonGenerator json, ApiToken token) throws IOException {
        json.writeStartObject();
        writeFields(json, token);
        json.writeEndObject();
    }

    private static void writeFields(JsonGenerator json, ApiToken token) throws IOException {
        json.writeStringField("id", token.id().value());
        json.writeStringField("user_id", token.user().value());
        json.writeStringField("name", token.name());
        json.writeStringField("start", token.start());
        json.writeStringField("role", token.role().value());
        json.writeBooleanField("may_act_for_others", token.mayActForOthers());
        json.writeStringField("created_at", token.createdAt().toString());
        json.writeStringField("expires_at", text(token.expiresAt()));
        json.writeStringField("last_used_at", text(token.lastUsedAt()));
        json.writeStringField("revoked_at", text(token.revokedAt()));
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}

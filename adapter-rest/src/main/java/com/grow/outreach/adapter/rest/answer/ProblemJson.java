package com.grow.outreach.adapter.rest.answer;

import com.grow.outreach.adapter.rest.problem.Problem;

/** A writer of problem documents in JSON (RFC 9457). */
public final class ProblemJson {

    private ProblemJson() {}

    /** Returns the document as UTF-8. */
    public static byte[] bytes(Problem problem) {
        return Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "about:blank");
            json.writeStringField("title", problem.status().reasonPhrase());
            json.writeNumberField("status", problem.status().code());
            json.writeStringField("detail", problem.detail());
            if (!problem.errors().isEmpty()) {
                json.writeArrayFieldStart("errors");
                for (var error : problem.errors()) {
                    json.writeStartObject();
                    json.writeStringField("name", error.name());
                    json.writeStringField("detail", error.detail());
                    json.writeEndObject();
                }
                json.writeEndArray();
            }
            json.writeEndObject();
        });
    }
}

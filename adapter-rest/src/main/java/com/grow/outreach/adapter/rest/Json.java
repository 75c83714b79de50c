package com.grow.outreach.adapter.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Writes JSON. */
final class Json {

    static final String MEDIA_TYPE = "application/json";

    static final JsonFactory FACTORY = new JsonFactory();

    private static final int USUAL_SIZE = 512;

    private Json() {}

    /** Writes to a generator. */
    @FunctionalInterface
    interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** The content as UTF-8. */
    static byte[] bytes(Content content) {
        var out = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = FACTORY.createGenerator(out)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

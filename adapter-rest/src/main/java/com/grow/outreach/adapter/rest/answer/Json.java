package com.grow.outreach.adapter.rest.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.application.query.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A writer of JSON responses. */
public final class Json {

    public static final String MEDIA_TYPE = "application/json";

    public static final JsonFactory FACTORY = new JsonFactory();

    private static final int USUAL_SIZE = 512;

    private Json() {}

    /** A function that writes content to a generator. */
    @FunctionalInterface
    public interface Content {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** A function that writes one item to a generator. */
    @FunctionalInterface
    public interface Item<T> {
        void writeTo(JsonGenerator json, T thing) throws IOException;
    }

    /** Returns a page of a list in the documented form. */
    public static <T> byte[] page(Page<T> page, Item<T> item) {
        return bytes(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (var thing : page.items()) {
                item.writeTo(json, thing);
            }
            json.writeEndArray();
            json.writeObjectFieldStart("pagination");
            json.writeNumberField("current_page", page.request().number());
            json.writeNumberField("per_page", page.request().size());
            json.writeNumberField("total_pages", page.totalPages());
            json.writeNumberField("total_count", page.totalCount());
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    /** Returns the content as UTF-8. */
    public static byte[] bytes(Content content) {
        var out = new ByteArrayOutputStream(USUAL_SIZE);
        try (var json = FACTORY.createGenerator(out)) {
            content.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }
}

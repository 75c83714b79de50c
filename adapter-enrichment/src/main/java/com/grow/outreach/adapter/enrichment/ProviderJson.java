package com.grow.outreach.adapter.enrichment;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Enquiry;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.contact.ContactFormats;
import com.grow.outreach.domain.contact.Placeholder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JSON of requests to and responses from a provider; see docs/enrichment.md. */
final class ProviderJson {

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ProviderJson() {}

    /** Returns the request body for a look-up. */
    static byte[] question(Enquiry enquiry) {
        var bytes = new ByteArrayOutputStream();
        try (var json = JSON.createGenerator(bytes)) {
            var person = enquiry.person();
            json.writeStartObject();
            json.writeStringField("channel", enquiry.channel().value());
            json.writeObjectFieldStart("person");
            json.writeStringField("name", person.name());
            json.writeStringField("title", person.title());
            json.writeStringField("email", person.email());
            json.writeStringField("phone", person.phone());
            json.writeStringField("linkedin_url", person.linkedinUrl());
            json.writeEndObject();
            json.writeObjectFieldStart("company");
            json.writeStringField("name", enquiry.company().name());
            json.writeStringField("domain", enquiry.company().profile().domain());
            json.writeEndObject();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /**
     * A parsed response body.
     *
     * @param data the contact data, without invalid fields
     * @param invalid the names of the invalid fields, each with the reason
     */
    record Parsed(ContactData data, List<String> invalid) {}

    /**
     * Parses a response body: one JSON object, whose unknown fields are ignored.
     *
     * @throws ProviderFailure if the body is not one JSON object whose contact data is text
     */
    static Parsed answer(byte[] body, ContactFormats formats) throws ProviderFailure {
        try (var json = JSON.createParser(text(body))) {
            var fields = Map.of(
                    "email", formats.email(), "phone", formats.phone(), "linkedin_url", formats.linkedinProfile());
            var found = new HashMap<String, String>();
            var invalid = new ArrayList<String>();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw ProviderFailure.passing("answered something else than a JSON object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var name = json.currentName();
                json.nextToken();
                var value = value(name, fields.get(name), json, invalid);
                if (value != null) {
                    found.put(name, value);
                }
            }
            if (json.nextToken() != null) {
                throw ProviderFailure.passing("answered more than one JSON object");
            }
            return new Parsed(
                    new ContactData(found.get("email"), found.get("phone"), found.get("linkedin_url")), invalid);
        } catch (IOException e) {
            throw ProviderFailure.passing("answered something else than JSON");
        }
    }

    /** Decodes the body as UTF-8, since the parser would guess the encoding of bytes. */
    private static String text(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static @Nullable String value(
            String name, @Nullable TextFormat format, JsonParser json, List<String> invalid)
            throws IOException, ProviderFailure {
        var token = json.currentToken();
        json.skipChildren();
        if (format == null || token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token != JsonToken.VALUE_STRING) {
            throw ProviderFailure.passing("answered with a field %s that is not text".formatted(name));
        }
        if (Placeholder.is(json.getText())) {
            return null;
        }
        return switch (format.read(json.getText())) {
            case TextFormat.Reading.Valid(var text) -> text;
            case TextFormat.Reading.Blank() -> null;
            case TextFormat.Reading.Invalid(var reason) -> {
                invalid.add(name + ": " + reason);
                yield null;
            }
        };
    }
}

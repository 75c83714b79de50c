package com.grow.outreach.adapter.rest.request;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyValue.Bool;
import com.grow.outreach.adapter.rest.request.BodyValue.Items;
import com.grow.outreach.adapter.rest.request.BodyValue.Nested;
import com.grow.outreach.adapter.rest.request.BodyValue.Null;
import com.grow.outreach.adapter.rest.request.BodyValue.Number;
import com.grow.outreach.adapter.rest.request.BodyValue.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/** A strict parser for one JSON object. It rejects duplicate keys and trailing content. */
public final class JsonObject {

    /** The maximum nesting depth. Each level takes stack space in code that visits the whole object. */
    private static final int MOST_LEVELS = 32;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(MOST_LEVELS).build())
            .build();

    private JsonObject() {}

    /**
     * Parses the fields of the object.
     *
     * @throws ProblemException if the text is not exactly one JSON object
     */
    public static Map<String, BodyValue> parse(String text) {
        try (var parser = FACTORY.createParser(text)) {
            var first = parser.nextToken();
            if (first == null) {
                throw RequestBody.malformed("is empty; send a JSON object");
            }
            if (first != JsonToken.START_OBJECT) {
                throw RequestBody.malformed("must be a JSON object");
            }
            var fields = fields(parser, text);
            if (parser.nextToken() != null) {
                throw RequestBody.malformed("has content after the JSON object");
            }
            return fields;
        } catch (StreamConstraintsException e) {
            throw RequestBody.malformed(
                    "is nested deeper than %d levels, or has a number or a name that is too long".formatted(MOST_LEVELS)
                            + place(e));
        } catch (JsonProcessingException e) {
            throw RequestBody.malformed("is not well-formed JSON" + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String place(JsonProcessingException failure) {
        var location = failure.getLocation();
        return location == null
                ? ""
                : "; see line %d, column %d".formatted(location.getLineNr(), location.getColumnNr());
    }

    private static Map<String, BodyValue> fields(JsonParser parser, String source) throws IOException {
        var fields = new LinkedHashMap<String, BodyValue>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            parser.nextToken();
            if (fields.put(name, value(parser, source)) != null) {
                throw new ProblemException(
                        Problem.invalid(Words.shorten(name), "is given more than once; give it once"));
            }
        }
        return fields;
    }

    private static BodyValue value(JsonParser parser, String source) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NULL -> new Null();
            case VALUE_TRUE, VALUE_FALSE -> new Bool(parser.getBooleanValue());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Number(parser.getText());
            case START_ARRAY -> items(parser, source);
            default -> {
                int start = (int) parser.currentTokenLocation().getCharOffset();
                var fields = fields(parser, source);
                int end = (int) parser.currentLocation().getCharOffset();
                yield new Nested(fields, source, start, end);
            }
        };
    }

    private static BodyValue items(JsonParser parser, String source) throws IOException {
        var items = new ArrayList<BodyValue>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, source));
        }
        return new Items(items);
    }
}

package com.grow.outreach.adapter.files;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.TextField;
import java.util.Optional;

/** The metadata column, which contains a JSON object. */
final class Metadata {

    /** The column name. */
    static final String COLUMN = "metadata";

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .reader();

    private Metadata() {}

    /** Parses JSON. */
    static JsonNode read(String text) throws JsonProcessingException {
        try {
            return READER.readTree(text);
        } catch (NumberFormatException e) {
            // Jackson does not translate this exception.
            throw new JsonParseException(null, "a number is too large", e);
        }
    }

    /** Parses and normalizes a JSON object; empty if the text is not an object or can't be stored. */
    static Optional<String> parse(String text) {
        try {
            return text(read(text));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Returns the text of a JSON object; empty if the node is not an object or can't be stored. */
    static Optional<String> text(JsonNode node) {
        return node.isObject() && isFit(node) ? Optional.of(node.toString()) : Optional.empty();
    }

    private static boolean isFit(JsonNode node) {
        if (node.isTextual()) {
            return TextField.canBeKept(node.textValue());
        }
        if (node.isNumber()) {
            return Cause.canBeKept(node.decimalValue());
        }
        return node.propertyStream().allMatch(field -> TextField.canBeKept(field.getKey()))
                && node.valueStream().allMatch(Metadata::isFit);
    }
}

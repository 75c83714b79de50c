package com.grow.outreach.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.port.out.ListText;
import com.grow.outreach.application.port.out.Records;
import com.grow.outreach.application.query.ImportKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file with a JSON object on each line. */
final class NdjsonRecords implements Records {

    private final Lines lines;
    private final ImportKind kind;
    private final Columns known;
    private final List<String> columns;

    private NdjsonRecords(Lines lines, ImportKind kind, Columns known, List<String> columns) {
        this.lines = lines;
        this.kind = kind;
        this.known = known;
        this.columns = columns;
    }

    /** The names in the first object; none if that is none. */
    static List<String> header(Lines lines) {
        var first = lines.next();
        if (first == null) {
            return List.of();
        }
        lines.pushBack(List.of(first));
        try {
            return Metadata.READER
                    .readTree(first.text())
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    static NdjsonRecords open(Lines lines, ImportKind kind, Columns known) {
        return new NdjsonRecords(lines, kind, known, header(lines));
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable Item next() {
        for (var line = lines.next(); line != null; line = lines.next()) {
            if (!line.text().isBlank()) {
                return item(line);
            }
        }
        return null;
    }

    private Item item(Line line) {
        if (line.tooLong()) {
            return new Broken(line.number(), null, "is longer than %,d characters".formatted(Lines.MAX_LENGTH));
        }
        if (line.text().indexOf(Encoded.UNDECODABLE) >= 0) {
            return new Broken(line.number(), null, Encoded.REASON);
        }
        JsonNode object;
        try {
            object = Metadata.READER.readTree(line.text());
        } catch (JsonProcessingException e) {
            return new Broken(line.number(), null, "is not JSON: " + e.getOriginalMessage());
        }
        if (!object.isObject()) {
            return new Broken(line.number(), null, "is not a JSON object");
        }
        var values = new HashMap<String, @Nullable String>();
        for (var field : object.properties()) {
            var name = known.known(field.getKey(), kind);
            if (name != null) {
                if (values.containsKey(name)) {
                    return new Broken(line.number(), name, "is there twice");
                }
                var fault = put(values, name, field.getValue());
                if (fault != null) {
                    return new Broken(line.number(), name, fault);
                }
            }
        }
        return new Row(line.number(), values);
    }

    /** Takes a value; returns what is wrong with it. */
    private static @Nullable String put(Map<String, @Nullable String> values, String name, JsonNode value) {
        if (name.equals(Metadata.COLUMN) && !value.isNull()) {
            var text = Metadata.text(value);
            values.put(name, text.orElse(null));
            return text.isPresent() ? null : "is not a JSON object that can be kept";
        }
        if (value.isArray()) {
            var elements = new ArrayList<String>();
            for (var element : value) {
                if (!element.isTextual()) {
                    return "has an element that is no text";
                }
                elements.add(element.textValue());
            }
            values.put(name, new ListText(elements).text());
            return null;
        }
        if (value.isObject()) {
            return "is an object; expected a text, a number, true, false or null";
        }
        values.put(name, value.isNull() ? null : value.asText());
        return null;
    }

    @Override
    public void close() {
        lines.close();
    }
}

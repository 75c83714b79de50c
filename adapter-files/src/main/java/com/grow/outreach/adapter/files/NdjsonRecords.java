package com.grow.outreach.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.port.out.book.ListText;
import com.grow.outreach.application.port.out.file.Records;
import com.grow.outreach.application.port.out.file.UnreadableException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file with newline-delimited JSON objects. */
final class NdjsonRecords implements Records {

    /** The maximum number of objects that are sampled for column names. */
    private static final int SAMPLE = 1_000;

    private final Lines lines;
    private final Columns known;

    NdjsonRecords(Lines lines, Columns known) {
        this.lines = lines;
        this.known = known;
    }

    /** Returns the field names of the first objects without consuming them. */
    static Header header(Lines lines) {
        var sample = new ArrayList<Line>();
        var names = new LinkedHashSet<String>();
        boolean whole = false;
        try {
            for (int length = 0; !whole && sample.size() < SAMPLE && length < Lines.MAX_LENGTH; ) {
                var line = lines.next();
                if (line == null) {
                    whole = true;
                } else {
                    sample.add(line);
                    length += line.text().length();
                    names.addAll(names(line));
                }
            }
        } catch (UnreadableException e) {
            // Reported when reading reaches it, after the rows before it.
        }
        lines.pushBack(sample);
        return new Header(List.copyOf(names), whole);
    }

    private static Collection<String> names(Line line) {
        try {
            return Metadata.read(line.text())
                    .propertyStream()
                    .map(Map.Entry::getKey)
                    .toList();
        } catch (JsonProcessingException e) {
            // Reported when the row is read.
            return List.of();
        }
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
        JsonNode object;
        try {
            object = Metadata.read(line.text());
        } catch (JsonProcessingException e) {
            return new Broken(
                    line.number(),
                    null,
                    Encoded.isUndecodable(line.text()) ? Encoded.REASON : reason(e.getOriginalMessage()));
        }
        if (!object.isObject()) {
            return new Broken(line.number(), null, "is not a JSON object");
        }
        boolean undecodable = Encoded.isUndecodable(line.text());
        var values = new HashMap<String, @Nullable String>();
        for (var field : object.properties()) {
            var name = known.known(field.getKey());
            if (name != null) {
                if (values.containsKey(name)) {
                    return new Broken(line.number(), name, "is given twice; give it once");
                }
                var value = field.getValue();
                var fault = undecodable && Encoded.isUndecodable(value.toString())
                        ? Encoded.REASON
                        : put(values, name, value);
                if (fault != null) {
                    return new Broken(line.number(), name, fault);
                }
            }
        }
        return new Row(line.number(), values);
    }

    /** Returns Jackson's message without its implementation details. */
    private static String reason(String message) {
        int end = message.indexOf(" (start marker");
        var reason = end < 0 ? message : message.substring(0, end);
        return reason.contains("`") || reason.contains("com.") ? "is not JSON" : "is not JSON: " + reason;
    }

    /** Stores a value; returns the reason if it is invalid, otherwise null. */
    private static @Nullable String put(Map<String, @Nullable String> values, String name, JsonNode value) {
        if (name.equals(Metadata.COLUMN) && !value.isNull()) {
            var text = Metadata.text(value);
            values.put(name, text.orElse(null));
            return text.isPresent() ? null : "is not a JSON object that can be stored";
        }
        if (value.isArray()) {
            var elements = new ArrayList<String>();
            for (var element : value) {
                if (!element.isTextual()) {
                    return "has an element that is not a text";
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

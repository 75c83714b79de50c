package com.grow.outreach.adapter.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.grow.outreach.adapter.files.Lines.Line;
import com.grow.outreach.application.imports.ColumnAlias;
import com.grow.outreach.application.port.out.book.ListText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rows of a file with newline-delimited JSON objects. */
final class NdjsonRecords implements Originals {

    private final Lines lines;
    private final List<String> columns;
    private final Columns known;
    private @Nullable JsonNode object;

    /**
     * Creates a reader.
     *
     * @param lines the lines; closed with this reader
     * @param columns the field names of the first objects
     * @param known the fields of Grow
     */
    NdjsonRecords(Lines lines, List<String> columns, Columns known) {
        this.lines = lines;
        this.columns = columns;
        this.known = known;
    }

    /** Returns the field names of the first objects without consuming them. */
    static Header header(Lines lines) {
        var sample = lines.sample();
        var names = new LinkedHashSet<String>();
        sample.forEach(line -> names.addAll(names(line)));
        return new Header(0, List.copyOf(names), lines.isAll(sample));
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
    public List<String> columns() {
        return columns;
    }

    @Override
    public List<@Nullable String> cells() {
        var cells = new ArrayList<@Nullable String>();
        for (var column : columns) {
            var value = object == null ? null : object.get(column);
            cells.add(value == null || value.isNull() ? null : text(value));
        }
        return cells;
    }

    private static String text(JsonNode value) {
        boolean isList = value.isArray() && value.valueStream().allMatch(JsonNode::isTextual);
        return isList
                ? new ListText(value.valueStream().map(JsonNode::textValue).toList()).text()
                : value.isContainerNode() ? value.toString() : value.asText();
    }

    @Override
    public @Nullable Item next() {
        object = null;
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
        JsonNode row;
        try {
            row = Metadata.read(line.text());
        } catch (JsonProcessingException e) {
            return new Broken(
                    line.number(),
                    null,
                    Encoded.isUndecodable(line.text()) ? Encoded.REASON : reason(e.getOriginalMessage()));
        }
        if (!row.isObject()) {
            return new Broken(line.number(), null, "is not a JSON object");
        }
        object = row;
        boolean undecodable = Encoded.isUndecodable(line.text());
        var values = new HashMap<String, @Nullable String>();
        for (var field : fields(row)) {
            var name = field.alias().field();
            if (values.containsKey(name) && !known.standsIn(name)) {
                return new Broken(line.number(), name, "is given twice; give it once");
            }
            var fault = undecodable && Encoded.isUndecodable(field.value().toString())
                    ? Encoded.REASON
                    : put(values, field.alias(), field.value());
            if (fault != null) {
                return new Broken(line.number(), name, fault);
            }
        }
        return new Row(line.number(), values);
    }

    /** A field of a row that is read. */
    private record Field(ColumnAlias alias, JsonNode value) {}

    /** Returns the fields of a row that are read, those of precedence first. */
    private List<Field> fields(JsonNode row) {
        var fields = new ArrayList<Field>();
        for (var field : row.properties()) {
            var alias = known.read(field.getKey());
            if (alias != null) {
                fields.add(new Field(alias, field.getValue()));
            }
        }
        fields.sort(Comparator.comparingInt(field -> field.alias().rank()));
        return fields;
    }

    /** Returns Jackson's message without its implementation details. */
    private static String reason(String message) {
        int end = message.indexOf(" (start marker");
        var reason = end < 0 ? message : message.substring(0, end);
        return reason.contains("`") || reason.contains("com.") ? "is not JSON" : "is not JSON: " + reason;
    }

    /** Stores a value; returns the reason if it is invalid, otherwise null. */
    private static @Nullable String put(Map<String, @Nullable String> values, ColumnAlias field, JsonNode value) {
        var name = field.field();
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
            TableRecords.put(values, field, new ListText(elements).text());
            return null;
        }
        if (value.isObject()) {
            return "is an object; expected a text, a number, true, false or null";
        }
        TableRecords.put(values, field, value.isNull() ? null : value.asText());
        return null;
    }

    @Override
    public void close() {
        lines.close();
    }
}

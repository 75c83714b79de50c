package com.grow.outreach.adapter.files;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A writer of rows as newline-delimited JSON objects. */
final class NdjsonWriter implements RowWriter {

    /** Without a root separator, since each object is written with its own line feed. */
    private static final JsonFactory FACTORY =
            new JsonFactoryBuilder().rootValueSeparator((String) null).build();

    private final JsonGenerator json;
    private final List<String> columns;

    NdjsonWriter(Writer out, List<String> columns) throws IOException {
        this.json = FACTORY.createGenerator(out);
        this.columns = columns;
    }

    @Override
    public void write(List<@Nullable Object> cells) throws IOException {
        json.writeStartObject();
        for (int i = 0; i < columns.size(); i++) {
            json.writeFieldName(columns.get(i));
            write(cells.get(i));
        }
        json.writeEndObject();
        json.writeRaw('\n');
    }

    private void write(@Nullable Object cell) throws IOException {
        switch (cell) {
            case null -> json.writeNull();
            case Boolean truth -> json.writeBoolean(truth);
            case Integer number -> json.writeNumber(number);
            case Long number -> json.writeNumber(number);
            case Json(String text) -> json.writeRawValue(text);
            case List<?> elements -> {
                json.writeStartArray();
                for (var element : elements) {
                    json.writeString(String.valueOf(element));
                }
                json.writeEndArray();
            }
            default -> json.writeString(cell.toString());
        }
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}

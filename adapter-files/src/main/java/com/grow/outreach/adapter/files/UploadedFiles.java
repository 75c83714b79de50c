package com.grow.outreach.adapter.files;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.port.out.file.RecordSource;
import com.grow.outreach.application.port.out.file.RowFiles;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** A reader of uploaded files, which are stored in parts. */
public record UploadedFiles() implements RowFiles {

    @Override
    public RecordSource read(String name, Supplier<Iterator<byte[]>> content, ImportOptions options) {
        return new RecordFile(
                name,
                () -> stream(content.get()),
                new RecordFile.Reading(
                        options.kind(),
                        options.mapping(),
                        Charset.forName(options.encoding()),
                        options.layout(),
                        UnaryOperator.identity()));
    }

    private static InputStream stream(Iterator<byte[]> parts) {
        return new SequenceInputStream(new Enumeration<InputStream>() {
            @Override
            public boolean hasMoreElements() {
                return parts.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(parts.next());
            }
        });
    }
}

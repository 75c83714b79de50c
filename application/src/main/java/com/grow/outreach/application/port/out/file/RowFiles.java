package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.imports.ImportOptions;
import java.util.Iterator;
import java.util.function.Supplier;

/** Makes rows of bytes. */
public interface RowFiles {

    /**
     * A file of rows.
     *
     * @param name what people call it
     * @param content its bytes in parts, each time from the first on
     * @param options how to read it
     */
    RecordSource read(String name, Supplier<Iterator<byte[]>> content, ImportOptions options);
}

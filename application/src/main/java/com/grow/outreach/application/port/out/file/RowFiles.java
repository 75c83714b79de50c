package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.imports.ImportOptions;
import java.util.Iterator;
import java.util.function.Supplier;

/** Parses files. */
public interface RowFiles {

    /**
     * Returns the rows of a file.
     *
     * @param name the name for messages
     * @param content returns the content in parts, from the beginning each time
     * @param options the options for reading
     */
    RecordSource read(String name, Supplier<Iterator<byte[]>> content, ImportOptions options);
}

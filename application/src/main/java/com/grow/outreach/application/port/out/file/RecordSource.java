package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.imports.ImportKind;
import java.util.Set;

/** A file of rows. */
public interface RecordSource {

    /** The name that users read. */
    String name();

    /** Tells its content and how it is read from all others: of equal fingerprints, rows of the same number are equal. */
    String fingerprint();

    /**
     * Which kind of rows it has.
     *
     * @throws UnreadableException if it can't be read or does not tell
     */
    ImportKind kind();

    /** Those of the columns to be mapped that it does not have; none if only reading all of it would tell. */
    Set<String> lacking();

    /**
     * Opens it at its first row.
     *
     * @throws UnreadableException if it can't be read
     */
    Records open();
}

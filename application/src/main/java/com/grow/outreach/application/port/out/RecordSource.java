package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.ImportKind;

/** A file of rows. */
public interface RecordSource {

    /** What people call it. */
    String name();

    /** Tells its content and how it is read from all others: of equal fingerprints, rows of the same number are equal. */
    String fingerprint();

    /**
     * Which kind of rows it has.
     *
     * @throws UnreadableException if it can't be read or does not tell
     */
    ImportKind kind();

    /**
     * Opens it at its first row.
     *
     * @throws UnreadableException if it can't be read
     */
    Records open();
}

package com.grow.outreach.application.port.out.file;

import com.grow.outreach.application.imports.FilePreview;
import com.grow.outreach.application.imports.ImportKind;
import java.util.List;
import java.util.Set;

/** A file of rows. */
public interface RecordSource {

    /** Returns the name for messages. */
    String name();

    /** Returns a text that identifies the content and the options of reading. Files with equal fingerprints have equal rows. */
    String fingerprint();

    /**
     * Returns the kind of the rows.
     *
     * @throws UnreadableException if the file can't be read or the kind can't be detected
     */
    ImportKind kind();

    /** Returns the mapped columns that the file lacks; none if only the whole file would show them. */
    Set<String> lacking();

    /**
     * Returns the columns that are ignored, at least in rows in which another column has the field. May read only the
     * beginning of the file.
     *
     * @throws UnreadableException if the file can't be read or lacks a required column
     */
    List<String> ignored();

    /**
     * Returns the columns and the first rows. The content may end within a later row.
     *
     * @throws UnreadableException if the file can't be read
     */
    FilePreview preview();

    /**
     * Opens the file at its first row.
     *
     * @throws UnreadableException if the file can't be read
     */
    Records open();
}

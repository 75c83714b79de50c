package com.grow.outreach.application.port.out;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.ImportId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stored imports, their progress and their rejected rows. */
public interface ImportRepository {

    /** Returns the latest unfinished import with this fingerprint. */
    Optional<ImportRun> unfinished(String fingerprint);

    /** Returns the import with this id, or empty if there is none. */
    Optional<ImportRun> find(ImportId id);

    /** Returns the user who created an import, or empty if an anonymous caller did. */
    Optional<Creator> creator(ImportId id);

    /** Returns a page of the imports, latest first. */
    Page<ImportRun> page(PageRequest page);

    /** Returns the import with this id, locked until the transaction ends. */
    Optional<ImportRun> lock(ImportId id);

    /** Stores a new import. */
    void add(ImportRun run, String fingerprint);

    /**
     * Stores a new import whose files will be uploaded.
     * {@link com.grow.outreach.application.retention.Retention#INCOMPLETE_UPLOADS} limits the time for this.
     */
    void addUpload(ImportRun run, ImportOptions options);

    /** Returns the options of an uploaded import. */
    ImportOptions options(ImportId id);

    /**
     * Stores a part of an uploaded file.
     *
     * @param file the index of the file, from 0
     * @param part the index of the part in the file, from 0
     */
    void addContent(ImportId id, int file, int part, byte[] bytes);

    /** Returns a part of an uploaded file, or empty past the end of the file. */
    Optional<byte[]> content(ImportId id, int file, int part);

    /** Returns the number of unfinished uploads: incomplete, waiting or running. */
    int queuedUploads();

    /** Returns the number of bytes of all stored uploads. */
    long contentSize();

    /** Deletes the content of the uploaded files of an import. */
    void deleteContent(ImportId id);

    /** Deletes an import, its files and its rejects. */
    void delete(ImportId id);

    /** Stores the progress of an import. */
    void save(ImportRun run);

    /** Adds rejected rows to an import. */
    void reject(ImportId id, Collection<Reject> rejects);

    /** Sorts the rejects and warnings of an import by line. Files stay in the order of their first reject. */
    void sortRejects(ImportId id);

    /** Returns the rejects and warnings of an import in order. The cost does not depend on the offset. */
    List<Reject> rejects(ImportId id, long offset, int limit);

    /** Returns the number of rejects, without warnings. */
    long rejectCount(ImportId id);

    /** Returns the number of warnings. */
    long warningCount(ImportId id);
}

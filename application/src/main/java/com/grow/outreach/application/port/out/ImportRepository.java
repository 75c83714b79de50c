package com.grow.outreach.application.port.out;

import com.grow.outreach.application.imports.ImportOptions;
import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.domain.ImportId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Stored imports, their progress and their rejected rows. */
public interface ImportRepository {

    /** The latest import of that fingerprint that has not ended. */
    Optional<ImportRun> unfinished(String fingerprint);

    /** The import of that id. */
    Optional<ImportRun> find(ImportId id);

    /** Returns the import with this id, locked until the transaction ends. */
    Optional<ImportRun> lock(ImportId id);

    /** Stores a new import. */
    void add(ImportRun run, String fingerprint);

    /** Stores a new import of files that are yet to come; forgotten a day later if they have not. */
    void addUpload(ImportRun run, ImportOptions options);

    /** How the files of such an import are to be read. */
    ImportOptions options(ImportId id);

    /**
     * Keeps a part of a file of such an import.
     *
     * @param file which file, counted from 0
     * @param part which part of it, counted from 0
     */
    void addContent(ImportId id, int file, int part, byte[] bytes);

    /** A part of a file, or empty if there are not so many. */
    Optional<byte[]> content(ImportId id, int file, int part);

    /** How many uploads are on their way, wait or are being imported. */
    int queuedUploads();

    /** How many bytes the content of all uploads has together. */
    long contentSize();

    /** Forgets the content of an import's files. */
    void deleteContent(ImportId id);

    /** Forgets an import, its files and its rejects. */
    void delete(ImportId id);

    /** Stores how far an import is. */
    void save(ImportRun run);

    /** Adds to what an import could not take. */
    void reject(ImportId id, Collection<Reject> rejects);

    /** What an import could not take, in the order in which that turned out: each costs the same, wherever it is. */
    List<Reject> rejects(ImportId id, long offset, int limit);

    /** How many that are. */
    long rejectCount(ImportId id);
}

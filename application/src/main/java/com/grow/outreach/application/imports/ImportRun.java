package com.grow.outreach.application.imports;

import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An import.
 *
 * <p>API documentation: {@code GET /api/imports/:id}.
 *
 * @param id the id
 * @param files the names of the files in the order of import
 * @param status the status
 * @param dryRun whether the import stores nothing
 * @param maxRejects the number of rejects that it may have before it fails
 * @param progress the progress
 * @param failure the reason for the failure, or null
 * @param createdAt the time of its creation
 * @param createdBy the user who created it, or null if that is not known
 * @param finishedAt the time of its end, or null if it has not ended
 * @param ignoredColumns the columns of the files that are ignored, at least in rows in which another column has the field;
 *     at most 1,000
 */
public record ImportRun(
        ImportId id,
        List<String> files,
        Status status,
        boolean dryRun,
        long maxRejects,
        ImportProgress progress,
        @Nullable String failure,
        Instant createdAt,
        @Nullable UserId createdBy,
        @Nullable Instant finishedAt,
        List<String> ignoredColumns) {

    /** The default maximum number of rejects. */
    public static final long DEFAULT_MAX_REJECTS = 10_000;

    private static final int LONGEST_FAILURE = 1_000;

    private static final int MAX_IGNORED = 1_000;

    public ImportRun {
        files = List.copyOf(files);
        ignoredColumns =
                ignoredColumns.stream().limit(MAX_IGNORED).map(Reject::shown).toList();
    }

    /** The status of an import. */
    public enum Status {
        /** The files are being uploaded. */
        UPLOADING,
        /** The import runs or waits for a worker. */
        RUNNING,
        /** All rows are imported or rejected. */
        COMPLETED,
        /** A file could not be read to its end, or had too many rejects. */
        FAILED,
        /** A client stopped the import. */
        STOPPED;

        /** Returns the name in the API. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the status with this name; empty if there is none. */
        public static Optional<Status> parse(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.value().equals(text))
                    .findFirst();
        }
    }

    /** Returns this import with its uploaded files, ready to run. */
    public ImportRun of(List<String> names) {
        return new ImportRun(
                id,
                names,
                Status.RUNNING,
                dryRun,
                maxRejects,
                progress,
                null,
                createdAt,
                createdBy,
                null,
                ignoredColumns);
    }

    /** Returns this import with another progress. */
    public ImportRun at(ImportProgress further) {
        return new ImportRun(
                id,
                files,
                status,
                dryRun,
                maxRejects,
                further,
                failure,
                createdAt,
                createdBy,
                finishedAt,
                ignoredColumns);
    }

    /** Returns this import, completed. */
    public ImportRun completed(Instant when) {
        return new ImportRun(
                id,
                files,
                Status.COMPLETED,
                dryRun,
                maxRejects,
                progress,
                null,
                createdAt,
                createdBy,
                when,
                ignoredColumns);
    }

    /** Returns this import, failed. */
    public ImportRun failed(String reason, Instant when) {
        var shown = reason.length() > LONGEST_FAILURE ? reason.substring(0, LONGEST_FAILURE) + "…" : reason;
        return new ImportRun(
                id,
                files,
                Status.FAILED,
                dryRun,
                maxRejects,
                progress,
                TextField.legible(shown),
                createdAt,
                createdBy,
                when,
                ignoredColumns);
    }

    /** Returns this import, stopped. */
    public ImportRun stopped(Instant when) {
        return new ImportRun(
                id,
                files,
                Status.STOPPED,
                dryRun,
                maxRejects,
                progress,
                null,
                createdAt,
                createdBy,
                when,
                ignoredColumns);
    }

    /** Returns this import with another maximum of rejects. */
    public ImportRun withMaxRejects(long limit) {
        return new ImportRun(
                id, files, status, dryRun, limit, progress, failure, createdAt, createdBy, finishedAt, ignoredColumns);
    }

    /** Returns this import with the columns that are ignored. */
    public ImportRun ignoring(List<String> columns) {
        return new ImportRun(
                id, files, status, dryRun, maxRejects, progress, failure, createdAt, createdBy, finishedAt, columns);
    }

    /** Returns whether the import has ended. */
    public boolean isFinished() {
        return finishedAt != null;
    }
}

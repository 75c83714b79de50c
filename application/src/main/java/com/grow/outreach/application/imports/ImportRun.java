package com.grow.outreach.application.imports;

import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.TextField;
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
 * @param id its id
 * @param files the names of its files in the order in which they are read
 * @param status how it stands
 * @param dryRun whether it only tells what would happen
 * @param maxRejects how many rejects it may have; one more ends it
 * @param progress how far it has come
 * @param failure why it can't go on, for people, or null
 * @param createdAt when it was begun
 * @param finishedAt when it ended, or null if it has not
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
        @Nullable Instant finishedAt) {

    /** How many rejects an import may have unless it is given another limit. */
    public static final long DEFAULT_MAX_REJECTS = 10_000;

    private static final int LONGEST_FAILURE = 1_000;

    public ImportRun {
        files = List.copyOf(files);
    }

    /** How an import stands. */
    public enum Status {
        /** Its files are on their way. */
        UPLOADING,
        /** It is at work, or will be as soon as it is its turn. */
        RUNNING,
        /** Every row is either imported or among the rejects. */
        COMPLETED,
        /** It could not be read to its end, or had too many rejects. */
        FAILED,
        /** A caller stopped it. */
        STOPPED;

        /** The word of the API. */
        public String value() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The status of that word. */
        public static Optional<Status> parse(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.value().equals(text))
                    .findFirst();
        }
    }

    /** This import, with all of its files there. */
    public ImportRun of(List<String> names) {
        return new ImportRun(id, names, Status.RUNNING, dryRun, maxRejects, progress, null, createdAt, null);
    }

    /** This import, further on. */
    public ImportRun at(ImportProgress further) {
        return new ImportRun(id, files, status, dryRun, maxRejects, further, failure, createdAt, finishedAt);
    }

    /** This import, done. */
    public ImportRun completed(Instant when) {
        return new ImportRun(id, files, Status.COMPLETED, dryRun, maxRejects, progress, null, createdAt, when);
    }

    /** This import, at an end before all of it was read. */
    public ImportRun failed(String why, Instant when) {
        var told = why.length() > LONGEST_FAILURE ? why.substring(0, LONGEST_FAILURE) + "…" : why;
        return new ImportRun(
                id, files, Status.FAILED, dryRun, maxRejects, progress, TextField.legible(told), createdAt, when);
    }

    /** This import, stopped by a caller. */
    public ImportRun stopped(Instant when) {
        return new ImportRun(id, files, Status.STOPPED, dryRun, maxRejects, progress, null, createdAt, when);
    }

    /** This import with another limit of rejects. */
    public ImportRun withMaxRejects(long limit) {
        return new ImportRun(id, files, status, dryRun, limit, progress, failure, createdAt, finishedAt);
    }

    /** Returns whether it has ended. */
    public boolean isFinished() {
        return finishedAt != null;
    }
}

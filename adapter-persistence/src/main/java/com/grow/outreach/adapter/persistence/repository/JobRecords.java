package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository.state;
import static java.util.stream.Collectors.toSet;

import com.grow.outreach.adapter.persistence.jooq.tables.records.JobsRecord;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.JobWork;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.job.Undo;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.JobId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reader of jobs from their rows. */
final class JobRecords {

    private static final String SEARCH = "search";
    private static final String MERGE_EXACT = "merge_exact";

    private JobRecords() {}

    static Job job(JobsRecord row) {
        return new Job(
                new JobId(row.getPublicId()),
                new JobRequest(
                        work(row),
                        row.getById() ? null : JobFilters.filter(row),
                        Arrays.stream(StorageFailures.requireArray(row.getExceptPublicIds()))
                                .map(OutreachId::new)
                                .collect(toSet()),
                        new Cause(
                                row.getActor(),
                                row.getReason(),
                                row.getMetadata().data()),
                        row.getDryRun()),
                JobStatus.parse(row.getStatus()).orElseThrow(),
                row.getTotalCount(),
                row.getSuccessCount(),
                row.getRefusedCount(),
                row.getUndoableCount(),
                nullable(row.getUndoneBy(), JobId::new),
                row.getPositionCreatedAt() == null
                        ? null
                        : new Position(row.getPositionCreatedAt(), row.getPositionId()),
                row.getFailures(),
                row.getDetail(),
                row.getCreatedAt(),
                row.getFinishedAt());
    }

    private static JobWork work(JobsRecord row) {
        if (row.getDuplicateWork() != null) {
            var kind = DuplicateKind.parse(row.getDuplicateKind()).orElseThrow();
            return row.getDuplicateWork().equals(SEARCH)
                    ? new DuplicateWork.Search(kind)
                    : new DuplicateWork.MergeExact(kind);
        }
        if (row.getUnassigns()) {
            return new Unassignment();
        }
        if (row.getUndoes() != null) {
            return new Undo(new JobId(row.getUndoes()));
        }
        return row.getToState() == null
                ? new Assignment(new SequenceId(row.getSequencePublicId()))
                : new Move(state(row.getToState()));
    }

    static String word(DuplicateWork work) {
        return switch (work) {
            case DuplicateWork.Search _ -> SEARCH;
            case DuplicateWork.MergeExact _ -> MERGE_EXACT;
        };
    }

    private static <S, T> @Nullable T nullable(@Nullable S value, Function<S, T> read) {
        return value == null ? null : read.apply(value);
    }
}

package com.grow.outreach.application.port.out;

import com.grow.outreach.application.job.BatchRefusal;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.job.Undoable;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.JobId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored jobs. */
public interface JobRepository {

    /** Stores a new job with a generated id. */
    Job add(JobRequest request, long totalCount, Instant createdAt);

    /** Returns the job with this id, or empty if there is none. */
    Optional<Job> find(JobId id);

    /**
     * Returns the job with this id, locked until the transaction ends. Waits for other transactions that lock it and
     * returns their result.
     */
    Optional<Job> lock(JobId id);

    /** Returns the user who created a job, or empty if an anonymous caller did. */
    Optional<Creator> creator(JobId id);

    /** Returns the latest unfinished job with this work, or empty if there is none. */
    Optional<Job> unfinished(DuplicateWork work);

    /** Stores the progress of a job that {@link #lock} returned. */
    void save(Job job);

    /** Adds refusals to a job that {@link #lock} returned. Refusals beyond {@link Job#MOST_REFUSALS} are dropped. */
    void refuse(JobId id, Collection<? extends BatchRefusal> refusals);

    /** Returns the stored refusals of a job, in the order of processing. */
    List<BatchRefusal> refusals(JobId id);

    /** Records the changes of the next step of a job that {@link #lock} returned, unless there are none. */
    void record(JobId id, List<? extends Undoable> changes);

    /**
     * Returns the recorded changes of a step of a job, all of one kind.
     *
     * @param step the number of the step among those that recorded changes, from 1
     * @return an empty list after the last step
     */
    List<Undoable> changes(JobId id, long step);

    /**
     * Returns a page of the jobs, latest first, and their total number.
     *
     * @param status the status of the jobs, or null for all
     */
    Page<Job> page(@Nullable JobStatus status, PageRequest page);
}

package com.grow.outreach.application.port.out;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.JobId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The jobs that Grow keeps. */
public interface JobRepository {

    /** Stores a job that has not begun, under an id of its own. */
    Job add(JobRequest request, long totalCount, Instant createdAt);

    /** Returns the job with this id, or empty if there is none. */
    Optional<Job> find(JobId id);

    /**
     * As {@link #find}, and keeps everybody else from changing the job until the transaction ends. Waits for those who hold
     * it now and then sees what they stored.
     */
    Optional<Job> lock(JobId id);

    /** Stores the progress of a job that {@link #lock} returned. */
    void save(Job job);

    /** Adds refusals to those of a job that {@link #lock} returned; those beyond {@link Job#MOST_REFUSALS} are dropped. */
    void refuse(JobId id, Collection<Job.Refusal> refusals);

    /** The refusals of a job that are kept, in the order in which it met them. */
    List<Job.Refusal> refusals(JobId id);

    /**
     * One page of the jobs, the latest first, and how many there are.
     *
     * @param status those of this status, or null for all
     */
    Page<Job> page(@Nullable JobStatus status, PageRequest page);
}

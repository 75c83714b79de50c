package com.grow.outreach.application.port.out;

import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.JobId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The jobs of an {@link InMemoryStorage} in one transaction. */
final class InMemoryJobs implements JobRepository {

    private final Map<JobId, Job> jobs = new LinkedHashMap<>();
    private final Map<JobId, List<Job.Refusal>> refusals = new LinkedHashMap<>();

    InMemoryJobs() {}

    /** Returns a copy. */
    InMemoryJobs(InMemoryJobs others) {
        jobs.putAll(others.jobs);
        refusals.putAll(others.refusals);
    }

    @Override
    public Job add(JobRequest request, long totalCount, Instant createdAt) {
        var job = Job.queued(new JobId("job_" + (jobs.size() + 1)), request, totalCount, createdAt);
        jobs.put(job.id(), job);
        return job;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id));
    }

    @Override
    public Optional<Job> lock(JobId id) {
        return find(id);
    }

    @Override
    public Optional<Job> unfinished(DuplicateWork work) {
        return jobs.values().stream()
                .filter(job -> !job.isFinished() && job.request().work().equals(work))
                .reduce((earlier, later) -> later);
    }

    @Override
    public void save(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public void refuse(JobId id, Collection<Job.Refusal> added) {
        refusals.put(
                id,
                Stream.concat(refusals(id).stream(), added.stream())
                        .limit(Job.MOST_REFUSALS)
                        .toList());
    }

    @Override
    public List<Job.Refusal> refusals(JobId id) {
        return refusals.getOrDefault(id, List.of());
    }

    @Override
    public Page<Job> page(@Nullable JobStatus status, PageRequest page) {
        var latestFirst = new ArrayList<Job>();
        jobs.values().stream()
                .filter(job -> status == null || job.status() == status)
                .forEach(job -> latestFirst.add(0, job));
        return new Page<>(
                latestFirst.stream().skip(page.offset()).limit(page.size()).toList(), page, latestFirst.size());
    }
}

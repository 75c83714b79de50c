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
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Scope;
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

    private final Map<JobId, Job> jobs;
    private final Map<JobId, List<BatchRefusal>> refusals;
    private final Map<JobId, List<List<Undoable>>> changes;
    private final Map<JobId, Creator> creators;
    private final Caller caller;

    InMemoryJobs() {
        this(
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                new LinkedHashMap<>(),
                Caller.ANONYMOUS);
    }

    /** Returns a copy. */
    InMemoryJobs(InMemoryJobs others) {
        this();
        jobs.putAll(others.jobs);
        refusals.putAll(others.refusals);
        changes.putAll(others.changes);
        creators.putAll(others.creators);
    }

    /** Returns the jobs that a caller sees, which share the content of these. */
    InMemoryJobs within(Caller other) {
        return new InMemoryJobs(jobs, refusals, changes, creators, other);
    }

    private InMemoryJobs(
            Map<JobId, Job> jobs,
            Map<JobId, List<BatchRefusal>> refusals,
            Map<JobId, List<List<Undoable>>> changes,
            Map<JobId, Creator> creators,
            Caller caller) {
        this.jobs = jobs;
        this.refusals = refusals;
        this.changes = changes;
        this.creators = creators;
        this.caller = caller;
    }

    private boolean isVisible(Job job) {
        return caller.scope() == Scope.EVERYTHING || creator(job.id()).isPresent();
    }

    @Override
    public Optional<Creator> creator(JobId id) {
        return Optional.ofNullable(creators.get(id))
                .filter(creator -> caller.scope().includes(creator.user()));
    }

    @Override
    public Job add(JobRequest request, long totalCount, Instant createdAt) {
        var job = Job.queued(new JobId("job_" + (jobs.size() + 1)), request, totalCount, createdAt);
        jobs.put(job.id(), job);
        if (caller.user() != null) {
            creators.put(job.id(), new Creator(caller.user(), caller.role()));
        }
        return job;
    }

    @Override
    public Optional<Job> find(JobId id) {
        return Optional.ofNullable(jobs.get(id)).filter(this::isVisible);
    }

    @Override
    public Optional<Job> lock(JobId id) {
        return find(id);
    }

    @Override
    public Optional<Job> unfinished(DuplicateWork work) {
        return jobs.values().stream()
                .filter(job -> isVisible(job)
                        && !job.isFinished()
                        && job.request().work().equals(work))
                .reduce((earlier, later) -> later);
    }

    @Override
    public void save(Job job) {
        jobs.put(job.id(), job);
    }

    @Override
    public void refuse(JobId id, Collection<? extends BatchRefusal> added) {
        refusals.put(
                id,
                Stream.<BatchRefusal>concat(refusals(id).stream(), added.stream())
                        .limit(Job.MOST_REFUSALS)
                        .toList());
    }

    @Override
    public List<BatchRefusal> refusals(JobId id) {
        return find(id).map(job -> refusals.getOrDefault(id, List.of())).orElse(List.of());
    }

    @Override
    public void record(JobId id, List<? extends Undoable> made) {
        if (!made.isEmpty()) {
            var steps = new ArrayList<>(changes.getOrDefault(id, List.of()));
            steps.add(List.copyOf(made));
            changes.put(id, steps);
        }
    }

    @Override
    public List<Undoable> changes(JobId id, long step) {
        var steps = find(id).map(job -> changes.getOrDefault(id, List.of())).orElse(List.of());
        return step <= steps.size() ? steps.get((int) step - 1) : List.of();
    }

    @Override
    public Page<Job> page(@Nullable JobStatus status, PageRequest page) {
        var latestFirst = new ArrayList<Job>();
        jobs.values().stream()
                .filter(job -> isVisible(job) && (status == null || job.status() == status))
                .forEach(job -> latestFirst.add(0, job));
        return new Page<>(
                latestFirst.stream().skip(page.offset()).limit(page.size()).toList(), page, latestFirst.size());
    }
}

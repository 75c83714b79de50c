package com.grow.outreach.application.service.directory;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.port.out.DuplicateRepository;
import com.grow.outreach.application.port.out.DuplicateRepository.Candidate;
import com.grow.outreach.application.port.out.DuplicateRepository.Pair;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Likeness;
import com.grow.outreach.domain.Likeness.Reason;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Starts jobs that search for duplicates or merge them, and makes their steps. */
public final class DuplicateJobs {

    /** The number of records that one step compares with all others. */
    private static final int SEARCHED = 5_000;

    /** The number of pairs that one step merges at most. */
    private static final int MERGED = 200;

    private DuplicateJobs() {}

    /** Starts a job, or returns the unfinished one with the same work. */
    public static Job start(Repositories stored, DuplicateWork work, Cause cause, Instant now) {
        var unfinished = stored.jobs().unfinished(work);
        if (unfinished.isPresent()) {
            return unfinished.get();
        }
        DuplicateRepository<?, ?> duplicates =
                work.kind() == DuplicateKind.PEOPLE ? stored.duplicatePeople() : stored.duplicateCompanies();
        long total = work instanceof DuplicateWork.Search ? duplicates.total() : duplicates.count(Confidence.EXACT);
        var job = stored.jobs().add(new JobRequest(work, OutreachFilter.ALL, cause, false), total, now);
        stored.tasks().schedule(TaskKind.JOB, List.of(job.id().value()), now);
        var verb = work instanceof DuplicateWork.Search ? "search" : "merge_exact";
        stored.audit()
                .record(AuditEntry.of(now, Author.of(stored.caller()), "job.started", job.id())
                        .changing(
                                AuditFields.NONE,
                                AuditFields.NONE
                                        .with("duplicates", work.kind().value())
                                        .with("work", verb)));
        return job;
    }

    /** Makes the next step of a locked job, and returns the job after it. */
    public static Job step(Repositories stored, Job job, DuplicateWork work, Instant now) {
        boolean people = work.kind() == DuplicateKind.PEOPLE;
        if (work instanceof DuplicateWork.Search) {
            return people
                    ? search(stored.duplicatePeople(), new People(stored), job, now)
                    : search(stored.duplicateCompanies(), new Companies(stored), job, now);
        }
        return people
                ? merge(stored.duplicatePeople(), new People(stored), job, now)
                : merge(stored.duplicateCompanies(), new Companies(stored), job, now);
    }

    private static <I extends Id, T> Job search(
            DuplicateRepository<I, T> duplicates, Records<I, T> records, Job job, Instant now) {
        var step = duplicates.search(reached(job), SEARCHED);
        duplicates.save(found(step.candidates(), records), job.createdAt());
        if (step.next() == null) {
            duplicates.removeBefore(job.createdAt());
        }
        return job.advanced(step.searched(), 0, position(job, step.next()), now);
    }

    /** Returns the candidates that are alike. Of several with one reason, the one with the oldest record is enough. */
    private static <T> List<Duplicate<T>> found(List<Candidate<T>> candidates, Records<?, T> records) {
        var found = new ArrayList<Duplicate<T>>();
        var reasons = new LinkedHashMap<T, Set<Reason>>();
        for (var candidate : candidates) {
            records.compare(candidate.newer(), candidate.older())
                    .filter(likeness -> reasons.computeIfAbsent(candidate.newer(), none -> new HashSet<>())
                            .add(likeness.reason()))
                    .ifPresent(likeness -> found.add(new Duplicate<>(candidate.newer(), candidate.older(), likeness)));
        }
        return found;
    }

    private static <I extends Id, T> Job merge(
            DuplicateRepository<I, T> duplicates, Records<I, T> records, Job job, Instant now) {
        var pairs = independent(duplicates.exact(reached(job), MERGED));
        if (pairs.isEmpty()) {
            return job.advanced(0, 0, null, now);
        }
        var ids = new ArrayList<I>();
        pairs.forEach(pair -> ids.addAll(List.of(pair.from(), pair.into())));
        var locked = records.lock(ids);
        var exact = new LinkedHashMap<I, I>();
        long refused = 0;
        for (var pair : pairs) {
            var from = locked.get(pair.from());
            var into = locked.get(pair.into());
            if (from == null || into == null) {
                continue;
            }
            if (records.compare(from, into).map(Likeness::confidence).equals(Optional.of(Confidence.EXACT))) {
                exact.put(pair.from(), pair.into());
            } else {
                refused++;
            }
        }
        if (!exact.isEmpty()) {
            records.merge(exact, locked, job.request().cause(), now);
        }
        long last = pairs.get(pairs.size() - 1).ordinal();
        return job.advanced(exact.size(), refused, position(job, last), now);
    }

    /** Returns the first pairs up to one that has a record of a pair before it, which is left to the next step. */
    private static <I extends Id> List<Pair<I>> independent(List<Pair<I>> pairs) {
        var seen = new HashSet<I>();
        var independent = new ArrayList<Pair<I>>();
        for (var pair : pairs) {
            if (!seen.add(pair.from()) || !seen.add(pair.into())) {
                break;
            }
            independent.add(pair);
        }
        return independent;
    }

    private static long reached(Job job) {
        return job.position() == null ? 0 : job.position().ordinal();
    }

    private static @Nullable Position position(Job job, @Nullable Long ordinal) {
        return ordinal == null ? null : new Position(job.createdAt(), ordinal);
    }

    /** The differences between people and companies. */
    private interface Records<I extends Id, T> {

        Optional<Likeness> compare(T one, T other);

        Map<I, T> lock(Collection<I> ids);

        /** Merges locked records; each record is in one pair only. */
        void merge(Map<I, I> pairs, Map<I, T> locked, Cause cause, Instant now);
    }

    private record People(Repositories stored) implements Records<PersonId, Person> {

        @Override
        public Optional<Likeness> compare(Person one, Person other) {
            return Likeness.of(one, other);
        }

        @Override
        public Map<PersonId, Person> lock(Collection<PersonId> ids) {
            return stored.merges().lockPeople(ids);
        }

        @Override
        public void merge(Map<PersonId, PersonId> pairs, Map<PersonId, Person> locked, Cause cause, Instant now) {
            PeopleMerges.store(stored, PeopleMerges.decide(stored, pairs, locked, true), cause, now);
        }
    }

    private record Companies(Repositories stored) implements Records<CompanyId, Company> {

        @Override
        public Optional<Likeness> compare(Company one, Company other) {
            return Likeness.of(one, other);
        }

        @Override
        public Map<CompanyId, Company> lock(Collection<CompanyId> ids) {
            return stored.merges().lockCompanies(ids);
        }

        @Override
        public void merge(Map<CompanyId, CompanyId> pairs, Map<CompanyId, Company> locked, Cause cause, Instant now) {
            var merges = pairs.entrySet().stream()
                    .map(pair -> CompanyMerge.of(
                            requireNonNull(locked.get(pair.getKey())), requireNonNull(locked.get(pair.getValue()))))
                    .toList();
            stored.merges().saveCompanies(merges, cause, now);
        }
    }
}

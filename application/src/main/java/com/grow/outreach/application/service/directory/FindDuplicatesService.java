package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobRequest;
import com.grow.outreach.application.port.in.directory.FindDuplicates;
import com.grow.outreach.application.port.out.DuplicateRepository;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Person;
import java.time.InstantSource;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

record FindDuplicatesService(Transactions transactions, InstantSource clock) implements FindDuplicates {

    @Override
    public Page<Duplicate<Person>> people(@Nullable Confidence confidence, PageRequest page) {
        return transactions.read(stored -> stored.duplicatePeople().page(confidence, page));
    }

    @Override
    public Page<Duplicate<Company>> companies(@Nullable Confidence confidence, PageRequest page) {
        return transactions.read(stored -> stored.duplicateCompanies().page(confidence, page));
    }

    @Override
    public Job search(DuplicateKind kind, Cause cause) {
        return start(new DuplicateWork.Search(kind), cause, DuplicateRepository::total);
    }

    @Override
    public Job mergeExact(DuplicateKind kind, Cause cause) {
        return start(new DuplicateWork.MergeExact(kind), cause, stored -> stored.count(Confidence.EXACT));
    }

    private Job start(DuplicateWork work, Cause cause, ToLongFunction<DuplicateRepository<?, ?>> total) {
        return transactions.write(stored -> {
            var unfinished = stored.jobs().unfinished(work);
            if (unfinished.isPresent()) {
                return unfinished.get();
            }
            var now = clock.instant();
            var job = stored.jobs()
                    .add(
                            new JobRequest(work, OutreachFilter.ALL, cause, false),
                            total.applyAsLong(duplicates(stored, work.kind())),
                            now);
            stored.tasks().schedule(TaskKind.JOB, List.of(job.id().value()), now);
            return job;
        });
    }

    private static DuplicateRepository<?, ?> duplicates(Repositories stored, DuplicateKind kind) {
        return kind == DuplicateKind.PEOPLE ? stored.duplicatePeople() : stored.duplicateCompanies();
    }
}

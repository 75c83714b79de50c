package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.DuplicateWork;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.port.in.directory.FindDuplicates;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Person;
import java.time.InstantSource;
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
        return start(new DuplicateWork.Search(kind), cause);
    }

    @Override
    public Job mergeExact(DuplicateKind kind, Cause cause) {
        return start(new DuplicateWork.MergeExact(kind), cause);
    }

    private Job start(DuplicateWork work, Cause cause) {
        return transactions.write(stored -> DuplicateJobs.start(stored, work, cause, clock.instant()));
    }
}

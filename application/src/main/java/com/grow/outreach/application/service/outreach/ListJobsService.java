package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.outreach.ListJobs;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import org.jspecify.annotations.Nullable;

record ListJobsService(Transactions transactions) implements ListJobs {

    @Override
    public Page<Job> list(@Nullable JobStatus status, PageRequest page) {
        return transactions.read(stored -> stored.jobs().page(status, page));
    }
}

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.GetJob;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.JobId;
import java.util.Optional;

record GetJobService(Transactions transactions) implements GetJob {

    @Override
    public Optional<Report> get(JobId id) {
        return transactions.read(stored ->
                stored.jobs().find(id).map(job -> new Report(job, stored.jobs().refusals(id))));
    }
}

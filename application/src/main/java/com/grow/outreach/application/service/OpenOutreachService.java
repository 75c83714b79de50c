package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.Creation;
import com.grow.outreach.application.port.in.OpenOutreach;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

record OpenOutreachService(Transactions transactions, InstantSource clock, RandomGenerator random)
        implements OpenOutreach {

    @Override
    public Creation<Outreach> open(Request request, Cause cause) {
        var id = request.id() == null ? OutreachId.KIND.random(random) : request.id();
        var fresh = Outreach.open(id, request.channel(), request.personId());
        var outreach = request.sequenceId() == null ? fresh : fresh.assignedTo(request.sequenceId());
        return transactions.write(stored -> open(stored, outreach, cause));
    }

    private Creation<Outreach> open(Repositories stored, Outreach outreach, Cause cause) {
        if (stored.people().find(outreach.personId()).isEmpty()) {
            return new Creation.ReferenceNotFound<>(outreach.personId());
        }
        var missing = outreach.sequenceId()
                .filter(sequence -> stored.sequences().find(sequence).isEmpty());
        if (missing.isPresent()) {
            return new Creation.ReferenceNotFound<>(missing.get());
        }
        return stored.outreaches().create(outreach, clock.instant(), cause)
                ? new Creation.Created<>(outreach.id(), outreach)
                : new Creation.IdTaken<>(outreach.id());
    }
}

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.GetOutreach;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import java.util.List;
import java.util.Optional;

record GetOutreachService(Transactions transactions) implements GetOutreach {

    @Override
    public Optional<Outreach> get(OutreachId id) {
        return transactions.read(stored -> stored.outreaches().find(id));
    }

    @Override
    public Optional<OutreachId> successor(OutreachId id) {
        return Optional.ofNullable(transactions
                .read(stored -> stored.merges().successors(List.of(id)))
                .get(id));
    }
}

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.ListTransitions;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Transition;
import java.util.Optional;

record ListTransitionsService(Transactions transactions) implements ListTransitions {

    @Override
    public Optional<Page<Transition>> list(OutreachId id, PageRequest page) {
        return transactions.read(stored -> stored.outreaches().history(id, page));
    }
}

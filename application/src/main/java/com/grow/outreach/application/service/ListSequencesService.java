package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ListSequences;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;

record ListSequencesService(Transactions transactions) implements ListSequences {

    @Override
    public Page<Sequence> list(NamedQuery query) {
        return transactions.read(stored -> stored.sequences().page(query));
    }
}

package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.GetSequence;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import java.util.Optional;

record GetSequenceService(Transactions transactions) implements GetSequence {

    @Override
    public Optional<Sequence> get(SequenceId id) {
        return Optional.ofNullable(transactions
                .read(stored -> stored.sequences().findAll(List.of(id)))
                .get(id));
    }
}

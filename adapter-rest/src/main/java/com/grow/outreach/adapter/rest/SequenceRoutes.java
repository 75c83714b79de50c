package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Optional;

/** REST adapter: {@code /api/sequences} and what is below it. */
final class SequenceRoutes extends DirectoryRoutes<SequenceId, Sequence> {

    private final DirectoryUseCases useCases;

    SequenceRoutes(DirectoryUseCases useCases) {
        super("sequence", SequenceId.KIND, DirectoryJson::sequence);
        this.useCases = useCases;
    }

    @Override
    Page<Sequence> list(QueryParameters parameters) {
        return useCases.listSequences().list(parameters.named());
    }

    @Override
    Optional<Sequence> find(SequenceId id) {
        return useCases.getSequence().get(id);
    }
}

package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.port.in.Maintain;
import com.grow.outreach.application.port.in.MaintenanceUseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TextField;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/sequences} and what is below it. */
final class SequenceRoutes extends DirectoryRoutes<SequenceId, Sequence> {

    private final DirectoryUseCases useCases;

    SequenceRoutes(DirectoryUseCases useCases, Writes writes, RequestBody body) {
        super(new Kind<>("sequence", SequenceId.KIND, DirectoryJson::sequence, "outreaches in it"), writes, body);
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

    @Override
    Maintain<SequenceId, Sequence> maintain(MaintenanceUseCases maintenance) {
        return maintenance.sequences();
    }

    @Override
    Function<SequenceId, Sequence> creation(BodyFields fields) {
        fields.require("name");
        var name = fields.givenText("name", TextField.NAME);
        return id -> new Sequence(id, name.get());
    }

    @Override
    UnaryOperator<Sequence> change(BodyFields fields) {
        var name = fields.givenText("name", TextField.NAME);
        return sequence -> new Sequence(sequence.id(), name.or(sequence.name()));
    }
}

package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TextField;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/sequences} and its subpaths. */
public final class SequenceRoutes extends DirectoryRoutes<SequenceId, Sequence, NamedQuery> {

    public SequenceRoutes(UseCases useCases, Writes writes, RequestBody body) {
        super(
                new Kind<>(
                        "sequence",
                        SequenceId.KIND,
                        DirectoryJson::sequence,
                        "outreaches in it",
                        use -> use.directory().sequences()),
                useCases,
                writes,
                body);
    }

    @Override
    NamedQuery query(QueryParameters parameters) {
        return parameters.named();
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

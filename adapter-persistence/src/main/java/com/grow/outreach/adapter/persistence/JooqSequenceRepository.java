package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;

import com.grow.outreach.application.port.out.SequenceRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** Persistence adapter: sequences in PostgreSQL. */
record JooqSequenceRepository(DSLContext dsl) implements SequenceRepository {

    private static final DirectoryList.Rows<Sequence> ROWS = new DirectoryList.Rows<>(
            SEQUENCES.ID,
            SEQUENCES.PUBLIC_ID,
            SEQUENCES,
            List.of(SEQUENCES.PUBLIC_ID, SEQUENCES.NAME),
            row -> new Sequence(new SequenceId(row.get(SEQUENCES.PUBLIC_ID)), row.get(SEQUENCES.NAME)));

    @Override
    public Optional<Sequence> find(SequenceId id) {
        return dsl.select(SEQUENCES.NAME)
                .from(SEQUENCES)
                .where(SEQUENCES.PUBLIC_ID.eq(id.value()))
                .forKeyShare()
                .fetchOptional(row -> new Sequence(id, row.value1()));
    }

    @Override
    public Map<SequenceId, Sequence> findAll(Collection<SequenceId> ids) {
        return ROWS.findAll(ids, Sequence::id, dsl);
    }

    @Override
    public Page<Sequence> page(NamedQuery query) {
        return DirectoryList.ofNamed(ROWS, query, SEQUENCES.NAME, List.of(SEQUENCES.CREATED_AT.desc(), SEQUENCES.ID))
                .page(query.page(), dsl, DirectoryList.FEW);
    }
}

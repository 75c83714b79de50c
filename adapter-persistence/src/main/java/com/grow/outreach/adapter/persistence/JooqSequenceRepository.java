package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;

import com.grow.outreach.application.port.out.SequenceRepository;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.Optional;
import org.jooq.DSLContext;

/** Persistence adapter: sequences in PostgreSQL. */
record JooqSequenceRepository(DSLContext dsl) implements SequenceRepository {

    @Override
    public Optional<Sequence> find(SequenceId id) {
        return dsl.select(SEQUENCES.NAME)
                .from(SEQUENCES)
                .where(SEQUENCES.PUBLIC_ID.eq(id.value()))
                .forKeyShare()
                .fetchOptional(row -> new Sequence(id, row.value1()));
    }
}

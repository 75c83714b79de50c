package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;

import com.grow.outreach.adapter.persistence.jooq.tables.records.SequencesRecord;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.RowsRepository;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import java.util.List;
import org.jooq.DSLContext;

/** The sequences in PostgreSQL, within one transaction or read. */
public final class JooqSequenceRepository extends RowsRepository<SequenceId, Sequence, NamedQuery> {

    public static final DirectoryList.Rows<Sequence> ROWS = new DirectoryList.Rows<>(
            SEQUENCES.ID,
            SEQUENCES.PUBLIC_ID,
            SEQUENCES.CREATED_AT,
            SEQUENCES,
            List.of(SEQUENCES.PUBLIC_ID, SEQUENCES.NAME),
            row -> new Sequence(new SequenceId(row.get(SEQUENCES.PUBLIC_ID)), row.get(SEQUENCES.NAME)));

    public JooqSequenceRepository(DSLContext dsl) {
        super(ROWS, Sequence::id, dsl);
    }

    @Override
    public long dependents(SequenceId id) {
        return new JooqOutreachRepository(dsl(), VisibleRows.ALL)
                .size(new OutreachFilter(null, null, null, id, null, null));
    }

    @Override
    protected SequencesRecord row(Sequence sequence) {
        var row = new SequencesRecord();
        row.setName(sequence.name());
        return row;
    }

    @Override
    public Page<Sequence> page(NamedQuery query) {
        return DirectoryList.ofNamed(ROWS, query, SEQUENCES.NAME, List.of(SEQUENCES.CREATED_AT.desc(), SEQUENCES.ID))
                .page(query.page(), dsl(), DirectoryList.FEW);
    }
}

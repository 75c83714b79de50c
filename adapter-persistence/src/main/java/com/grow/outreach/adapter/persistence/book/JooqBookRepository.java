package com.grow.outreach.adapter.persistence.book;

import static org.jooq.impl.DSL.noCondition;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import org.jooq.DSLContext;

/**
 * Persistence adapter: bulk changes in one transaction. New records are copied into their tables, changed ones into a
 * temporary table, from which one statement updates them.
 */
public final class JooqBookRepository implements BookRepository {

    private final BulkSession session;
    private final VisibleRows visible;

    /**
     * Begins bulk changes.
     *
     * @param visible the rows that exist for the caller
     */
    public JooqBookRepository(DSLContext dsl, VisibleRows visible) {
        this.session = BulkSession.begin(dsl);
        this.visible = visible;
    }

    @Override
    public BulkDirectory<UserId, User> users() {
        return new JooqBulkDirectory<>(session, BulkLayout.USER, VisibleRows.ALL, noCondition());
    }

    @Override
    public BulkDirectory<CompanyId, Company> companies() {
        return new JooqBulkDirectory<>(session, BulkLayout.COMPANY, visible, visible.companies());
    }

    @Override
    public BulkDirectory<PersonId, Person> people() {
        return new JooqBulkDirectory<>(session, BulkLayout.PERSON, visible, visible.people());
    }

    @Override
    public BulkDirectory<SequenceId, Sequence> sequences() {
        return new JooqBulkDirectory<>(session, BulkLayout.SEQUENCE, VisibleRows.ALL, noCondition());
    }

    @Override
    public Outreaches outreaches() {
        return new JooqBulkOutreaches(session, visible);
    }
}

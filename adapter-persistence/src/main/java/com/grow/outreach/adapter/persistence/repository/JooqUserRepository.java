package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;

import com.grow.outreach.adapter.persistence.jooq.tables.records.UsersRecord;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.list.RowsRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.List;
import org.jooq.DSLContext;

/** The users in PostgreSQL, within one transaction or read. */
public final class JooqUserRepository extends RowsRepository<UserId, User, NamedQuery> {

    public static final DirectoryList.Rows<User> ROWS = new DirectoryList.Rows<>(
            USERS.ID,
            USERS.PUBLIC_ID,
            USERS.CREATED_AT,
            USERS,
            List.of(USERS.PUBLIC_ID, USERS.NAME, USERS.EMAIL),
            row -> new User(new UserId(row.get(USERS.PUBLIC_ID)), row.get(USERS.NAME), row.get(USERS.EMAIL)));

    public JooqUserRepository(DSLContext dsl) {
        super(ROWS, User::id, dsl);
    }

    @Override
    public long dependents(UserId id) {
        var key = key(id);
        return dsl().fetchCount(COMPANIES, COMPANIES.OWNER_ID.eq(key)) + activeAccounts(key);
    }

    /** Locks the account, so that no other transaction activates it before the user is deleted. */
    private int activeAccounts(long key) {
        return dsl().select(ACCOUNTS.USER_ID)
                .from(ACCOUNTS)
                .where(ACCOUNTS.USER_ID.eq(key))
                .and(ACCOUNTS.DISABLED_AT.isNull())
                .forUpdate()
                .fetch()
                .size();
    }

    @Override
    protected UsersRecord row(User user) {
        var row = new UsersRecord();
        row.setName(user.name());
        row.setEmail(user.email());
        return row;
    }

    @Override
    public Page<User> page(NamedQuery query) {
        return DirectoryList.ofNamed(ROWS, query, USERS.NAME, List.of(USERS.CREATED_AT.desc(), USERS.ID))
                .page(query.page(), dsl(), DirectoryList.FEW);
    }
}

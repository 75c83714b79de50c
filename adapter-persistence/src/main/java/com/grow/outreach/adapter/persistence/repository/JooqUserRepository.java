package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;

import com.grow.outreach.adapter.persistence.jooq.tables.records.UsersRecord;
import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.application.port.out.DirectoryRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/** The users in PostgreSQL, within one transaction or read. */
public record JooqUserRepository(DSLContext dsl) implements DirectoryRepository<UserId, User, NamedQuery> {

    public static final DirectoryList.Rows<User> ROWS = new DirectoryList.Rows<>(
            USERS.ID,
            USERS.PUBLIC_ID,
            USERS.CREATED_AT,
            USERS,
            List.of(USERS.PUBLIC_ID, USERS.NAME, USERS.EMAIL),
            row -> new User(new UserId(row.get(USERS.PUBLIC_ID)), row.get(USERS.NAME), row.get(USERS.EMAIL)));

    @Override
    public Optional<User> find(UserId id) {
        return ROWS.find(id, dsl);
    }

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        return ROWS.findAll(ids, User::id, dsl);
    }

    @Override
    public Optional<User> lock(UserId id) {
        return ROWS.lock(id, dsl);
    }

    @Override
    public boolean create(User user, Instant createdAt) {
        return ROWS.create(user.id(), row(user), createdAt, dsl);
    }

    @Override
    public void save(User user) {
        ROWS.save(user.id(), row(user), dsl);
    }

    @Override
    public long dependents(UserId id) {
        var key = ROWS.key(id, dsl);
        return dsl.fetchCount(COMPANIES, COMPANIES.OWNER_ID.eq(key)) + activeAccounts(key);
    }

    /** Locks the account, so that no other transaction activates it before the user is deleted. */
    private int activeAccounts(long key) {
        return dsl.select(ACCOUNTS.USER_ID)
                .from(ACCOUNTS)
                .where(ACCOUNTS.USER_ID.eq(key))
                .and(ACCOUNTS.DISABLED_AT.isNull())
                .forUpdate()
                .fetch()
                .size();
    }

    @Override
    public void delete(UserId id) {
        ROWS.delete(id, dsl);
    }

    private static UsersRecord row(User user) {
        var row = new UsersRecord();
        row.setName(user.name());
        row.setEmail(user.email());
        return row;
    }

    @Override
    public Page<User> page(NamedQuery query) {
        return DirectoryList.ofNamed(ROWS, query, USERS.NAME, List.of(USERS.CREATED_AT.desc(), USERS.ID))
                .page(query.page(), dsl, DirectoryList.FEW);
    }
}

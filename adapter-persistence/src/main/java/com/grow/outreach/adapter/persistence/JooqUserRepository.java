package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;

import com.grow.outreach.application.port.out.UserRepository;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;

/** Persistence adapter: users in PostgreSQL. */
record JooqUserRepository(DSLContext dsl) implements UserRepository {

    private static final DirectoryList.Rows<User> ROWS = new DirectoryList.Rows<>(
            USERS.ID,
            USERS.PUBLIC_ID,
            USERS,
            List.of(USERS.PUBLIC_ID, USERS.NAME, USERS.EMAIL),
            row -> new User(new UserId(row.get(USERS.PUBLIC_ID)), row.get(USERS.NAME), row.get(USERS.EMAIL)));

    @Override
    public Map<UserId, User> findAll(Collection<UserId> ids) {
        return ROWS.findAll(ids, User::id, dsl);
    }

    @Override
    public Page<User> page(NamedQuery query) {
        return DirectoryList.ofNamed(ROWS, query, USERS.NAME, List.of(USERS.CREATED_AT.desc(), USERS.ID))
                .page(query.page(), dsl, DirectoryList.FEW);
    }
}

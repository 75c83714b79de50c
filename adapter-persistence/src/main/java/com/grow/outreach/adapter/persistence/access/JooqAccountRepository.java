package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.tables.Users;
import com.grow.outreach.application.port.out.AccountRepository;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account;
import com.grow.outreach.domain.access.Role;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;

/** The accounts in PostgreSQL, within one transaction or read. */
public record JooqAccountRepository(DSLContext dsl) implements AccountRepository {

    private static final Users TEAMMATES = USERS.as("teammates");

    /** The ids of the members of the user's team, which is empty if the user has none. */
    private static final Field<String[]> TEAM = array(
                    select(TEAMMATES.PUBLIC_ID).from(TEAMMATES).where(TEAMMATES.TEAM_ID.eq(USERS.TEAM_ID)))
            .as("team");

    /** The columns of an account, from {@link com.grow.outreach.adapter.persistence.jooq.Tables#USERS} too. */
    static final List<Field<?>> COLUMNS = List.of(USERS.PUBLIC_ID, ACCOUNTS.ROLE, ACCOUNTS.DISABLED_AT, TEAM);

    @Override
    public Optional<Account> find(UserId user) {
        return dsl.select(COLUMNS)
                .from(ACCOUNTS)
                .join(USERS)
                .on(USERS.ID.eq(ACCOUNTS.USER_ID))
                .where(USERS.PUBLIC_ID.eq(user.value()))
                .fetchOptional(JooqAccountRepository::account);
    }

    static Account account(Record row) {
        return new Account(
                new UserId(row.get(USERS.PUBLIC_ID)),
                Role.parse(row.get(ACCOUNTS.ROLE).getLiteral()).orElseThrow(),
                Stream.of(row.get(TEAM)).map(UserId::new).collect(Collectors.toUnmodifiableSet()),
                row.get(ACCOUNTS.DISABLED_AT));
    }
}

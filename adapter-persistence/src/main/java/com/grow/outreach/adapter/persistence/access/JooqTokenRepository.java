package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.API_TOKENS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.jooq.enums.UserRole;
import com.grow.outreach.application.port.out.TokenRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;

/** The API tokens in PostgreSQL, within one transaction or read. */
public record JooqTokenRepository(DSLContext dsl) implements TokenRepository {

    private static final List<Field<?>> COLUMNS = List.of(
            API_TOKENS.PUBLIC_ID,
            USERS.PUBLIC_ID,
            API_TOKENS.NAME,
            API_TOKENS.START,
            API_TOKENS.ROLE,
            API_TOKENS.MAY_ACT_FOR_OTHERS,
            API_TOKENS.CREATED_AT,
            API_TOKENS.EXPIRES_AT,
            API_TOKENS.LAST_USED_AT,
            API_TOKENS.REVOKED_AT);

    @Override
    public ApiToken add(NewToken token, String secret) {
        var id = dsl.insertInto(API_TOKENS)
                .set(
                        API_TOKENS.USER_ID,
                        select(USERS.ID)
                                .from(USERS)
                                .where(USERS.PUBLIC_ID.eq(token.user().value())))
                .set(API_TOKENS.NAME, token.name())
                .set(API_TOKENS.HASH, Hashes.of(secret))
                .set(API_TOKENS.START, token.start())
                .set(API_TOKENS.ROLE, UserRole.lookupLiteral(token.role().value()))
                .set(API_TOKENS.MAY_ACT_FOR_OTHERS, token.mayActForOthers())
                .set(API_TOKENS.CREATED_AT, token.createdAt())
                .set(API_TOKENS.EXPIRES_AT, token.expiresAt())
                .returningResult(API_TOKENS.PUBLIC_ID)
                .fetchSingle()
                .value1();
        return dsl.select(COLUMNS)
                .from(API_TOKENS)
                .join(USERS)
                .on(USERS.ID.eq(API_TOKENS.USER_ID))
                .where(API_TOKENS.PUBLIC_ID.eq(id))
                .fetchSingle(JooqTokenRepository::token);
    }

    @Override
    public Optional<Found> find(String secret) {
        return dsl.select(COLUMNS)
                .select(JooqAccountRepository.COLUMNS)
                .from(API_TOKENS)
                .join(ACCOUNTS)
                .on(ACCOUNTS.USER_ID.eq(API_TOKENS.USER_ID))
                .join(USERS)
                .on(USERS.ID.eq(API_TOKENS.USER_ID))
                .where(API_TOKENS.HASH.eq(Hashes.of(secret)))
                .fetchOptional(row -> new Found(token(row), JooqAccountRepository.account(row)));
    }

    @Override
    public Page<ApiToken> page(@Nullable UserId owner, PageRequest page) {
        var tokens = API_TOKENS.join(USERS).on(USERS.ID.eq(API_TOKENS.USER_ID));
        var items = dsl.select(COLUMNS)
                .from(tokens)
                .where(ownedBy(owner))
                .orderBy(API_TOKENS.CREATED_AT.desc(), API_TOKENS.ID.desc())
                .offset(page.offset())
                .limit(page.size())
                .fetch(JooqTokenRepository::token);
        return new Page<>(
                items,
                page,
                dsl.selectCount()
                        .from(tokens)
                        .where(ownedBy(owner))
                        .fetchSingle()
                        .value1());
    }

    @Override
    public boolean revoke(TokenId id, @Nullable UserId owner, Instant at) {
        return dsl.update(API_TOKENS)
                        .set(API_TOKENS.REVOKED_AT, coalesce(API_TOKENS.REVOKED_AT, val(at)))
                        .from(USERS)
                        .where(USERS.ID.eq(API_TOKENS.USER_ID))
                        .and(API_TOKENS.PUBLIC_ID.eq(id.value()))
                        .and(ownedBy(owner))
                        .execute()
                == 1;
    }

    @Override
    public void used(TokenId id, @Nullable Instant before, Instant at) {
        dsl.update(API_TOKENS)
                .set(API_TOKENS.LAST_USED_AT, at)
                .where(API_TOKENS.PUBLIC_ID.eq(id.value()))
                .and(API_TOKENS.LAST_USED_AT.isNotDistinctFrom(before))
                .execute();
    }

    private static Condition ownedBy(@Nullable UserId owner) {
        return owner == null ? noCondition() : USERS.PUBLIC_ID.eq(owner.value());
    }

    private static ApiToken token(Record row) {
        return new ApiToken(
                new TokenId(row.get(API_TOKENS.PUBLIC_ID)),
                new UserId(row.get(USERS.PUBLIC_ID)),
                row.get(API_TOKENS.NAME),
                row.get(API_TOKENS.START),
                Role.parse(row.get(API_TOKENS.ROLE).getLiteral()).orElseThrow(),
                row.get(API_TOKENS.MAY_ACT_FOR_OTHERS),
                row.get(API_TOKENS.CREATED_AT),
                row.get(API_TOKENS.EXPIRES_AT),
                row.get(API_TOKENS.LAST_USED_AT),
                row.get(API_TOKENS.REVOKED_AT));
    }
}

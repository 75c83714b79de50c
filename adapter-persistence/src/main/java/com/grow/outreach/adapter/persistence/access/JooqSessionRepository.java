package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ACCOUNTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SESSIONS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.application.port.out.access.SessionRepository;
import com.grow.outreach.domain.SessionId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Device;
import com.grow.outreach.domain.access.Secret;
import com.grow.outreach.domain.access.Session;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jspecify.annotations.Nullable;

record JooqSessionRepository(DSLContext dsl) implements SessionRepository {

    @Override
    public void create(Session session, Secret secret) {
        dsl.insertInto(SESSIONS)
                .set(SESSIONS.PUBLIC_ID, session.id().value())
                .set(SESSIONS.USER_ID, key(session.user()))
                .set(SESSIONS.HASH, Hashes.of(secret))
                .set(SESSIONS.ADDRESS, session.device().address())
                .set(SESSIONS.NETWORK, session.device().network())
                .set(SESSIONS.AGENT, session.device().agent())
                .set(SESSIONS.CREATED_AT, session.createdAt())
                .set(SESSIONS.LAST_USED_AT, session.lastUsedAt())
                .set(SESSIONS.EXPIRES_AT, session.expiresAt())
                .execute();
    }

    @Override
    public Optional<Found> find(Secret secret) {
        return dsl.select(SESSIONS.fields())
                .select(JooqAccountRepository.COLUMNS)
                .from(SESSIONS)
                .join(ACCOUNTS)
                .on(ACCOUNTS.USER_ID.eq(SESSIONS.USER_ID))
                .join(USERS)
                .on(USERS.ID.eq(SESSIONS.USER_ID))
                .where(SESSIONS.HASH.eq(Hashes.of(secret)))
                .and(SESSIONS.ENDED_AT.isNull())
                .fetchOptional(row -> new Found(session(row), JooqAccountRepository.account(row)));
    }

    @Override
    public List<Session> of(UserId user) {
        return dsl.select(SESSIONS.fields())
                .select(USERS.PUBLIC_ID)
                .from(SESSIONS)
                .join(USERS)
                .on(USERS.ID.eq(SESSIONS.USER_ID))
                .where(SESSIONS.USER_ID.eq(key(user)))
                .and(SESSIONS.ENDED_AT.isNull())
                .orderBy(SESSIONS.LAST_USED_AT.desc(), SESSIONS.ID.desc())
                .fetch(JooqSessionRepository::session);
    }

    @Override
    public boolean knows(UserId user, String network) {
        return dsl.fetchExists(SESSIONS, SESSIONS.USER_ID.eq(key(user)).and(SESSIONS.NETWORK.eq(network)));
    }

    @Override
    public void touch(SessionId id, Instant before, Instant lastUsedAt) {
        dsl.update(SESSIONS)
                .set(SESSIONS.LAST_USED_AT, lastUsedAt)
                .where(SESSIONS.PUBLIC_ID.eq(id.value()))
                .and(SESSIONS.LAST_USED_AT.le(before))
                .execute();
    }

    @Override
    public boolean end(UserId user, SessionId id, Instant now) {
        return end(user, SESSIONS.PUBLIC_ID.eq(id.value()), now) == 1;
    }

    @Override
    public int endAll(UserId user, @Nullable SessionId except, Instant now) {
        return end(user, except == null ? noCondition() : SESSIONS.PUBLIC_ID.ne(except.value()), now);
    }

    private int end(UserId user, Condition which, Instant now) {
        return dsl.update(SESSIONS)
                .set(SESSIONS.ENDED_AT, now)
                .where(SESSIONS.USER_ID.eq(key(user)))
                .and(SESSIONS.ENDED_AT.isNull())
                .and(which)
                .execute();
    }

    private static Select<Record1<Long>> key(UserId user) {
        return select(USERS.ID).from(USERS).where(USERS.PUBLIC_ID.eq(user.value()));
    }

    private static Session session(Record row) {
        return new Session(
                new SessionId(row.get(SESSIONS.PUBLIC_ID)),
                new UserId(row.get(USERS.PUBLIC_ID)),
                new Device(row.get(SESSIONS.ADDRESS), row.get(SESSIONS.NETWORK), row.get(SESSIONS.AGENT)),
                row.get(SESSIONS.CREATED_AT),
                row.get(SESSIONS.LAST_USED_AT),
                row.get(SESSIONS.EXPIRES_AT));
    }
}

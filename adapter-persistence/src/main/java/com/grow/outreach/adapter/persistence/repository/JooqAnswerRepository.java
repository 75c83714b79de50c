package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.IDEMPOTENCY_KEYS;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.domain.UserId;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * The stored responses to a caller in PostgreSQL, within one transaction or read.
 *
 * @param user the user who calls, or null for an anonymous caller
 */
public record JooqAnswerRepository(DSLContext dsl, @Nullable UserId user) implements AnswerRepository {

    @Override
    public boolean claim(RequestKey key) {
        // An id has no spaces, so that different callers have different locks.
        var locked = user == null ? key.value() : user.value() + " " + key.value();
        return dsl.fetchSingle("select pg_try_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val(locked))
                .into(boolean.class);
    }

    @Override
    public Optional<Answer> find(RequestKey key) {
        return dsl.select(IDEMPOTENCY_KEYS.FINGERPRINT, IDEMPOTENCY_KEYS.ANSWER, IDEMPOTENCY_KEYS.EXPIRES_AT)
                .from(IDEMPOTENCY_KEYS)
                .where(IDEMPOTENCY_KEYS.KEY.eq(key.value()))
                .and(IDEMPOTENCY_KEYS.CALLER.eq(caller()))
                .fetchOptional(row -> new Answer(key, row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void save(Answer answer) {
        dsl.insertInto(IDEMPOTENCY_KEYS)
                .set(IDEMPOTENCY_KEYS.KEY, answer.key().value())
                .set(IDEMPOTENCY_KEYS.CALLER, caller())
                .set(IDEMPOTENCY_KEYS.FINGERPRINT, answer.fingerprint())
                .set(IDEMPOTENCY_KEYS.ANSWER, answer.text())
                .set(IDEMPOTENCY_KEYS.EXPIRES_AT, answer.expiresAt())
                .onConflict(IDEMPOTENCY_KEYS.KEY, IDEMPOTENCY_KEYS.CALLER)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }

    private String caller() {
        return user == null ? "" : user.value();
    }
}

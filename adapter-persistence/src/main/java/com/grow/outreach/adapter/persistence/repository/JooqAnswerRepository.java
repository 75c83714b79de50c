package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.IDEMPOTENCY_KEYS;

import com.grow.outreach.application.port.out.AnswerRepository;
import com.grow.outreach.application.query.RequestKey;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The stored responses in PostgreSQL, within one transaction or read. */
public record JooqAnswerRepository(DSLContext dsl) implements AnswerRepository {

    @Override
    public boolean claim(RequestKey key) {
        return dsl.fetchSingle("select pg_try_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val(key.value()))
                .into(boolean.class);
    }

    @Override
    public Optional<Answer> find(RequestKey key) {
        return dsl.select(IDEMPOTENCY_KEYS.FINGERPRINT, IDEMPOTENCY_KEYS.ANSWER, IDEMPOTENCY_KEYS.EXPIRES_AT)
                .from(IDEMPOTENCY_KEYS)
                .where(IDEMPOTENCY_KEYS.KEY.eq(key.value()))
                .fetchOptional(row -> new Answer(key, row.value1(), row.value2(), row.value3()));
    }

    @Override
    public void save(Answer answer) {
        dsl.insertInto(IDEMPOTENCY_KEYS)
                .set(IDEMPOTENCY_KEYS.KEY, answer.key().value())
                .set(IDEMPOTENCY_KEYS.FINGERPRINT, answer.fingerprint())
                .set(IDEMPOTENCY_KEYS.ANSWER, answer.text())
                .set(IDEMPOTENCY_KEYS.EXPIRES_AT, answer.expiresAt())
                .onConflict(IDEMPOTENCY_KEYS.KEY)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }
}

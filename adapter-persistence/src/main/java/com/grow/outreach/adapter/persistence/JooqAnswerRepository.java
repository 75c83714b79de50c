package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.IDEMPOTENCY_KEYS;

import com.grow.outreach.application.port.out.AnswerRepository;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.impl.DSL;

/** Persistence adapter: answers to keep in PostgreSQL, for one piece of work. */
record JooqAnswerRepository(DSLContext dsl) implements AnswerRepository {

    @Override
    public boolean claim(String key) {
        return dsl.fetchSingle("select pg_try_advisory_xact_lock(hashtextextended({0}, 0))", DSL.val(key))
                .into(boolean.class);
    }

    @Override
    public Optional<Answer> find(String key) {
        return dsl.select(
                        IDEMPOTENCY_KEYS.KEY,
                        IDEMPOTENCY_KEYS.FINGERPRINT,
                        IDEMPOTENCY_KEYS.ANSWER,
                        IDEMPOTENCY_KEYS.EXPIRES_AT)
                .from(IDEMPOTENCY_KEYS)
                .where(IDEMPOTENCY_KEYS.KEY.eq(key))
                .fetchOptional(Records.mapping(Answer::new));
    }

    @Override
    public void save(Answer answer) {
        dsl.insertInto(IDEMPOTENCY_KEYS)
                .set(IDEMPOTENCY_KEYS.KEY, answer.key())
                .set(IDEMPOTENCY_KEYS.FINGERPRINT, answer.fingerprint())
                .set(IDEMPOTENCY_KEYS.ANSWER, answer.text())
                .set(IDEMPOTENCY_KEYS.EXPIRES_AT, answer.expiresAt())
                .onConflict(IDEMPOTENCY_KEYS.KEY)
                .doUpdate()
                .setAllToExcluded()
                .execute();
    }
}

package com.grow.outreach.adapter.persistence.access;

import static com.grow.outreach.adapter.persistence.jooq.Tables.SIGN_IN_FAILURES;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.max;

import com.grow.outreach.application.port.out.access.SignInFailureRepository;
import com.grow.outreach.domain.access.SignInPace.Failures;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.stream.LongStream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

record JooqSignInFailureRepository(DSLContext dsl) implements SignInFailureRepository {

    @Override
    public Counts lock(String email, String network, Instant since) {
        // In one order for all transactions, so that they wait for each other and never deadlock.
        LongStream.of(lockKey(email), lockKey(network))
                .sorted()
                .forEach(key -> dsl.execute("select pg_advisory_xact_lock({0})", DSL.val(key)));
        var ofEmail = SIGN_IN_FAILURES.EMAIL_HASH.eq(Hashes.of(email));
        var ofNetwork = SIGN_IN_FAILURES.NETWORK.eq(network);
        return new Counts(
                failures(ofEmail.and(ofNetwork), since), failures(ofEmail, since), failures(ofNetwork, since));
    }

    private static long lockKey(String text) {
        return ByteBuffer.wrap(Hashes.of("sign_in_failures " + text)).getLong();
    }

    private Failures failures(Condition which, Instant since) {
        return dsl.select(count(), max(SIGN_IN_FAILURES.AT))
                .from(SIGN_IN_FAILURES)
                .where(which)
                .and(SIGN_IN_FAILURES.AT.ge(since))
                .fetchSingle(row -> new Failures(row.value1(), row.value2()));
    }

    @Override
    public void add(String email, String network, Instant at) {
        dsl.insertInto(SIGN_IN_FAILURES)
                .set(SIGN_IN_FAILURES.EMAIL_HASH, Hashes.of(email))
                .set(SIGN_IN_FAILURES.NETWORK, network)
                .set(SIGN_IN_FAILURES.AT, at)
                .execute();
    }

    @Override
    public void forgive(String email, String network) {
        dsl.deleteFrom(SIGN_IN_FAILURES)
                .where(SIGN_IN_FAILURES.EMAIL_HASH.eq(Hashes.of(email)))
                .and(SIGN_IN_FAILURES.NETWORK.eq(network))
                .execute();
    }
}

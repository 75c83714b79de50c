package com.grow.outreach.adapter.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.grow.outreach.adapter.identity.Argon2Hasher.Parameters;
import com.grow.outreach.application.port.out.access.PasswordHasherBusyException;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import java.time.Duration;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class Argon2HasherTest {

    private static final Password PASSWORD = new Password("correct horse battery staple");

    /** The hash of "password" with the salt "somesalt" by the reference implementation of Argon2 (its file test.c). */
    private static final PasswordHash REFERENCE =
            new PasswordHash("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");

    private final Argon2Hasher hasher = new Argon2Hasher();

    @Test
    void hashes_with_the_parameters_of_owasp_and_a_salt() {
        var hash = hasher.hash(PASSWORD);

        assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(hasher.hash(PASSWORD)).isNotEqualTo(hash);
        assertThat(hasher.matches(PASSWORD, hash)).isTrue();
        assertThat(hasher.matches(new Password("correct horse battery stapl3"), hash))
                .isFalse();
    }

    @Test
    void agrees_with_the_reference_implementation() {
        assertThat(hasher.matches(new Password("password"), REFERENCE)).isTrue();
        assertThat(hasher.matches(new Password("Password"), REFERENCE)).isFalse();
    }

    @Test
    void no_hash_matches_nothing_after_the_same_work() {
        assertThat(hasher.matches(PASSWORD, null)).isFalse();
        assertThat(hasher.matches(new Password("no password has this hash"), null))
                .isFalse();

        var hash = hasher.hash(PASSWORD);
        var wrong = new Password("wrong horse battery staple");
        long with = fastest(() -> hasher.matches(wrong, hash));
        long without = fastest(() -> hasher.matches(wrong, null));
        assertThat(without).isBetween(with / 2, with * 2);
    }

    private static long fastest(Runnable work) {
        long fastest = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long begun = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return fastest;
    }

    @Test
    void a_hash_with_weaker_parameters_is_outdated() {
        var weaker = new Argon2Hasher(new Parameters(8 * 1024, 1, 1), 1, Duration.ofSeconds(5));

        assertThat(hasher.isOutdated(hasher.hash(PASSWORD))).isFalse();
        assertThat(hasher.isOutdated(weaker.hash(PASSWORD))).isTrue();
        assertThat(hasher.matches(PASSWORD, weaker.hash(PASSWORD))).isTrue();
    }

    @Test
    void a_malformed_hash_matches_nothing() {
        assertThat(hasher.matches(PASSWORD, new PasswordHash("$2a$10$bcrypt"))).isFalse();
    }

    @Test
    void computes_a_limited_number_of_hashes_at_a_time() throws Exception {
        var slow = new Argon2Hasher(new Parameters(64 * 1024, 20, 1), 1, Duration.ofMillis(50));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> slow.hash(PASSWORD));
            while (slow.isFree()) {
                Thread.onSpinWait();
            }
            assertThatExceptionOfType(PasswordHasherBusyException.class).isThrownBy(() -> slow.hash(PASSWORD));
            assertThat(first.get()).isNotNull();
        }
        assertThat(slow.hash(PASSWORD)).isNotNull();
    }
}

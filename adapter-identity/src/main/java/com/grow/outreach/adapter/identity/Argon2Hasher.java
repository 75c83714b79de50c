package com.grow.outreach.adapter.identity;

import com.grow.outreach.application.port.out.access.PasswordHasher;
import com.grow.outreach.application.port.out.access.PasswordHasherBusyException;
import com.grow.outreach.domain.access.Password;
import com.grow.outreach.domain.access.PasswordHash;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/**
 * Argon2id with the parameters that OWASP recommends: 19 MiB of memory, two iterations, one lane. Few hashes are computed at
 * a time, because each one takes that memory and one processor.
 */
public final class Argon2Hasher implements PasswordHasher {

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;

    /** The parameters of Argon2id. */
    record Parameters(int memoryKiB, int iterations, int lanes) {

        static final Parameters OWASP = new Parameters(19 * 1024, 2, 1);

        private Argon2PasswordEncoder encoder() {
            return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, lanes, memoryKiB, iterations);
        }
    }

    private final Argon2PasswordEncoder encoder;
    private final Semaphore slots;
    private final Duration patience;

    /** The hash that is checked if there is none, so that both take as long. */
    private final PasswordHash none;

    /** Creates the hasher. It computes as many hashes at a time as there are processors, and lets others wait for 5 seconds. */
    public Argon2Hasher() {
        this(Parameters.OWASP, Runtime.getRuntime().availableProcessors(), Duration.ofSeconds(5));
    }

    Argon2Hasher(Parameters parameters, int slots, Duration patience) {
        this.encoder = parameters.encoder();
        this.slots = new Semaphore(slots, true);
        this.patience = patience;
        this.none = hash(new Password("no password has this hash"));
    }

    @Override
    public PasswordHash hash(Password password) {
        return inSlot(() -> {
            var encoded = encoder.encode(password.text());
            if (encoded == null) {
                throw new IllegalStateException("the encoder returned no hash");
            }
            return new PasswordHash(encoded);
        });
    }

    @Override
    public boolean matches(Password password, @Nullable PasswordHash hash) {
        var checked = hash == null ? none : hash;
        return inSlot(() -> encoder.matches(password.text(), checked.value())) && hash != null;
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
        return encoder.upgradeEncoding(hash.value());
    }

    /** Returns whether a hash can be computed without waiting. */
    boolean isFree() {
        return slots.availablePermits() > 0;
    }

    private <T> T inSlot(Supplier<T> work) {
        try {
            if (!slots.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new PasswordHasherBusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PasswordHasherBusyException();
        }
        try {
            return work.get();
        } finally {
            slots.release();
        }
    }
}

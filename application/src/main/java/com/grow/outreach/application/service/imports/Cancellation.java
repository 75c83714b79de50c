package com.grow.outreach.application.service.imports;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Checks once a second whether an import has ended, for example because it was stopped. Stays true once it is. */
final class Cancellation implements BooleanSupplier {

    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final InstantSource clock;
    private final BooleanSupplier ended;
    private Instant lastCheck;
    private boolean cancelled;

    Cancellation(InstantSource clock, BooleanSupplier ended) {
        this.clock = clock;
        this.ended = ended;
        this.lastCheck = clock.instant();
    }

    @Override
    public boolean getAsBoolean() {
        var now = clock.instant();
        if (!cancelled && now.isAfter(lastCheck.plus(INTERVAL))) {
            cancelled = ended.getAsBoolean();
            lastCheck = now;
        }
        return cancelled;
    }
}

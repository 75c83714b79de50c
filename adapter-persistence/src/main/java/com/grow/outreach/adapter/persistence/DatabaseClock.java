package com.grow.outreach.adapter.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;

/**
 * The clock of the database, which all processes on it share. It reads the time periodically and adds the elapsed time
 * in between.
 */
final class DatabaseClock implements InstantSource {

    static final Duration REFRESH = Duration.ofSeconds(10);

    /** The maximum duration of a precise reading. The first reading may take longer. */
    private static final Duration EXACT = Duration.ofSeconds(1);

    private final DSLContext dsl;
    private volatile Reading last;

    /**
     * Creates a clock and reads the time.
     *
     * @param dsl the database
     */
    DatabaseClock(DSLContext dsl) {
        this.dsl = dsl;
        this.last = read();
    }

    /**
     * A reading of the database's time.
     *
     * @param at the time
     * @param nanos the value of {@link System#nanoTime} at that time
     * @param took the duration of the query
     */
    private record Reading(Instant at, long nanos, Duration took) {

        Instant now() {
            return at.plusNanos(System.nanoTime() - nanos);
        }
    }

    private Reading read() {
        long asked = System.nanoTime();
        var at = dsl.fetchSingle("select clock_timestamp()").into(Instant.class);
        long took = System.nanoTime() - asked;
        return new Reading(at, asked + took / 2, Duration.ofNanos(took));
    }

    /** Reads the time of the database again. */
    void refresh() {
        var reading = read();
        if (reading.took().compareTo(EXACT) < 0) {
            last = reading;
        }
    }

    /** Returns the time in microseconds, PostgreSQL's precision, so that a response shows the time that is stored. */
    @Override
    public Instant instant() {
        return last.now().truncatedTo(ChronoUnit.MICROS);
    }
}

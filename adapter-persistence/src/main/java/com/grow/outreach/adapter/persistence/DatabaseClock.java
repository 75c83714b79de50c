package com.grow.outreach.adapter.persistence;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jooq.DSLContext;

/**
 * The time of the database, which is the same for all processes that share it, whatever their machines' clocks say. It is
 * read now and then; in between, the time that has passed is added.
 */
final class DatabaseClock implements InstantSource {

    static final Duration REFRESH = Duration.ofSeconds(10);

    /** How long a reading may take to be exact enough, unless there is none yet. */
    private static final Duration EXACT = Duration.ofSeconds(1);

    private final DSLContext dsl;
    private volatile Reading last;

    /**
     * A clock that has been read once.
     *
     * @param dsl where the database is
     */
    DatabaseClock(DSLContext dsl) {
        this.dsl = dsl;
        this.last = read();
    }

    /**
     * What the database said.
     *
     * @param at the time that it said
     * @param nanos what {@link System#nanoTime} was then
     * @param took how long it took to say so
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

    /** Reads the time of the database anew. */
    void refresh() {
        var reading = read();
        if (reading.took().compareTo(EXACT) < 0) {
            last = reading;
        }
    }

    /** The time, as exact as PostgreSQL keeps it, so that an answer says the same as what is read later. */
    @Override
    public Instant instant() {
        return last.now().truncatedTo(ChronoUnit.MICROS);
    }
}

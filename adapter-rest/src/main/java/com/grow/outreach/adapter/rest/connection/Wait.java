package com.grow.outreach.adapter.rest.connection;

import java.util.concurrent.atomic.AtomicLong;

/** The wait of one thread for a client. Other threads can end it. */
final class Wait {

    /** The deadline of a wait that has none, and that other threads can't end. */
    static final long NONE = Long.MAX_VALUE;

    private static final long ENDED = Long.MIN_VALUE;

    /** The deadline, in {@link System#nanoTime()}; {@link #NONE} without a wait. */
    private final AtomicLong deadline = new AtomicLong(NONE);

    private volatile long since;

    /**
     * Begins a wait.
     *
     * @param until the deadline, in {@link System#nanoTime()}
     */
    void begin(long until) {
        since = System.nanoTime();
        deadline.set(until);
    }

    /** Ends the wait. Returns whether another thread has ended it before. */
    boolean end() {
        return deadline.getAndSet(NONE) == ENDED;
    }

    // Methods for other threads.

    /** Returns when the current wait began, in {@link System#nanoTime()}. */
    long since() {
        return since;
    }

    boolean isActive() {
        return deadline.get() != NONE;
    }

    boolean hasLastedSince(long moment) {
        return isActive() && since - moment <= 0;
    }

    /** Ends the wait if its deadline has passed. Returns whether it has done so. */
    boolean endIfDue(long now) {
        long until = deadline.get();
        return until - now < 0 && endEarly(until);
    }

    /** Ends the wait before its deadline. Returns false if there is none. */
    boolean endEarly() {
        return endEarly(deadline.get());
    }

    private boolean endEarly(long until) {
        return until != NONE && until != ENDED && deadline.compareAndSet(until, ENDED);
    }
}

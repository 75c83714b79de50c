package com.grow.outreach.adapter.rest.connection;

/** The waits of the server for a client. Other threads can end them. */
interface Waits {

    /** Returns when the current wait for the client began, in {@link System#nanoTime()}. */
    long waitingSince();

    /** Returns whether the server has waited for the client at least since the given time. */
    boolean waitsSince(long moment);

    /** Returns whether the server waits for the client to receive a part of a response. */
    boolean isWriting();

    /** Ends the wait for the client if its deadline has passed. */
    void expireIfDue(long now);

    /**
     * Ends the wait for the client. The server can still send a response, unless it was waiting to write. Returns false
     * if there is no wait.
     */
    boolean expire();

    /** Ends the connection to the client if the server waits for it. Returns false if there is no wait. */
    boolean evict();

    /** Ends the connection to the client and discards unsent data. */
    void abort();
}

package com.grow.outreach.adapter.rest.connection;

import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/**
 * A channel for requests and responses in the format of HTTP/1.1: the socket of a client, or one stream of an HTTP/2
 * connection. One thread reads and writes.
 */
interface ClientChannel extends Waits, AutoCloseable {

    Peer local();

    Peer remote();

    /** Returns whether the connection uses TLS. */
    boolean isSecure();

    /** Returns whether the channel is for a single request. */
    boolean hasOneRequest();

    /** Returns whether the client has timed out. */
    boolean isExpired();

    /**
     * Receives the next bytes.
     *
     * @param until the deadline, in {@link System#nanoTime()}
     * @return false if the client has closed its side or has timed out
     * @throws ServerConnectionException if the client has gone away
     */
    boolean receive(ByteBuffer buffer, long until);

    /**
     * Sends at least one byte.
     *
     * @throws UncheckedIOException if the client has gone away or has timed out
     */
    void send(ByteBuffer buffer);

    /** Ends the responses. */
    void shutdownOutput() throws IOException;

    /** Receives and discards bytes until the client has closed its side or the deadline has passed. */
    void discard(long until) throws IOException;

    @Override
    void close() throws IOException;
}

package com.grow.outreach.adapter.rest.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Limits of the connections.
 *
 * @param connections how many connections can be open at once
 * @param perPeer how many connections one address can have open at once; 0 for no limit
 * @param perLoopbackPeer the same for a loopback address, which a reverse proxy on this machine has
 * @param patience how long to wait for clients
 */
public record ConnectionLimits(int connections, int perPeer, int perLoopbackPeer, Patience patience) {

    /** The limit of connections of one address unless another is set. */
    public static final int DEFAULT_PER_PEER = 256;

    /** More connections than this are of no use to the 1,024 requests and 1,024 event streams that are served at once. */
    private static final int USUAL_MOST = 8192;

    private static final int LEAST = 16;

    /** What a connection can need of the heap while it waits: its thread, its buffer, the headers of a request. */
    private static final long HEAP_PER_CONNECTION = 64 << 10;

    /** Descriptors that are kept for what is not open yet: database connections, webhooks, files, classes. */
    private static final long RESERVED_DESCRIPTORS = 64;

    /**
     * How long to wait for clients.
     *
     * @param headers the time from the first byte of a request to the end of its headers
     * @param body the time in which another {@value #BODY_PROGRESS} bytes of a body have to come, or its end
     * @param write the time in which a client has to take some of an answer
     * @param idle the time that a connection may stay open without a request
     * @param linger the time that is left to a client to read an answer after which the connection is closed
     * @param evictable how long a connection has to wait for its client before it can be closed to make room for another
     */
    public record Patience(
            Duration headers, Duration body, Duration write, Duration idle, Duration linger, Duration evictable) {

        /** How much of a body has to come in the time given for it. */
        public static final int BODY_PROGRESS = 30 << 10;

        /** The usual times; {@code idle} is longer than the 60 seconds of nginx, so that nginx closes first. */
        public static final Patience USUAL = new Patience(
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(75),
                Duration.ofSeconds(2),
                Duration.ofMillis(100));
    }

    /** Returns the limits that suit the memory and the file descriptors of this process. */
    public static ConnectionLimits ofThisProcess() {
        long memory = Runtime.getRuntime().maxMemory() / HEAP_PER_CONNECTION;
        int connections = (int) Math.max(LEAST, Math.min(USUAL_MOST, Math.min(memory, most())));
        return new ConnectionLimits(connections, DEFAULT_PER_PEER, 0, Patience.USUAL);
    }

    /** Returns how many connections the file descriptors of this process allow. */
    public static int most() {
        long free = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVED_DESCRIPTORS
                : Integer.MAX_VALUE;
        return (int) Math.clamp(free, LEAST, Integer.MAX_VALUE);
    }

    /** Returns these limits with another number of connections for each address, loopback ones included. */
    public ConnectionLimits withPerPeer(int limit) {
        return new ConnectionLimits(connections, limit, limit, patience);
    }

    /** Returns these limits with other times. */
    public ConnectionLimits withPatience(Patience other) {
        return new ConnectionLimits(connections, perPeer, perLoopbackPeer, other);
    }

    /** Returns these limits with another number of connections. */
    public ConnectionLimits withConnections(int limit) {
        return new ConnectionLimits(limit, perPeer, perLoopbackPeer, patience);
    }
}

package com.grow.outreach.adapter.rest.connection;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Set;

/**
 * The limits of the connections.
 *
 * @param connections the maximum number of open connections
 * @param perPeer the maximum number of open connections of one address; 0 for no limit
 * @param perLoopbackPeer the same for a loopback address, which a reverse proxy on this machine has
 * @param proxies the addresses of reverse proxies, which have no limit
 * @param patience the timeouts
 */
public record ConnectionLimits(
        int connections, int perPeer, int perLoopbackPeer, Set<Network> proxies, Patience patience) {

    /** The default limit of connections of one address. */
    public static final int DEFAULT_PER_PEER = 256;

    /**
     * The usual limit of connections. More are of no use, because the server handles 1,024 requests and 1,024 event
     * streams at once.
     */
    private static final int USUAL_MOST = 8192;

    private static final int LEAST = 16;

    /**
     * The heap that a waiting connection can need for its thread, its buffer and the headers of a request, in bytes.
     */
    private static final long HEAP_PER_CONNECTION = 64 << 10;

    /** The number of file descriptors reserved for database connections, webhooks, files and classes. */
    private static final long RESERVED_DESCRIPTORS = 64;

    /**
     * The timeouts of connections.
     *
     * @param headers the time from the first byte of a request to the end of its headers
     * @param body the time in which the next {@value #BODY_PROGRESS} bytes of a body, or its end, must arrive
     * @param write the time in which a client must receive part of a response
     * @param idle the time that a connection can stay open without a request
     * @param linger the time that a client has to read the last response before the connection is closed
     * @param evictable the time that a connection must have waited for its client before the server can close it to
     *     make room
     */
    public record Patience(
            Duration headers, Duration body, Duration write, Duration idle, Duration linger, Duration evictable) {

        /** The number of bytes of a body that must arrive within its timeout. */
        public static final int BODY_PROGRESS = 30 << 10;

        /**
         * The usual timeouts. The value of {@code idle} exceeds the 60 seconds of nginx, so that nginx closes first.
         */
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
        return new ConnectionLimits(connections, DEFAULT_PER_PEER, 0, Set.of(), Patience.USUAL);
    }

    /** Returns the number of connections that the file descriptors of this process allow. */
    public static int most() {
        long free = ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount() - unix.getOpenFileDescriptorCount() - RESERVED_DESCRIPTORS
                : Integer.MAX_VALUE;
        return (int) Math.clamp(free, LEAST, Integer.MAX_VALUE);
    }

    /** Returns a copy with another limit for each address, loopback addresses included. */
    public ConnectionLimits withPerPeer(int limit) {
        return new ConnectionLimits(connections, limit, limit, proxies, patience);
    }

    /** Returns a copy with other timeouts. */
    public ConnectionLimits withPatience(Patience other) {
        return new ConnectionLimits(connections, perPeer, perLoopbackPeer, proxies, other);
    }

    /** Returns a copy with another maximum number of connections. */
    public ConnectionLimits withConnections(int limit) {
        return new ConnectionLimits(limit, perPeer, perLoopbackPeer, proxies, patience);
    }

    /** Returns a copy with reverse proxies. */
    public ConnectionLimits withProxies(Set<Network> others) {
        return new ConnectionLimits(connections, perPeer, perLoopbackPeer, others, patience);
    }

    /** Returns the maximum number of open connections of an address; 0 for no limit. */
    int of(InetAddress peer) {
        if (proxies.stream().anyMatch(network -> network.contains(peer))) {
            return 0;
        }
        return peer.isLoopbackAddress() ? perLoopbackPeer : perPeer;
    }
}

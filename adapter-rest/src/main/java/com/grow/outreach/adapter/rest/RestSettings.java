package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import java.util.Set;

/**
 * How to serve the API.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any that is free
 * @param maxBodySize how many bytes the body of a request can have
 * @param corsOrigins whose pages may call the API from a browser, besides its own
 * @param publicHosts the names, with ports where they aren't the usual ones, that clients call this server by, besides
 *     {@code localhost} and the addresses that it listens on
 * @param limits the limits of the connections
 */
public record RestSettings(
        String host,
        int port,
        int maxBodySize,
        Set<Origin> corsOrigins,
        Set<Authority> publicHosts,
        ConnectionLimits limits) {

    /** The size limit of a body unless another is set: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_SIZE = 1 << 20;

    public RestSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        publicHosts = Set.copyOf(publicHosts);
    }

    /** Settings with the limits that suit this process. */
    public RestSettings(String host, int port, int maxBodySize, Set<Origin> corsOrigins, Set<Authority> publicHosts) {
        this(host, port, maxBodySize, corsOrigins, publicHosts, ConnectionLimits.ofThisProcess());
    }

    /** Settings that let no page of another origin call, and have no public host. */
    public RestSettings(String host, int port, int maxBodySize) {
        this(host, port, maxBodySize, Set.of(), Set.of());
    }

    /** Returns these settings with other limits. */
    public RestSettings withLimits(ConnectionLimits other) {
        return new RestSettings(host, port, maxBodySize, corsOrigins, publicHosts, other);
    }
}

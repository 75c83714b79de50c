package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.Network;
import com.grow.outreach.adapter.rest.connection.TlsCertificate;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the REST server.
 *
 * @param host the address to listen on
 * @param port the port to listen on; 0 for any free port
 * @param maxBodySize the maximum size of a request body, in bytes
 * @param corsOrigins the other origins whose pages may call the API from a browser
 * @param publicHosts the additional host names under which clients reach this server, with non-default ports; {@code
 *     localhost} and the listening addresses are always allowed
 * @param limits the limits of the connections
 * @param rateLimits the limits of the requests of one user
 * @param tls the certificate of the server; empty without TLS
 * @param trustedProxies the addresses of the proxies whose headers name the client of a request
 */
public record RestSettings(
        String host,
        int port,
        int maxBodySize,
        Set<Origin> corsOrigins,
        Set<Authority> publicHosts,
        ConnectionLimits limits,
        RateLimits rateLimits,
        Optional<TlsCertificate> tls,
        Set<Network> trustedProxies) {

    /** The default maximum size of a body: 1 MiB. */
    public static final int DEFAULT_MAX_BODY_SIZE = 1 << 20;

    public RestSettings {
        corsOrigins = Set.copyOf(corsOrigins);
        publicHosts = Set.copyOf(publicHosts);
        trustedProxies = Set.copyOf(trustedProxies);
    }

    /** Creates settings with connection limits that suit this process. */
    public RestSettings(String host, int port, int maxBodySize, Set<Origin> corsOrigins, Set<Authority> publicHosts) {
        this(
                host,
                port,
                maxBodySize,
                corsOrigins,
                publicHosts,
                ConnectionLimits.ofThisProcess(),
                RateLimits.USUAL,
                Optional.empty(),
                Set.of());
    }

    /** Creates settings without CORS origins and without public hosts. */
    public RestSettings(String host, int port, int maxBodySize) {
        this(host, port, maxBodySize, Set.of(), Set.of());
    }

    /** Returns a copy with other limits of the connections. */
    public RestSettings withLimits(ConnectionLimits other) {
        return new RestSettings(
                host, port, maxBodySize, corsOrigins, publicHosts, other, rateLimits, tls, trustedProxies);
    }

    /** Returns a copy with other limits of the requests of one user. */
    public RestSettings withRateLimits(RateLimits other) {
        return new RestSettings(host, port, maxBodySize, corsOrigins, publicHosts, limits, other, tls, trustedProxies);
    }

    /** Returns a copy with TLS. */
    public RestSettings withTls(TlsCertificate certificate) {
        return new RestSettings(
                host,
                port,
                maxBodySize,
                corsOrigins,
                publicHosts,
                limits,
                rateLimits,
                Optional.of(certificate),
                trustedProxies);
    }

    /** Returns a copy with trusted proxies. */
    public RestSettings withTrustedProxies(Set<Network> proxies) {
        return new RestSettings(host, port, maxBodySize, corsOrigins, publicHosts, limits, rateLimits, tls, proxies);
    }
}

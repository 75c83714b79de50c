package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.OutreachUseCases;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import java.time.Duration;

/** The HTTP server that answers the API. */
public final class RestServer implements AutoCloseable {

    /** How many requests are worked on at once; more are told to come back. */
    static final int MAX_CONCURRENT_REQUESTS = 1024;

    /** How long requests in flight may take to finish once the server stops. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

    private final WebServer server;

    private RestServer(WebServer server) {
        this.server = server;
    }

    /**
     * Starts to answer.
     *
     * @throws IllegalStateException if it can't listen there, since the port is in use or not ours to take
     */
    public static RestServer start(RestSettings settings, OutreachUseCases useCases) {
        var server = WebServer.builder()
                .host(settings.host())
                .port(settings.port())
                .shutdownHook(false)
                .shutdownGracePeriod(GRACE_PERIOD)
                .concurrencyLimit(
                        FixedLimit.builder().permits(MAX_CONCURRENT_REQUESTS).build())
                .maxPayloadSize(-1)
                .directHandlers(ErrorResponses.direct())
                // With one protocol alone there is nothing to recognise, so that even what is no HTTP gets an answer.
                .protocolsDiscoverServices(false)
                // Queries are validated by QueryParameters, which can say what is wrong with them.
                .addProtocol(Http1Config.builder().validatePrologue(false).build())
                .routing(routing(new OutreachRoutes(useCases, new RequestBody(settings.maxBodySize()))))
                .build();
        return new RestServer(server.start());
    }

    private static HttpRouting.Builder routing(OutreachRoutes outreaches) {
        var routing = HttpRouting.builder().register("/api/outreaches", outreaches);
        ErrorResponses.register(routing);
        return routing;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops to listen, lets the requests in flight finish, and returns when they have. */
    @Override
    public void close() {
        server.stop();
    }
}

package com.grow.outreach.adapter.rest;

import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.concurrent.Semaphore;

/**
 * Tells those to come back who come on top of the most that can be served at once. Who follows events stays for long and
 * does little, and is counted apart, so that many of them keep nobody from being answered.
 */
final class Admission implements Filter {

    /** How many requests are worked on at once. */
    static final int MAX_REQUESTS = 1024;

    /** How many can follow events at once. */
    static final int MAX_STREAMS = 1024;

    /** What they are told. */
    static final Problem BUSY =
            new Problem(Status.SERVICE_UNAVAILABLE_503, "The server is busy right now; try again in a moment.");

    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        boolean follows = request.prologue().uriPath().rawPath().equals(EventRoutes.PATH);
        var permits = follows ? streams : requests;
        if (!permits.tryAcquire()) {
            throw new ProblemException(BUSY);
        }
        try {
            chain.proceed();
        } finally {
            permits.release();
        }
    }
}

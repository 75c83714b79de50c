package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.connection.CurrentConnection;
import com.grow.outreach.adapter.rest.connection.MemoryBudget;
import com.grow.outreach.adapter.rest.event.EventRoutes;
import com.grow.outreach.adapter.rest.imports.ImportRoutes;
import com.grow.outreach.adapter.rest.outreach.OutreachFiles;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.RequestBody;
import io.helidon.http.Method;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A filter that limits the number of concurrent requests and rejects requests beyond the limit with 503. A request
 * counts from the end of its body until the first byte of its response, so slow clients do not block others. Event
 * streams and exports have no time limit and therefore have limits of their own. {@link ImportRoutes} limits uploads.
 */
final class Admission implements Filter {

    /** The maximum number of concurrent requests. */
    static final int MAX_REQUESTS = ofHeap(1024);

    /** The maximum number of concurrent event streams. */
    static final int MAX_STREAMS = ofHeap(1024);

    /** The maximum number of concurrent exports. */
    static final int MAX_EXPORTS = ofHeap(256);

    private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** The memory needed to parse and process a body, in bytes per byte of the body. */
    private static final int WORK_PER_BYTE = 8;

    /** The time that a request waits for other requests to release memory. */
    private static final long PATIENCE_MILLIS = 10_000;

    private final RequestBody body;
    private final Semaphore requests = new Semaphore(MAX_REQUESTS);
    private final Semaphore streams = new Semaphore(MAX_STREAMS);
    private final Semaphore exports = new Semaphore(MAX_EXPORTS);
    private final MemoryBudget work = MemoryBudget.ofHeap(4);

    Admission(RequestBody body) {
        this.body = body;
    }

    /** A permit that counts as released once, even if it is released twice. */
    private record Permit(Semaphore permits, AtomicBoolean held) {

        void release() {
            if (held.getAndSet(false)) {
                permits.release();
            }
        }
    }

    /** Returns the limit, scaled down if the maximum heap is smaller than 256 MiB. */
    private static int ofHeap(int limit) {
        return (int) Math.min(limit, Math.max(1, Runtime.getRuntime().maxMemory() * limit >> 28));
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var path = request.prologue().uriPath().rawPath();
        try {
            int needed = work.units((long) WORK_PER_BYTE * receive(path, request));
            if (!work.take(needed, PATIENCE_MILLIS)) {
                throw ProblemException.busy();
            }
            try {
                admit(path, chain);
            } finally {
                work.giveBack(needed);
            }
        } finally {
            CurrentConnection.giveBackMemory();
        }
    }

    /** Receives the body, unless the route reads it in parts. Returns its size in bytes. */
    private int receive(String path, RoutingRequest request) {
        Method method = request.prologue().method();
        return METHODS_WITH_BODY.contains(method.text()) && !ImportRoutes.receives(path) ? body.receive(request) : 0;
    }

    private void admit(String path, FilterChain chain) {
        var permits = switch (path) {
            case EventRoutes.PATH -> streams;
            case OutreachFiles.CSV_PATH, OutreachFiles.NDJSON_PATH -> exports;
            default -> requests;
        };
        if (!permits.tryAcquire()) {
            throw ProblemException.busy();
        }
        var permit = new Permit(permits, new AtomicBoolean(true));
        try {
            if (permits == requests) {
                CurrentConnection.whenResponseBegins(permit::release);
            }
            chain.proceed();
        } finally {
            permit.release();
        }
    }
}

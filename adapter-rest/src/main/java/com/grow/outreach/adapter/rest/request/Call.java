package com.grow.outreach.adapter.rest.request;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Role;
import io.helidon.http.Status;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.ServerRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The caller of a request and the use cases bound to this caller. They see and change only what the caller's scope
 * includes.
 *
 * @param caller the caller
 * @param useCases the caller's use cases
 * @param again authenticates the request again; empty if its credentials have become invalid
 */
public record Call(Caller caller, UseCases useCases, Supplier<Optional<Caller>> again) {

    /** Returns the call that belongs to a request. */
    public static Call of(ServerRequest request) {
        return request.context()
                .get(Call.class)
                .orElseThrow(() -> new IllegalStateException("The request has no authenticated caller"));
    }

    /** Returns the caller of a request, or an anonymous one if the request has no credentials. */
    public static Caller callerOf(ServerRequest request) {
        return request.context()
                .get(Call.class)
                .map(Call::caller)
                .orElseGet(() -> Caller.ANONYMOUS.in(
                        request.context().get(Caller.Origin.class).orElse(Caller.Origin.UNKNOWN)));
    }

    /**
     * Checks that a request has a caller with a permission.
     *
     * @throws ProblemException 401 without a caller, 403 if the caller lacks the permission
     */
    public static void require(ServerRequest request, Permission permission) {
        var call = request.context().get(Call.class).orElseThrow(Call::unauthenticated);
        if (!call.caller().may(permission)) {
            call.useCases().access().audit().refused(permission);
            throw new ProblemException(new Problem(
                    Status.FORBIDDEN_403,
                    "The role %s does not have the permission %s, which this operation requires; the roles with it are: %s."
                            .formatted(
                                    call.caller().role().value(),
                                    permission.value(),
                                    Arrays.stream(Role.values())
                                            .filter(permission::isGrantedTo)
                                            .map(Role::value)
                                            .collect(joining(", ")))));
        }
    }

    private static ProblemException unauthenticated() {
        return new ProblemException(new Problem(
                Status.UNAUTHORIZED_401,
                "This request has no credentials. Sign in, or send an API token as: Authorization: Bearer grow_…"));
    }

    /** Attaches this call to a request. */
    public void attachTo(RoutingRequest request) {
        request.context().register(this);
    }
}

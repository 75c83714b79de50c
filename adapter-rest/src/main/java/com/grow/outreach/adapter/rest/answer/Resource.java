package com.grow.outreach.adapter.rest.answer;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.domain.access.Permission;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A handler for all methods of one path. It answers HEAD as GET without the content, OPTIONS with the allowed methods,
 * and other methods with 405. Each operation names the permission that its callers need.
 *
 * <p>API documentation: the security of each operation.
 */
public final class Resource implements Handler {

    /**
     * An operation.
     *
     * @param permission the permission that its callers need, or null if everybody can call it without authentication
     * @param handler performs it
     */
    private record Operation(@Nullable Permission permission, Handler handler) implements Handler {

        @Override
        public void handle(ServerRequest request, ServerResponse response) throws Exception {
            if (permission != null) {
                Call.require(request, permission);
            }
            handler.handle(request, response);
        }
    }

    private final Map<Method, Operation> operations;
    private final Map<Method, Handler> handlers;
    private final String allow;

    private Resource(Map<Method, Operation> operations) {
        this.operations = operations;
        this.handlers = new LinkedHashMap<>(operations);
        if (operations.containsKey(Method.GET)) {
            this.handlers.put(Method.HEAD, operations.get(Method.GET));
        }
        this.handlers.put(
                Method.OPTIONS,
                (request, response) -> response.status(Status.NO_CONTENT_204)
                        .header(HeaderNames.ALLOW, allow())
                        .send());
        this.allow = Stream.of(
                        Method.GET, Method.HEAD, Method.POST, Method.PUT, Method.PATCH, Method.DELETE, Method.OPTIONS)
                .filter(this.handlers::containsKey)
                .map(Method::text)
                .collect(joining(", "));
    }

    /** Returns a resource that everybody can read, without authentication. */
    public static Resource open(Handler read) {
        return new Resource(Map.of(Method.GET, new Operation(null, read)));
    }

    /** Returns a resource with an operation that everybody can call, without authentication. */
    public static Resource open(Method method, Handler handler) {
        return new Resource(Map.of(method, new Operation(null, handler)));
    }

    /** Returns a resource with the operation GET. */
    public static Resource get(Permission permission, Handler handler) {
        return new Resource(Map.of()).with(Method.GET, permission, handler);
    }

    /** Returns a resource with the operation POST. */
    public static Resource post(Permission permission, Handler handler) {
        return new Resource(Map.of()).with(Method.POST, permission, handler);
    }

    /** Returns a resource with the operation PATCH. */
    public static Resource patch(Permission permission, Handler handler) {
        return new Resource(Map.of()).with(Method.PATCH, permission, handler);
    }

    /** Returns a resource with the operation DELETE. */
    public static Resource delete(Permission permission, Handler handler) {
        return new Resource(Map.of()).with(Method.DELETE, permission, handler);
    }

    /** Returns this resource with the operation POST. */
    public Resource andPost(Permission permission, Handler handler) {
        return with(Method.POST, permission, handler);
    }

    /** Returns this resource with the operation PATCH. */
    public Resource andPatch(Permission permission, Handler handler) {
        return with(Method.PATCH, permission, handler);
    }

    /** Returns this resource with the operation DELETE. */
    public Resource andDelete(Permission permission, Handler handler) {
        return with(Method.DELETE, permission, handler);
    }

    /** Returns this resource with an operation that everybody can call, without authentication. */
    public Resource andOpen(Method method, Handler handler) {
        return with(method, null, handler);
    }

    private Resource with(Method method, @Nullable Permission permission, Handler handler) {
        var more = new LinkedHashMap<>(operations);
        more.put(method, new Operation(permission, handler));
        return new Resource(more);
    }

    /** Returns the permission that each operation with one requires. */
    public Map<Method, Permission> permissions() {
        var permissions = new LinkedHashMap<Method, Permission>();
        operations.forEach((method, operation) -> {
            if (operation.permission() != null) {
                permissions.put(method, operation.permission());
            }
        });
        return permissions;
    }

    /** Returns the allowed methods, separated by commas. */
    public String allow() {
        return allow;
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) throws Exception {
        var method = request.prologue().method();
        var handler = handlers.get(method);
        if (handler == null) {
            response.header(HeaderNames.ALLOW, allow);
            Responses.problem(
                    request,
                    response,
                    new Problem(
                            Status.METHOD_NOT_ALLOWED_405,
                            "This path does not support %s; allowed: %s.".formatted(method.text(), allow)));
        } else {
            handler.handle(request, response);
        }
    }
}

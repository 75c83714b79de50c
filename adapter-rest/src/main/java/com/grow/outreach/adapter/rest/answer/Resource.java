package com.grow.outreach.adapter.rest.answer;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.problem.Problem;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A handler for all methods of one path. It answers HEAD as GET without the content, OPTIONS with the allowed methods,
 * and other methods with 405.
 */
public final class Resource implements Handler {

    private final Map<Method, Handler> handlers;
    private final String allow;

    private Resource(Map<Method, Handler> handlers) {
        this.handlers = new LinkedHashMap<>(handlers);
        if (handlers.containsKey(Method.GET)) {
            this.handlers.put(Method.HEAD, handlers.get(Method.GET));
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

    public static Resource of(Method method, Handler handler) {
        return new Resource(Map.of(method, handler));
    }

    public static Resource of(Method method, Handler handler, Method otherMethod, Handler otherHandler) {
        return new Resource(Map.of(method, handler, otherMethod, otherHandler));
    }

    @SuppressWarnings("TooManyParameters")
    public static Resource of(
            Method method,
            Handler handler,
            Method otherMethod,
            Handler otherHandler,
            Method thirdMethod,
            Handler thirdHandler) {
        return new Resource(Map.of(method, handler, otherMethod, otherHandler, thirdMethod, thirdHandler));
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

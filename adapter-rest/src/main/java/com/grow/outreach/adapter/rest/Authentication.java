package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.access.Devices;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.RequestIds;
import com.grow.outreach.adapter.rest.request.SessionCookie;
import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.access.Credential;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A filter that finds the caller of each request (RFC 9110, 11 and RFC 6750). It rejects invalid credentials. A request
 * without credentials goes on without a caller, because some resources are open; {@link
 * com.grow.outreach.adapter.rest.answer.Resource} rejects it everywhere else.
 *
 * @param callers the callers and their use cases
 */
record Authentication(Callers callers) implements Filter {

    private static final Pattern BEARER = Pattern.compile("(?i:Bearer) +(?<token>[A-Za-z0-9._~+/-]+=*)");

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var origin = Causes.origin(request.headers());
        response.header(RequestIds.HEADER, Objects.requireNonNull(origin.requestId()));
        request.context().register(origin);
        callers.anonymous()
                .or(() -> authenticated(request, origin))
                .map(caller -> caller.in(origin))
                .ifPresent(
                        caller -> new Call(caller, callers.useCases(caller), () -> again(request)).attachTo(request));
        chain.proceed();
    }

    private Optional<Caller> again(RoutingRequest request) {
        return callers.anonymous()
                .or(() -> token(request).or(() -> session(request)).flatMap(callers::authenticate));
    }

    private Optional<Caller> authenticated(RoutingRequest request, Origin origin) {
        return token(request)
                .map(credential ->
                        callers.authenticate(credential).orElseThrow(() -> refused(credential, request, origin)))
                // A browser keeps the cookie of a session that has ended. Its requests have no credentials.
                .or(() -> session(request).flatMap(callers::authenticate));
    }

    private ProblemException refused(Credential credential, RoutingRequest request, Origin origin) {
        callers.refused(credential, Devices.of(request).network(), origin);
        return unauthenticated(
                "The token is not valid. It is unknown, expired or revoked, or its account is disabled.");
    }

    private static Optional<Credential> session(RoutingRequest request) {
        return SessionCookie.of(request.headers()).map(Credential.OfSession::new);
    }

    private static Optional<Credential> token(RoutingRequest request) {
        if (!request.headers().contains(HeaderNames.AUTHORIZATION)) {
            return Optional.empty();
        }
        List<String> given = request.headers().get(HeaderNames.AUTHORIZATION).allValues();
        var bearer = BEARER.matcher(given.getFirst());
        if (given.size() > 1 || !bearer.matches()) {
            throw unauthenticated("The Authorization header is not one value of the form: Bearer grow_pat_…");
        }
        var token = bearer.group("token");
        return Optional.of(
                token.startsWith(ApiToken.PREFIX) ? new Credential.Token(token) : new Credential.AccessToken(token));
    }

    private static ProblemException unauthenticated(String detail) {
        return new ProblemException(new Problem(Status.UNAUTHORIZED_401, detail));
    }
}

package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.access.AuditRoutes;
import com.grow.outreach.adapter.rest.access.MemberRoutes;
import com.grow.outreach.adapter.rest.access.ProviderRoutes;
import com.grow.outreach.adapter.rest.access.SessionRoutes;
import com.grow.outreach.adapter.rest.access.TokenRoutes;
import com.grow.outreach.adapter.rest.connection.HttpListener;
import com.grow.outreach.adapter.rest.connection.HttpProtocol;
import com.grow.outreach.adapter.rest.directory.CompanyRoutes;
import com.grow.outreach.adapter.rest.directory.DuplicateRoutes;
import com.grow.outreach.adapter.rest.directory.NamedRoutes;
import com.grow.outreach.adapter.rest.directory.PeopleRoutes;
import com.grow.outreach.adapter.rest.directory.PersonJson;
import com.grow.outreach.adapter.rest.event.EventRoutes;
import com.grow.outreach.adapter.rest.event.WebhookRoutes;
import com.grow.outreach.adapter.rest.imports.ImportRoutes;
import com.grow.outreach.adapter.rest.outreach.BatchRoutes;
import com.grow.outreach.adapter.rest.outreach.InsightRoutes;
import com.grow.outreach.adapter.rest.outreach.JobRoutes;
import com.grow.outreach.adapter.rest.outreach.OutreachFiles;
import com.grow.outreach.adapter.rest.outreach.OutreachRoutes;
import com.grow.outreach.adapter.rest.outreach.ViewRoutes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.adapter.rest.web.DocumentationRoutes;
import com.grow.outreach.adapter.rest.web.WebAppRoutes;
import com.grow.outreach.application.port.in.Callers;
import com.grow.outreach.application.port.in.access.SignInUseCases;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.common.uri.UriPath;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The HTTP server of the API. */
public final class RestServer implements AutoCloseable {

    /** The maximum size of the headers of a request, in bytes. */
    static final int MAX_HEADERS_SIZE = 16 << 10;

    /** The time that running requests have to finish when the server stops. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

    /** Matches path parameters, encoded slashes and semicolons, empty segments, dot segments, and a trailing slash. */
    private static final Pattern OTHER_SPELLING =
            Pattern.compile(";|%2f|%3b|//|/\\.{1,2}(/|$)|.+/$", Pattern.CASE_INSENSITIVE);

    private static final Pattern ABSOLUTE_TARGET =
            Pattern.compile("https?://[^/]+(?<path>(?:/.*)?)", Pattern.CASE_INSENSITIVE);

    private final HttpListener listener;

    private RestServer(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Starts the server.
     *
     * @param callers the callers of the API
     * @param signIn returns the use cases with which people sign in, for a caller
     * @param formats the formats of contact data
     * @throws java.io.UncheckedIOException if the server can't listen on the address, for example because the port is
     *     in use or not permitted
     */
    public static RestServer start(
            RestSettings settings,
            Callers callers,
            FollowEvents events,
            ImportUploads imports,
            Function<Caller, SignInUseCases> signIn,
            ContactFormats formats) {
        var body = new RequestBody(settings.maxBodySize());
        var router = Router.builder()
                .addRouting(routing(
                        List.of(
                                new ProxyHeaders(settings.trustedProxies()),
                                new ForeignRequests(settings),
                                RestServer::readAbsoluteTarget,
                                new CrossOrigin(settings.corsOrigins()),
                                new Authentication(callers),
                                new RateLimiter(settings.rateLimits()),
                                new Admission(body),
                                RestServer::requirePlainPath),
                        new EventRoutes(events),
                        imports,
                        signIn,
                        body,
                        formats))
                .build();
        // QueryParameters validates queries because it reports more precise errors.
        var http = Http1Config.builder().validatePrologue(false).maxHeadersSize(MAX_HEADERS_SIZE);
        // ErrorResponses replaces Helidon's error messages.
        var config = ListenerConfig.builder()
                .protocolsDiscoverServices(false)
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .buildPrototype();
        return new RestServer(HttpListener.start(
                new InetSocketAddress(settings.host(), settings.port()),
                settings.limits().withProxies(settings.trustedProxies()),
                new HttpProtocol(
                        router,
                        http,
                        new AnswerHeaders(),
                        ErrorResponses.direct(),
                        config,
                        ErrorResponses.refusal(Problem.BUSY),
                        settings.tls()
                                .map(certificate ->
                                        new HttpProtocol.Tls(certificate, ErrorResponses.refusal(Problem.PLAIN_HTTP)))
                                .orElse(null))));
    }

    private static HttpRouting.Builder routing(
            List<Filter> filters,
            EventRoutes events,
            ImportUploads imports,
            Function<Caller, SignInUseCases> signIn,
            RequestBody body,
            ContactFormats formats) {
        var routing = HttpRouting.builder();
        filters.forEach(routing::addFilter);
        routes(routing, events, imports, signIn, body, formats);
        new WebAppRoutes().fallback(routing);
        ErrorResponses.register(routing);
        return routing;
    }

    /** Registers all routes. */
    static void routes(
            HttpRules rules,
            EventRoutes events,
            ImportUploads imports,
            Function<Caller, SignInUseCases> signIn,
            RequestBody body,
            ContactFormats formats) {
        var person = new PersonJson(formats);
        rules.register("/api/outreaches", new BatchRoutes(body))
                .register("/api/outreaches", new OutreachRoutes(body, formats))
                .register("/api/views", new ViewRoutes(body))
                .register("/api/insights", new InsightRoutes())
                .register("/api/jobs", new JobRoutes(body))
                .register("/api/companies", new CompanyRoutes(body, formats))
                .register("/api/people", new PeopleRoutes(body, formats))
                .register("/api/duplicates", new DuplicateRoutes(body, person, JobRoutes::accepted))
                .register("/api/sequences", NamedRoutes.sequences(body))
                .register("/api/users", NamedRoutes.users(body, formats))
                .register("/api/webhooks", new WebhookRoutes(body))
                .register(EventRoutes.PATH, events)
                .register(ImportRoutes.PATH, new ImportRoutes(imports, body))
                .register("/api/teams", NamedRoutes.teams(body))
                .register("/api/tokens", new TokenRoutes(body))
                .register("/api/audit", new AuditRoutes())
                .register(
                        "/api",
                        new ProviderRoutes(signIn),
                        new SessionRoutes(signIn, body),
                        new MemberRoutes(signIn, body, formats))
                .register("/api", new OutreachFiles(), new DocumentationRoutes())
                .register(new WebAppRoutes());
    }

    /** Replaces a target in absolute form, which clients send to a proxy, by its path (RFC 9112, 3.2.2). */
    private static void readAbsoluteTarget(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var prologue = request.prologue();
        var target = ABSOLUTE_TARGET.matcher(prologue.uriPath().rawPath());
        if (target.matches()) {
            var path = target.group("path");
            request.prologue(prologue.withUriPath(UriPath.create(path.isEmpty() ? "/" : path)));
        }
        chain.proceed();
    }

    /**
     * Rejects alternative spellings of a path. Helidon would treat them as the same path, while a proxy in front would
     * not.
     */
    private static void requirePlainPath(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var path = request.prologue().uriPath().rawPath();
        if (OTHER_SPELLING.matcher(path).find()) {
            throw new ProblemException(Problem.nothingAt(path));
        }
        chain.proceed();
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return listener.port();
    }

    /**
     * Returns a future that completes when the server no longer accepts connections. It completes exceptionally if the
     * reason is a failure and not {@link #close}.
     */
    public CompletableFuture<Void> ended() {
        return listener.ended();
    }

    /**
     * Stops accepting connections, and returns when all requests that have arrived have a response. Aborts requests
     * that are still running after the grace period.
     */
    @Override
    public void close() {
        listener.stop(GRACE_PERIOD);
    }
}

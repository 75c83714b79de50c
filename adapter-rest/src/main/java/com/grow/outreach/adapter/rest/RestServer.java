package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.connection.HttpListener;
import com.grow.outreach.adapter.rest.directory.CompanyRoutes;
import com.grow.outreach.adapter.rest.directory.PeopleRoutes;
import com.grow.outreach.adapter.rest.directory.SequenceRoutes;
import com.grow.outreach.adapter.rest.directory.UserRoutes;
import com.grow.outreach.adapter.rest.event.EventRoutes;
import com.grow.outreach.adapter.rest.event.WebhookRoutes;
import com.grow.outreach.adapter.rest.imports.ImportRoutes;
import com.grow.outreach.adapter.rest.outreach.BatchRoutes;
import com.grow.outreach.adapter.rest.outreach.JobRoutes;
import com.grow.outreach.adapter.rest.outreach.OutreachFiles;
import com.grow.outreach.adapter.rest.outreach.OutreachRoutes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.adapter.rest.web.DocumentationRoutes;
import com.grow.outreach.adapter.rest.web.WebAppRoutes;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.in.imports.ImportUploads;
import io.helidon.common.uri.UriPath;
import io.helidon.webserver.ErrorHandling;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http1.Http1Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** The HTTP server that answers the API. */
public final class RestServer implements AutoCloseable {

    /** How many bytes the headers of a request can have. */
    static final int MAX_HEADERS_SIZE = 16 << 10;

    /** How long requests in flight may take to finish once the server stops. */
    private static final Duration GRACE_PERIOD = Duration.ofSeconds(10);

    /** Parameters in a path, an encoded slash, an empty segment, one of dots alone, a slash at the end. */
    private static final Pattern OTHER_SPELLING =
            Pattern.compile(";|%2f|%3b|//|/\\.{1,2}(/|$)|.+/$", Pattern.CASE_INSENSITIVE);

    private static final Pattern ABSOLUTE_TARGET =
            Pattern.compile("https?://[^/]+(?<path>(?:/.*)?)", Pattern.CASE_INSENSITIVE);

    private final HttpListener listener;

    private RestServer(HttpListener listener) {
        this.listener = listener;
    }

    /**
     * Starts to answer.
     *
     * @throws java.io.UncheckedIOException if it can't listen there, since the port is in use or not ours to take
     */
    public static RestServer start(
            RestSettings settings, UseCases useCases, FollowEvents events, ImportUploads imports) {
        var body = new RequestBody(settings.maxBodySize());
        var router = Router.builder()
                .addRouting(routing(
                        new ForeignRequests(settings),
                        new CrossOrigin(settings.corsOrigins()),
                        useCases,
                        new EventRoutes(events),
                        imports,
                        body))
                .build();
        // Queries are validated by QueryParameters, which can say what is wrong with them.
        var http = Http1Config.builder().validatePrologue(false).maxHeadersSize(MAX_HEADERS_SIZE);
        // What was wrong, which ErrorResponses turns into words of ours.
        var config = ListenerConfig.builder()
                .protocolsDiscoverServices(false)
                .errorHandling(ErrorHandling.builder().includeEntity(true).build())
                .buildPrototype();
        return new RestServer(HttpListener.start(
                new InetSocketAddress(settings.host(), settings.port()),
                settings.limits(),
                new HttpListener.Protocol(
                        router,
                        http,
                        new AnswerHeaders(),
                        ErrorResponses.direct(),
                        config,
                        ErrorResponses.refusal(Problem.BUSY))));
    }

    private static HttpRouting.Builder routing(
            ForeignRequests foreignRequests,
            CrossOrigin crossOrigin,
            UseCases useCases,
            EventRoutes events,
            ImportUploads imports,
            RequestBody body) {
        var routing = HttpRouting.builder()
                .addFilter(foreignRequests)
                .addFilter(RestServer::readAbsoluteTarget)
                .addFilter(crossOrigin)
                .addFilter(new Admission(body))
                .addFilter(RestServer::requirePlainPath);
        routes(routing, useCases, events, imports, body);
        ErrorResponses.register(routing);
        return routing;
    }

    /** Every path that it answers. */
    static void routes(
            HttpRules rules, UseCases useCases, EventRoutes events, ImportUploads imports, RequestBody body) {
        var writes = new Writes(useCases);
        rules.register("/api/outreaches", new BatchRoutes(writes, body))
                .register("/api/outreaches", new OutreachRoutes(useCases.outreaches(), writes, body))
                .register("/api/jobs", new JobRoutes(useCases.outreaches(), writes, body))
                .register("/api/companies", new CompanyRoutes(useCases, writes, body))
                .register("/api/people", new PeopleRoutes(useCases, writes, body))
                .register("/api/sequences", new SequenceRoutes(useCases, writes, body))
                .register("/api/users", new UserRoutes(useCases, writes, body))
                .register("/api/webhooks", new WebhookRoutes(useCases.webhooks(), writes, body))
                .register(EventRoutes.PATH, events)
                .register(ImportRoutes.PATH, new ImportRoutes(imports, writes, body))
                .register("/api", new OutreachFiles(useCases.outreaches().walk()), new DocumentationRoutes())
                .register(new WebAppRoutes());
    }

    /** A target in absolute form, as it is sent to a proxy, asks for the same as its path alone (RFC 9112, 3.2.2). */
    private static void readAbsoluteTarget(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var prologue = request.prologue();
        var target = ABSOLUTE_TARGET.matcher(prologue.uriPath().rawPath());
        if (target.matches()) {
            var path = target.group("path");
            request.prologue(prologue.withUriPath(UriPath.create(path.isEmpty() ? "/" : path)));
        }
        chain.proceed();
    }

    /** Refuses other spellings of a path, which Helidon would take for the same one while a proxy in front does not. */
    private static void requirePlainPath(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        var path = request.prologue().uriPath().rawPath();
        if (OTHER_SPELLING.matcher(path).find()) {
            throw new ProblemException(Problem.nothingAt(path));
        }
        chain.proceed();
    }

    /** The port it listens on. */
    public int port() {
        return listener.port();
    }

    /** Completes when connections are not accepted any more; exceptionally if that is not because it was closed. */
    public CompletableFuture<Void> ended() {
        return listener.ended();
    }

    /** Stops accepting connections, and returns when the requests that have arrived are answered. */
    @Override
    public void close() {
        listener.stop(GRACE_PERIOD);
    }
}

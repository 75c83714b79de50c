package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import com.grow.outreach.adapter.rest.event.EventRoutes;
import com.grow.outreach.application.imports.ImportLimits;
import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.in.event.FollowEvents;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.port.out.file.FreeSpace;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.access.Caller;
import io.helidon.webserver.WebServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** API documentation: {@code GET /api/events}. */
@Timeout(60)
class EventsTest {

    private static final String FOLLOW = "GET /api/events HTTP/1.1\nHost: localhost\n\n";

    @AutoClose
    private final Api api = Api.over(Api.book());

    /** A stream of events that a test reads. */
    private record Following(HttpResponse<Stream<String>> response, Iterator<String> lines) {

        static Following of(HttpClient client, HttpRequest request) throws Exception {
            var response = client.send(request, BodyHandlers.ofLines());
            return new Following(response, response.body().iterator());
        }

        /** Returns the lines up to the next blank one. */
        String next() {
            var block = new StringBuilder();
            for (var line = lines.next(); !line.isEmpty(); line = lines.next()) {
                block.append(line).append('\n');
            }
            return block.toString();
        }
    }

    private Following follow(String query, String... headers) throws Exception {
        var request = api.request("/api/events" + query);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return Following.of(api.client(), request.build());
    }

    private void move(String... ids) {
        for (var id : ids) {
            assertThat(api.send("PATCH", "/api/outreaches/%s/start_enrichment".formatted(id))
                            .status())
                    .isEqualTo(200);
        }
    }

    private static String moved(int position, String id, String from) {
        return """
                id: %d
                event: outreach.transitioned
                data: {"type":"outreach.transitioned","outreach_id":"%s","from":"%s","to":"enrichment","at":"2026-03-02T09:00:00Z","actor":null,"id":"%s"}
                """.formatted(position, id, from, id);
    }

    @Test
    void a_stream_begins_with_the_next_event() throws Exception {
        move("out_ready");
        var early = follow("?last_event_id=0");
        early.next();
        assertThat(early.next()).isEqualTo(moved(1, "out_ready", "ready"));

        var following = follow("");
        assertThat(following.next()).isEqualTo("retry: 1000\nid: 1\n");
        move("out_new");
        api.patch("/api/outreaches/out_phone", Body.json("{\"sequence_id\":null}"));

        assertThat(following.next()).isEqualTo(moved(2, "out_new", "new"));
        assertThat(following.next()).startsWith("""
                        id: 3
                        event: outreach.assigned
                        data: {"type":"outreach.assigned","outreach_id":"out_phone","from":"seq_1","to":null,"at":\
                        """);
        assertThat(following.response().statusCode()).isEqualTo(200);
        assertThat(following.response().headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(following.response().headers().firstValue("Cache-Control")).contains("no-store");
    }

    @Test
    void every_event_names_its_actor() throws Exception {
        var actor = new String[] {"Grow-Actor", "maya"};
        var opened = "{\"id\":\"out_opened\",\"channel\":\"email\",\"person_id\":\"per_1\",\"allow_second\":true}";
        api.send("POST", "/api/outreaches", Body.json(opened), actor);
        var several = "{\"outreach_ids\":[\"out_opened\"],\"sequence_id\":\"seq_1\"}";
        api.send("PATCH", "/api/outreaches/batch_assign", Body.json(several), actor);
        api.send("PATCH", "/api/outreaches/out_opened", Body.json("{\"sequence_id\":null}"), actor);
        api.send("DELETE", "/api/outreaches/out_opened", Body.NONE, actor);

        var following = follow("?last_event_id=0");
        following.next();
        for (var type : new String[] {"created", "assigned", "assigned", "deleted"}) {
            assertThat(following.next())
                    .contains("outreach." + type)
                    .endsWith("\"actor\":\"maya\",\"id\":\"out_opened\"}\n");
        }
    }

    @Test
    void a_reconnecting_client_resumes_after_its_last_event() throws Exception {
        move("out_new", "out_ready", "out_waiting");
        var first = follow("?last_event_id=0");
        for (var block = first.next(); !block.startsWith("id: 3"); ) {
            block = first.next();
        }
        for (var following : new Following[] {
            follow("", "Last-Event-ID", "1"),
            follow("?last_event_id=1"),
            follow("?last_event_id=3", "Last-Event-ID", "1"),
            follow("?lastEventId=1"),
            follow("?last_event_id=3&lastEventId=1"),
            follow("?last_event_id=1&lastEventId="),
            follow("?lastEventId=3", "Last-Event-ID", "1"),
            follow("?last_event_id=1", "Last-Event-ID", "", "Accept-Encoding", "gzip")
        }) {
            assertThat(following.next()).isEqualTo("retry: 1000\nid: 1\n");
            assertThat(following.next()).isEqualTo(moved(2, "out_ready", "ready"));
            assertThat(following.next()).isEqualTo(moved(3, "out_waiting", "waiting"));
        }
    }

    @Test
    void an_unknown_position_gets_a_reset() throws Exception {
        var following = follow("", "Last-Event-ID", "7");
        following.next();

        assertThat(following.next()).isEqualTo("id: 0\nevent: reset\ndata: {\"type\":\"reset\"}\n");

        move("out_new");
        assertThat(following.next()).isEqualTo(moved(1, "out_new", "new"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "one", "1.0", "0x1", "1234567890123456789"})
    void rejects_a_malformed_event_id(String id) {
        var header = api.send("GET", "/api/events", Body.NONE, "Last-Event-ID", id);
        assertThat(header.isProblem(400).json().at("/errors/0/name").asText()).isEqualTo("Last-Event-ID");
        var query = api.get("/api/events?last_event_id=" + id);
        assertThat(query.isProblem(400).json().at("/errors/0/name").asText()).isEqualTo("last_event_id");
    }

    @Test
    void head_is_answered_immediately() {
        var head = api.send("HEAD", "/api/events");

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Type")).isEqualTo("text/event-stream");
        assertThat(head.body()).isEmpty();
    }

    @Test
    void all_clients_receive_the_same_events() throws Exception {
        var first = follow("");
        var second = follow("");
        first.next();
        second.next();

        move("out_new", "out_ready", "out_waiting");

        for (int i = 0; i < 3; i++) {
            assertThat(second.next()).isEqualTo(first.next());
        }
    }

    @Test
    void streams_do_not_block_requests_and_have_their_own_limit() {
        var following =
                Stream.generate(api::connect).limit(Admission.MAX_STREAMS).toList();
        following.forEach(connection -> connection.send(FOLLOW));
        following.forEach(connection -> assertThat(connection.answer().status()).isEqualTo(200));

        assertThat(api.get("/api/outreaches").status()).isEqualTo(200);
        var refused = api.get("/api/events").isProblem(503);
        assertThat(refused.header("Retry-After")).matches("[1-9][0-9]*");
        following.forEach(RawConnection::close);
    }

    @Test
    void a_stream_ends_when_grow_stops() throws Exception {
        var following = follow("");
        following.next();

        api.feed().close();

        assertThat(following.lines().hasNext()).isFalse();
    }

    private static final EventIds NUMBERS = new EventIds() {
        @Override
        public String of(EventPosition event) {
            return Long.toString(event.value());
        }

        @Override
        public String between(EventPosition position) {
            return of(position);
        }

        @Override
        public boolean hideProgress() {
            return false;
        }

        @Override
        public Optional<EventPosition> parse(String id) {
            return Optional.of(new EventPosition(Long.parseLong(id)));
        }

        @Override
        public String expected() {
            return "expected a number";
        }
    };

    /** A source of events that never waits. It returns a thousand events each time, or none if it is silent. */
    private record Endless(boolean silent, CompletableFuture<Thread> follower) implements FollowEvents {

        Endless(boolean silent) {
            this(silent, new CompletableFuture<>());
        }

        @Override
        public EventPosition latest() {
            return new EventPosition(0);
        }

        @Override
        public Next next(EventPosition after, Duration patience) {
            follower.complete(Thread.currentThread());
            var event = new Event(
                    after.next(),
                    new OutreachId("out_1"),
                    new Event.Change.Created(OutreachState.NEW),
                    Instant.EPOCH,
                    "x".repeat(255));
            return silent
                    ? new Next.Events(Collections.emptyList(), after)
                    : new Next.Events(Collections.nCopies(1000, event), after.next());
        }

        @Override
        public EventIds ids() {
            return NUMBERS;
        }

        @Override
        public FollowEvents within(Caller caller) {
            return this;
        }
    }

    @Test
    void a_stream_without_events_sends_heartbeats() throws Exception {
        var routes = new EventRoutes(new Endless(true), Duration.ofMillis(1));
        var server = WebServer.builder()
                .port(0)
                .shutdownHook(false)
                .routing(routing -> routing.addFilter(new Authentication(
                                Services.open(FakeUseCases.failing(new AssertionError("must not be called")))))
                        .register("/api/events", routes))
                .build()
                .start();
        try {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:%d/api/events".formatted(server.port())));
            var following = Following.of(api.client(), request.build());
            following.next();

            assertThat(following.next()).isEqualTo(": still here\n");
            assertThat(following.next()).isEqualTo(": still here\n");
        } finally {
            api.client().shutdownNow();
            server.stop();
        }
    }

    @Test
    void disconnects_a_client_that_does_not_receive_its_events() throws Exception {
        var usual = Patience.USUAL;
        var patience = new Patience(
                usual.headers(), usual.body(), Duration.ofMillis(200), usual.idle(), usual.linger(), usual.evictable());
        var endless = new Endless(false);
        try (var server = RestServer.start(
                        new RestSettings("localhost", 0, 1)
                                .withLimits(ConnectionLimits.ofThisProcess().withPatience(patience)),
                        Services.open(FakeUseCases.failing(new AssertionError("must not be called"))),
                        endless,
                        Api.uploads(new InMemoryStorage(), ImportLimits.USUAL, FreeSpace.UNKNOWN),
                        caller -> Api.signIn(new InMemoryStorage(), InstantSource.fixed(TestBook.START)),
                        Api.FORMATS);
                var connection = new RawConnection(server.port())) {
            connection.send(FOLLOW);

            // The thread of the connection ends with the connection.
            endless.follower().get().join();
        }
    }
}

package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import com.grow.outreach.application.query.Page;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Slow and silent clients do not block others. */
@Timeout(60)
class ConnectionLimitsTest {

    private static final String GET = "GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n\n";
    private static final String LIST = "GET /api/outreaches HTTP/1.1\nHost: localhost\n\n";
    private static final String UPDATE = "PATCH /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n"
            + "Content-Type: application/json\nContent-Length: 20\n\n";
    private static final String UPLOAD = "POST /api/imports?kind=people HTTP/1.1\nHost: localhost\n"
            + "Content-Type: text/csv\nTransfer-Encoding: chunked\n\n";

    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);
    private static final Patience PATIENT = new Patience(LONG, LONG, LONG, LONG, SHORT, Duration.ZERO);

    private static ConnectionLimits limits(Patience patience) {
        return ConnectionLimits.ofThisProcess().withPatience(patience);
    }

    private static RawConnection[] connect(Api api, int count, String request) {
        return Stream.generate(api::connect)
                .limit(count)
                .map(connection -> connection.send(request))
                .toArray(RawConnection[]::new);
    }

    private static int statusOf(Api api, String request) {
        try (var connection = api.connect()) {
            return connection.send(request).answer().status();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /api/outreaches HTTP/1.1\nHost: loc", "G", "PATCH /api/outreaches/out_ready"})
    void an_incomplete_head_is_408_after_the_timeout(String half) {
        var patience = new Patience(SHORT, LONG, LONG, LONG, SHORT, LONG);
        try (var api = Api.over(Api.book(), limits(patience));
                var connection = api.connect()) {
            connection.send(half).answer().isProblem(408);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {UPDATE, UPDATE + "{", UPLOAD, UPLOAD + "5\nabc"})
    void an_incomplete_body_is_408_after_the_timeout(String half) {
        var patience = new Patience(LONG, SHORT, LONG, LONG, SHORT, LONG);
        try (var api = Api.over(Api.book(), limits(patience));
                var connection = api.connect()) {
            connection.send(half).answer().isProblem(408);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void an_idle_connection_is_closed_after_the_timeout() {
        var patience = new Patience(LONG, LONG, LONG, SHORT, SHORT, LONG);
        try (var api = Api.over(Api.book(), limits(patience));
                var silent = api.connect();
                var served = api.connect()) {
            assertThat(served.send(GET).answer().status()).isEqualTo(200);
            assertThat(served.isClosed()).isTrue();
            assertThat(silent.isClosed()).isTrue();
        }
    }

    @Test
    void incomplete_bodies_do_not_hold_a_permit() {
        try (var api = Api.over(Api.book(), limits(PATIENT).withConnections(3000))) {
            var halves = connect(api, Admission.MAX_REQUESTS + 10, UPDATE + "{");
            assertThat(api.get("/api/outreaches/out_ready").status()).isEqualTo(200);
            assertThat(api.patch("/api/outreaches/out_ready", Body.json("{\"sequence_id\":null}"))
                            .status())
                    .isEqualTo(200);
            assertThat(halves[0].send("\"sequence_id\":null}").answer().status())
                    .isEqualTo(200);
            Stream.of(halves).forEach(RawConnection::close);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET / HT", UPDATE, UPDATE + "{\"seq", UPLOAD + "1\n"})
    void the_connection_that_has_waited_the_longest_makes_room_for_another(String silent) {
        try (var api = Api.over(Api.book(), limits(PATIENT).withConnections(16))) {
            var connections = connect(api, 40, silent);
            // Not immediately, because connections that have just been accepted don't wait yet.
            assertThat(Stream.generate(() -> statusOf(api, GET)).anyMatch(status -> status == 200))
                    .isTrue();
            Stream.of(connections).forEach(RawConnection::close);
            assertThat(api.get("/api/outreaches/out_ready").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connections_beyond_the_limit_are_503_while_all_others_are_busy(boolean perPeer) throws Exception {
        UnaryOperator<ConnectionLimits> limit = limits -> perPeer ? limits.withPerPeer(3) : limits.withConnections(3);
        var busy = new CountDownLatch(3);
        var done = new CountDownLatch(1);
        var useCases = FakeUseCases.listing(query -> {
            busy.countDown();
            done.await();
            return new Page<>(List.of(), query.page(), 0);
        });
        try (var api = Api.over(useCases, limit.apply(limits(PATIENT)))) {
            var served = connect(api, 3, LIST);
            busy.await();
            try (var refused = api.connect()) {
                var answer = refused.answer().isProblem(503);
                assertThat(answer.header("Retry-After")).matches("[1-9][0-9]*");
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(refused.isClosed()).isTrue();
            }
            done.countDown();
            for (var connection : served) {
                assertThat(connection.answer().status()).isEqualTo(200);
                connection.close();
            }
        }
    }

    @Test
    void the_limit_per_address_does_not_apply_to_loopback_unless_it_is_set() {
        var usual = ConnectionLimits.ofThisProcess();
        assertThat(usual.perPeer()).isEqualTo(256);
        assertThat(usual.perLoopbackPeer()).isZero();
        assertThat(usual.withPerPeer(7).perLoopbackPeer()).isEqualTo(7);
    }

    @Test
    void disconnects_a_client_that_does_not_receive_its_export() throws Exception {
        var patience = new Patience(LONG, LONG, SHORT, LONG, SHORT, LONG);
        var book = Api.book();
        for (int i = 0; i < 500; i++) {
            book.outreach("out_more_" + i, com.grow.outreach.domain.OutreachState.NEW);
        }
        try (var api = Api.over(book, limits(patience));
                var connection = api.connect()) {
            // The client no longer reads, so the server can't send more and closes the connection.
            var sender = CompletableFuture.runAsync(() -> {
                while (true) {
                    connection.send("GET /api/outreaches.csv HTTP/1.1\nHost: localhost\n\n");
                }
            });
            assertThat(sender).failsWithin(Duration.ofSeconds(50));
        }
    }

    @Test
    void a_running_request_is_answered_when_the_server_stops_and_the_connection_closed() throws Exception {
        var busy = new CountDownLatch(1);
        var done = new CountDownLatch(1);
        var useCases = FakeUseCases.listing(query -> {
            busy.countDown();
            done.await();
            return new Page<>(List.of(), query.page(), 0);
        });
        try (var api = Api.over(useCases, limits(PATIENT));
                var connection = api.connect();
                var idle = api.connect()) {
            connection.send(LIST);
            busy.await();
            var stopped = CompletableFuture.runAsync(api.server()::close);
            // The server no longer accepts connections when this completes.
            api.server().ended().join();
            idle.send(LIST);
            done.countDown();

            for (var each : List.of(connection, idle)) {
                var answer = each.answer();
                assertThat(answer.status()).isEqualTo(200);
                assertThat(answer.header("Connection")).isEqualTo("close");
                assertThat(each.isClosed()).isTrue();
                each.close();
            }
            stopped.join();
        }
    }

    @Test
    void an_idle_connection_is_closed_when_the_server_stops() {
        try (var api = Api.over(Api.book(), limits(PATIENT));
                var idle = api.connect()) {
            assertThat(idle.send(GET).answer().status()).isEqualTo(200);
            api.server().close();
            assertThat(idle.isClosed()).isTrue();
        }
    }
}

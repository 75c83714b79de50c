package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.query.Page;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Contract, section 2, "Errors": an overloaded server responds with 503 and Retry-After. */
class LoadTest {

    private static final String LIST = "GET /api/outreaches HTTP/1.1\nHost: localhost\n\n";

    @Test
    void requests_beyond_the_concurrency_limit_are_503_with_retry_after() throws InterruptedException {
        var busy = new CountDownLatch(Admission.MAX_REQUESTS);
        var done = new CountDownLatch(1);
        var useCases = FakeUseCases.listing(query -> {
            busy.countDown();
            done.await();
            return new Page<>(List.of(), query.page(), 0);
        });
        try (var api = Api.over(useCases, RestSettings.DEFAULT_MAX_BODY_SIZE)) {
            var connections =
                    Stream.generate(api::connect).limit(Admission.MAX_REQUESTS).toList();
            connections.forEach(connection -> connection.send(LIST));
            busy.await();

            var shed = api.get("/api/outreaches").isProblem(503);
            assertThat(shed.header("Retry-After")).matches("[1-9][0-9]*");
            assertThat(shed.header("Connection")).isEqualTo("close");
            try (var another = api.connect()) {
                another.send(LIST).answer().isProblem(503);
                assertThat(another.isClosed()).isTrue();
            }

            done.countDown();
            assertThat(connections)
                    .allSatisfy(connection ->
                            assertThat(connection.answer().status()).isEqualTo(200));
            connections.forEach(RawConnection::close);
            assertThat(api.get("/api/outreaches").status()).isEqualTo(200);
        }
    }
}

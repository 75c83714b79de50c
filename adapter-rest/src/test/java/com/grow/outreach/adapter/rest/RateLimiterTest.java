package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.access.ManageTokens.NewToken;
import com.grow.outreach.application.port.in.access.ManageTokens.Result;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Member;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import io.helidon.http.Method;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An API with authentication that lets each user make 3 reads, 2 writes and 1 bulk operation a minute. */
class RateLimiterTest {

    private static final String LIST = "/api/outreaches";
    private static final Body ASSIGN = Body.json("{\"sequence_id\":null}");
    private static final InstantSource CLOCK = InstantSource.fixed(TestBook.START);

    private final InMemoryStorage storage = InMemoryStorage.of(
            Api.book().user("usr_1", "Maya").user("usr_2", "Ben").build());
    private final Services services = new Services(storage, CLOCK, new Random(1), KeepWebhooks.DEFAULT_LIMIT);

    private long nanos;

    @AutoClose
    private final Api api = Api.over(
            storage,
            CLOCK,
            Visibility.EVERYBODY,
            settings -> settings.withRateLimits(new RateLimits(3, 2, 1, () -> nanos)));

    private final String maya = token("usr_1");

    private String token(String user) {
        var id = new UserId(user);
        storage.write(stored -> {
            if (stored.accounts().find(id).isEmpty()) {
                stored.signIn().members().save(Member.invited(id, Role.ADMIN, TestBook.START));
            }
            return null;
        });
        var result = services.of(new Caller(id, Role.ADMIN, Scope.EVERYTHING, false))
                .access()
                .tokens()
                .create(new NewToken(null, "Test", Role.ADMIN, false, null));
        return ((Result.Created) result).secret();
    }

    private Answer send(String method, String path, Body body, String secret) {
        return api.send(method, path, body, "Authorization", "Bearer " + secret);
    }

    private Answer read(String secret) {
        return send("GET", LIST, Body.NONE, secret);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void announces_the_limit_and_the_remaining_requests() {
        var first = read(maya);
        var second = read(maya);

        assertThat(first.header("RateLimit-Policy")).isEqualTo("\"reads\";q=3;w=60");
        assertThat(first.header("RateLimit")).isEqualTo("\"reads\";r=2;t=20");
        assertThat(second.header("RateLimit")).isEqualTo("\"reads\";r=1;t=40");
        assertThat(second.header("Retry-After")).isNull();
    }

    @Test
    void rejects_requests_beyond_the_limit_until_time_has_passed() {
        for (int i = 0; i < 3; i++) {
            assertThat(read(maya).status()).isEqualTo(200);
        }

        pass(Duration.ofSeconds(5));
        var rejected = read(maya);

        assertThat(rejected.isProblem(429).json().path("detail").asText())
                .isEqualTo("You have used your limit of 3 reads a minute; try again in 15 s.");
        assertThat(rejected.header("Retry-After")).isEqualTo("15");
        assertThat(rejected.header("RateLimit")).isEqualTo("\"reads\";r=0;t=55");
        assertThat(rejected.header("RateLimit-Policy")).isEqualTo("\"reads\";q=3;w=60");

        pass(Duration.ofSeconds(15));

        assertThat(read(maya).status()).isEqualTo(200);
        read(maya).isProblem(429);
    }

    @Test
    void counts_all_tokens_of_a_user_together_and_each_user_alone() {
        var other = token("usr_1");
        var ben = token("usr_2");
        read(maya);
        read(other);
        read(maya);

        read(other).isProblem(429);

        assertThat(read(ben).status()).isEqualTo(200);
    }

    @Test
    void counts_reads_writes_and_bulk_operations_separately() {
        assertThat(send("GET", "/api/outreaches.csv", Body.NONE, maya).status()).isEqualTo(200);
        send("GET", "/api/outreaches.ndjson", Body.NONE, maya).isProblem(429);
        assertThat(send("PATCH", LIST + "/out_new", ASSIGN, maya).header("RateLimit"))
                .isEqualTo("\"writes\";r=1;t=30");
        assertThat(read(maya).header("RateLimit")).isEqualTo("\"reads\";r=2;t=20");
    }

    @Test
    void a_rejected_write_changes_nothing() {
        var create = Body.json("{\"name\":\"Onboarding\"}");
        send("POST", "/api/sequences", create, maya);
        send("POST", "/api/sequences", create, maya);

        send("POST", "/api/sequences", create, maya).isProblem(429);

        assertThat(send("GET", "/api/sequences?name=onboarding", Body.NONE, maya)
                        .json()
                        .at("/pagination/total_count")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void counts_requests_that_the_server_rejects() {
        for (int i = 0; i < 3; i++) {
            send("GET", LIST + "/out_other", Body.NONE, maya).isProblem(404);
        }

        read(maya).isProblem(429);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/openapi.yaml"})
    void files_of_the_app_and_the_documentation_have_no_limit_without_a_caller(String path) {
        for (int i = 0; i < 4; i++) {
            assertThat(api.get(path).status()).isEqualTo(200);
        }
    }

    @Test
    void counts_no_requests_without_a_caller() {
        for (int i = 0; i < 4; i++) {
            assertThat(api.get(LIST).isProblem(401).header("RateLimit")).isNull();
        }
    }

    @Test
    void counts_an_event_stream_once() throws IOException, InterruptedException {
        var request = api.request("/api/events")
                .header("Authorization", "Bearer " + maya)
                .build();
        try (var stream =
                api.client().send(request, BodyHandlers.ofInputStream()).body()) {
            assertThat(stream).isNotNull();
            assertThat(read(maya).header("RateLimit")).isEqualTo("\"reads\";r=1;t=40");
        }
    }

    @Test
    void an_open_api_has_no_limits() {
        try (var open = Api.over(Api.book())) {
            assertThat(open.get(LIST).header("RateLimit")).isNull();
        }
    }

    @Test
    void a_limit_of_0_is_no_limit() {
        try (var unlimited = Api.over(
                storage, CLOCK, Visibility.EVERYBODY, settings -> settings.withRateLimits(new RateLimits(0, 0, 0)))) {
            var answer = unlimited.send("GET", LIST, Body.NONE, "Authorization", "Bearer " + maya);

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("RateLimit")).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HEAD, /api/outreaches.csv, BULK",
        "POST, /api/imports, BULK",
        "GET, /api/imports, READS",
        "PATCH, /api/imports/imp_1/stop, WRITES",
        "PATCH, /api/outreaches/batch_assign, BULK",
        "POST, /api/people/per_1/merge, BULK",
        "PUT, /api/unknown, WRITES",
    })
    void knows_the_kind_of_an_operation(String method, String path, OperationKind kind) {
        assertThat(OperationKind.of(Method.create(method), path)).contains(kind);
    }

    @ParameterizedTest
    @CsvSource({"OPTIONS, /api/outreaches", "POST, /api/session", "DELETE, /api/session", "GET, /app/main.js"})
    void preflight_requests_and_signing_in_and_out_have_no_limit(String method, String path) {
        assertThat(OperationKind.of(Method.create(method), path)).isEmpty();
    }
}

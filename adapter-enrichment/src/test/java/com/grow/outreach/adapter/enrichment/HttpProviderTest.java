package com.grow.outreach.adapter.enrichment;

import static com.grow.outreach.adapter.enrichment.StubServer.answering;
import static com.grow.outreach.adapter.enrichment.StubServer.ok;
import static com.grow.outreach.adapter.enrichment.StubServer.saying;
import static com.grow.outreach.adapter.enrichment.StubServer.status;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.grow.outreach.adapter.contacts.BundledContactStandards;
import com.grow.outreach.adapter.enrichment.StubServer.Request;
import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.CircuitOpen;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Failed;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Answer.Given;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider.Enquiry;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the provider against a real server that responds correctly, incorrectly or not at all. */
@Timeout(60)
class HttpProviderTest {

    private static final ContactFormats FORMATS = new ContactFormats(new BundledContactStandards());

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration NO_TIME = Duration.ofMillis(1);
    private static final ContactData JANE =
            new ContactData("jane@acme.example", "+1 555 0100", "https://www.linkedin.com/in/jane");
    private static final String JANE_JSON = """
            {"email":"jane@acme.example","phone":"+1 555 0100","linkedin_url":"https://www.linkedin.com/in/jane"}""";

    /** Three calls without backoff, too few to open the circuit. */
    private static final RetryPolicy THREE_CALLS =
            new RetryPolicy(3, NO_TIME, NO_TIME, 20, Duration.ofSeconds(10), Duration.ofMinutes(1));

    private static Enquiry enquiry(int number) {
        return new Enquiry(
                new LookUp(new OutreachId("out_" + number), 20),
                Channel.EMAIL,
                new Person(
                        new PersonId("per_1"),
                        "Jane “JD” Doe",
                        null,
                        new CompanyId("com_1"),
                        null,
                        "+1 555 0199",
                        null),
                new Company(
                        new CompanyId("com_1"),
                        "Acme",
                        null,
                        new Company.Profile("acme.example", Fit.UNKNOWN, List.of(), List.of(), null),
                        Company.Enrichment.NEVER));
    }

    private static HttpProvider provider(URI url, Duration timeout) {
        return new HttpProvider(settings(url, timeout), FORMATS, InstantSource.fixed(Instant.EPOCH), THREE_CALLS);
    }

    private static ProviderSettings settings(URI url, Duration timeout) {
        return new ProviderSettings("acme", url, "s3cret", timeout, ProviderSettings.MAX_RATE);
    }

    private static Answer ask(StubServer server) throws InterruptedException {
        return ask(server, LONG);
    }

    private static Answer ask(StubServer server, Duration timeout) throws InterruptedException {
        return provider(server.url(), timeout).ask(enquiry(1));
    }

    @Nested
    class Asking {

        @Test
        void sends_the_documented_json_with_the_api_key_and_an_idempotency_key()
                throws InterruptedException, JsonProcessingException {
            try (var server = answering("{}")) {
                ask(server);

                assertThat(server.requests()).hasSize(1);
                Request request = server.requests().getFirst();
                assertThat(request.line()).isEqualTo("POST /contacts HTTP/1.1");
                assertThat(request.headers())
                        .containsEntry("content-type", "application/json")
                        .containsEntry("accept", "application/json")
                        .containsEntry("authorization", "Bearer s3cret")
                        .containsEntry("user-agent", "grow-outreach")
                        .containsEntry("idempotency-key", "out_1.20")
                        .doesNotContainKey("connection");
                var json = new ObjectMapper();
                assertThat(json.readTree(request.body())).isEqualTo(json.readTree("""
                        {"channel":"email",
                         "person":{"name":"Jane “JD” Doe","title":null,"email":null,"phone":"+1 555 0199","linkedin_url":null},
                         "company":{"name":"Acme","domain":"acme.example"}}"""));
            }
        }

        @Test
        void sends_no_authorization_without_a_key() throws InterruptedException {
            try (var server = answering("{}")) {
                var settings = new ProviderSettings("acme", server.url(), null, LONG, 10);
                new HttpProvider(settings, FORMATS, InstantSource.fixed(Instant.EPOCH)).ask(enquiry(1));

                assertThat(server.requests().getFirst().headers()).doesNotContainKey("authorization");
            }
        }
    }

    @Nested
    class Answering {

        @Test
        void returns_the_contact_data_of_the_response() throws InterruptedException {
            try (var server = answering(JANE_JSON)) {
                assertThat(ask(server)).isEqualTo(new Given(JANE, 1));
            }
        }

        @Test
        void ignores_unknown_fields_and_strips_values() throws InterruptedException {
            try (var server = answering("""
                    {"score":[1,{"email":"no@one.example"}],"email":" jane@acme.example ","person":{"phone":"1"}}
                    """)) {
                assertThat(ask(server)).isEqualTo(new Given(new ContactData("jane@acme.example", null, null), 1));
            }
        }

        static Stream<String> nothing() {
            return Stream.of(
                    ok("{}"),
                    ok("{\"email\":null,\"phone\":\"\",\"linkedin_url\":\"  \"}"),
                    status(404),
                    status(204),
                    "HTTP/1.1 404 Not Found\r\nContent-Length: 7\r\n\r\nnothing");
        }

        @ParameterizedTest
        @MethodSource("nothing")
        void reads_each_form_of_an_empty_response(String nothing) throws InterruptedException {
            try (var server = saying(nothing)) {
                assertThat(ask(server)).isEqualTo(new Given(ContactData.NONE, 1));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "HTTP/1.0 200 OK\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=latin1\r\n\r\n"
                })
        void reads_a_response_that_ends_with_the_connection(String head) throws InterruptedException {
            try (var server = saying(head + JANE_JSON)) {
                assertThat(ask(server)).isEqualTo(new Given(JANE, 1));
            }
        }
    }

    @Nested
    class AnsweringWrongly {

        static Stream<Arguments> wrongAnswers() {
            return Stream.of(
                    answer("", "something else than a JSON object"),
                    answer("[]", "something else than a JSON object"),
                    answer("null", "something else than a JSON object"),
                    answer("<html>", "something else than JSON"),
                    answer("{\"email\":\"jane@acme.example\"", "something else than JSON"),
                    answer("{\"email\":\"a@b.example\",\"email\":\"c@d.example\"}", "something else than JSON"),
                    answer("{\"x\":" + "[".repeat(5_000), "something else than JSON"),
                    answer(JANE_JSON + JANE_JSON, "more than one JSON object"),
                    answer("{\"email\":42}", "with a field email that is not text"),
                    answer("{\"phone\":true}", "with a field phone that is not text"),
                    answer("{\"email\":[\"jane@acme.example\"]}", "with a field email that is not text"),
                    answer("{\"email\":{\"phone\":\"+1 555 0199\"}}", "with a field email that is not text"));
        }

        private static Arguments answer(String body, String reason) {
            return Arguments.of(body, "answered " + reason);
        }

        @ParameterizedTest
        @MethodSource("wrongAnswers")
        void rejects_anything_but_one_object_with_the_documented_fields(String body, String reason)
                throws InterruptedException {
            try (var server = answering(body)) {
                assertThat(ask(server)).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.reason()).startsWith(reason);
                    assertThat(failed.calls()).isEqualTo(3);
                });
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"\"jane at acme\"", "\"jane@acme.example\\u0000\"", "\"N/A\"", "\" \""})
        void an_invalid_field_costs_only_itself(String email) throws InterruptedException {
            try (var server = answering("{\"phone\":\"+1 555 0100\",\"email\":%s,\"linkedin_url\":\"%s\"}"
                    .formatted(email, "javascript:alert(1)"))) {
                assertThat(ask(server)).isEqualTo(new Given(new ContactData(null, "+1 555 0100", null), 1));
            }
        }

        @Test
        void text_that_is_not_utf_8_is_wrong() throws InterruptedException {
            var body = new byte[] {'{', '"', 'x', '"', ':', '"', (byte) 0xff, '"', '}'};
            try (var server = new StubServer((request, out) -> {
                out.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n".getBytes(UTF_8));
                out.write(body);
            })) {
                assertThat(ask(server)).isEqualTo(new Failed("answered something else than JSON", 3));
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "good morning\r\n\r\n",
                    "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{}",
                    "HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}",
                    "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}",
                    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
                })
        void rejects_a_response_that_is_not_http_or_is_truncated(String bytes) throws InterruptedException {
            try (var server = saying(bytes)) {
                assertThat(ask(server)).isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.reason()).startsWith("gave no answer that can be read: ");
                    assertThat(failed.calls()).isEqualTo(3);
                });
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"\u0000", "\ud83d", "\u001b[2J", "\u2028"})
        void gives_a_printable_excerpt_of_a_response_that_is_not_http(String illegible) throws InterruptedException {
            try (var server = saying("HTTP/1.1 2" + illegible + "x".repeat(300_000) + "\r\n\r\n")) {
                assertThat(ask(server))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason())
                                        .startsWith("gave no answer that can be read")
                                        .matches("[ -~\u00a1-\u00ff]{1,240}"));
            }
        }

        @Test
        void counts_a_response_that_breaks_the_client_as_a_failed_call() throws InterruptedException {
            try (var server = saying("HTTP/1.1 200 OK\r\nContent-Length: abc\r\n\r\n{}")) {
                var provider = provider(server.url(), LONG);
                Answer answer = provider.ask(enquiry(1));
                for (int question = 0; question < 20 && answer instanceof Failed; question++) {
                    answer = provider.ask(enquiry(1));
                }
                assertThat(answer).isInstanceOf(CircuitOpen.class);
            }
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "Content-Length: 1000000000\r\n\r\n{\"x\":\"",
                    "\r\n{\"x\":\"",
                    "Transfer-Encoding: chunked\r\n\r\n3b9aca00\r\n{\"x\":\"",
                    "X-Much: "
                })
        void reads_only_the_beginning_of_a_huge_response(String head) throws InterruptedException {
            var hungUp = new CountDownLatch(3);
            try (var server = new StubServer((request, out) -> {
                try {
                    out.write(("HTTP/1.1 200 OK\r\n" + head).getBytes(UTF_8));
                    writeForEver(out);
                } finally {
                    hungUp.countDown();
                }
            })) {
                assertThat(ask(server))
                        .isInstanceOfSatisfying(
                                Failed.class,
                                failed -> assertThat(failed.reason()).startsWith("gave no answer that can be read: "));
                hungUp.await();
            }
        }

        @Test
        void ignores_a_huge_body_of_an_error_response() throws InterruptedException {
            try (var server = saying("HTTP/1.1 500 Oh\r\nContent-Length: 10000000\r\n\r\n" + "x".repeat(10_000_000))) {
                assertThat(ask(server)).isEqualTo(new Failed("answered 500", 3));
            }
        }

        private static void writeForEver(OutputStream out) throws java.io.IOException {
            var much = "x".repeat(100_000).getBytes(UTF_8);
            while (true) {
                out.write(much);
            }
        }
    }

    @Nested
    class AnsweringLateOrTwice {

        @Test
        void times_out_when_the_provider_never_responds() throws InterruptedException {
            var end = new CountDownLatch(1);
            try (var server = new StubServer((request, out) -> end.await())) {
                assertThat(ask(server, SHORT)).isEqualTo(new Failed("gave no answer within 1 s", 3));
                assertThat(server.requests()).hasSize(3);
                end.countDown();
            }
        }

        @Test
        void times_out_when_the_body_arrives_too_slowly() throws InterruptedException {
            var hungUp = new CountDownLatch(3);
            try (var server = new StubServer((request, out) -> {
                try {
                    out.write("HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n".getBytes(UTF_8));
                    while (true) {
                        out.write(' ');
                        Thread.sleep(1);
                    }
                } finally {
                    hungUp.countDown();
                }
            })) {
                assertThat(ask(server, SHORT)).isEqualTo(new Failed("gave no answer within 1 s", 3));
                hungUp.await();
            }
        }

        @Test
        void never_reads_a_duplicate_response_as_the_next_one() throws InterruptedException {
            try (var server = new StubServer((request, out) -> {
                var answer = ok("{\"email\":\"%s@acme.example\"}"
                        .formatted(request.headers().get("idempotency-key")));
                out.write(answer.getBytes(UTF_8));
                out.flush();
                out.write(answer.getBytes(UTF_8));
            })) {
                var provider = provider(server.url(), LONG);
                for (int number = 0; number < 50; number++) {
                    assertThat(provider.ask(enquiry(number)))
                            .isEqualTo(new Given(
                                    new ContactData("out_%d.20@acme.example".formatted(number), null, null), 1));
                }
            }
        }
    }

    @Nested
    class Failing {

        @ParameterizedTest
        @ValueSource(ints = {408, 425, 429, 500, 502, 503, 504, 599})
        void retries_transient_failures_with_the_same_idempotency_key(int status) throws InterruptedException {
            var calls = new AtomicInteger();
            try (var server = new StubServer((request, out) ->
                    out.write((calls.incrementAndGet() < 3 ? status(status) : ok(JANE_JSON)).getBytes(UTF_8)))) {
                assertThat(ask(server)).isEqualTo(new Given(JANE, 3));
                assertThat(server.requests())
                        .hasSize(3)
                        .allSatisfy(
                                request -> assertThat(request.headers()).containsEntry("idempotency-key", "out_1.20"));
            }
        }

        @Test
        void gives_up_with_the_reason_after_the_last_retry() throws InterruptedException {
            try (var server = saying(status(503))) {
                assertThat(ask(server)).isEqualTo(new Failed("answered 503", 3));
                assertThat(server.requests()).hasSize(3);
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {201, 202, 206, 300, 304, 400, 401, 402, 403, 405, 410, 422})
        void does_not_retry_a_client_error(int status) throws InterruptedException {
            try (var server = saying(status(status))) {
                assertThat(ask(server)).isEqualTo(new Failed("answered " + status, 1));
            }
        }

        @ParameterizedTest
        @ValueSource(ints = {301, 302, 303, 307, 308})
        void follows_no_redirect(int status) throws InterruptedException {
            try (var elsewhere = answering(JANE_JSON);
                    var server = saying(status(status, "Location: " + elsewhere.url() + "\r\n"))) {
                assertThat(ask(server)).isEqualTo(new Failed("answered " + status, 1));
                assertThat(elsewhere.requests()).isEmpty();
            }
        }

        @Test
        void fails_when_the_connection_is_refused() throws InterruptedException {
            URI url;
            try (var server = answering("{}")) {
                url = server.url();
            }
            assertThat(provider(url, LONG).ask(enquiry(1))).isEqualTo(new Failed("can't be reached", 3));
        }

        @Test
        void fails_when_the_address_is_invalid() throws InterruptedException {
            assertThat(provider(URI.create("http://localhost:99999/"), LONG).ask(enquiry(1)))
                    .isInstanceOfSatisfying(
                            Failed.class, failed -> assertThat(failed.calls()).isEqualTo(3));
        }

        @Test
        void limits_the_pause_that_a_provider_asks_for() throws InterruptedException {
            try (var server = saying(status(429, "Retry-After: 86400\r\n"))) {
                assertThat(ask(server)).isEqualTo(new Failed("answered 429", 3));
            }
        }
    }

    @Nested
    class LeavingAlone {

        private static final Instant START = Instant.parse("2026-04-01T12:00:00Z");
        private static final Duration REST = Duration.ofSeconds(10);
        private static final RetryPolicy ONE_CALL =
                new RetryPolicy(1, NO_TIME, NO_TIME, 20, REST, Duration.ofMinutes(1));

        private volatile Instant now = START;
        private volatile String says = status(500);
        private final Semaphore mayAnswer = new Semaphore(1);
        private final StubServer server = new StubServer((request, out) -> {
            mayAnswer.acquire();
            mayAnswer.release();
            out.write(says.getBytes(UTF_8));
        });
        private final HttpProvider provider =
                new HttpProvider(settings(server.url(), LONG), FORMATS, () -> now, ONE_CALL);

        private void openTheCircuit() throws InterruptedException {
            for (int call = 0; call < 20; call++) {
                assertThat(provider.ask(enquiry(1))).isEqualTo(new Failed("answered 500", 1));
            }
            assertThat(provider.ask(enquiry(1))).isEqualTo(new CircuitOpen(0));
            assertThat(server.requests()).hasSize(20);
        }

        @Test
        void opens_the_circuit_when_most_calls_fail_and_closes_it_later() throws InterruptedException {
            openTheCircuit();
            says = ok(JANE_JSON);

            now = START.plus(REST).minusMillis(1);
            assertThat(provider.ask(enquiry(1))).isInstanceOf(CircuitOpen.class);

            now = START.plus(REST).plusMillis(1);
            for (int call = 0; call < 30; call++) {
                assertThat(provider.ask(enquiry(1))).isEqualTo(new Given(JANE, 1));
            }
        }

        @Test
        void reopens_the_circuit_when_the_trial_calls_fail() throws InterruptedException {
            openTheCircuit();

            now = START.plus(REST).plusMillis(1);
            for (int call = 0; call < 5; call++) {
                assertThat(provider.ask(enquiry(1))).isInstanceOf(Failed.class);
            }
            assertThat(provider.ask(enquiry(1))).isEqualTo(new CircuitOpen(0));
            assertThat(server.requests()).hasSize(25);
        }

        @Test
        void waits_until_the_circuit_closes_if_asked_to() throws InterruptedException {
            var impatient = new AtomicInteger();
            try (var server = new StubServer((request, out) ->
                    out.write((impatient.incrementAndGet() <= 20 ? status(500) : ok(JANE_JSON)).getBytes(UTF_8)))) {
                var provider = new HttpProvider(
                        settings(server.url(), LONG),
                        FORMATS,
                        InstantSource.system(),
                        new RetryPolicy(1, NO_TIME, NO_TIME, 20, NO_TIME, LONG));
                for (int call = 0; call < 20; call++) {
                    assertThat(provider.ask(enquiry(1))).isInstanceOf(Failed.class);
                }
                assertThat(provider.askPatiently(enquiry(1), new CircuitOpen(0)))
                        .isEqualTo(new Given(JANE, 1));
            }
        }

        private void restAndFailAgain() throws InterruptedException {
            now = now.plus(REST).plusMillis(1);
            for (int call = 0; call < 5; call++) {
                assertThat(provider.ask(enquiry(1))).isInstanceOf(Failed.class);
            }
        }

        @Test
        void stops_waiting_after_the_longest_wait() throws InterruptedException {
            openTheCircuit();
            for (int rest = 0; rest < 6; rest++) {
                restAndFailAgain();
            }

            assertThat(provider.askPatiently(enquiry(1), new CircuitOpen(0)))
                    .isEqualTo(new Failed("was not asked, because most of its calls have failed for a while", 0));
        }

        /** Starts a patient look-up on a new thread and returns once it waits. */
        private CompletableFuture<Answer> waiting() {
            var answer = new CompletableFuture<Answer>();
            var thread = Thread.ofVirtual().start(() -> {
                try {
                    answer.complete(provider.askPatiently(enquiry(1), new CircuitOpen(0)));
                } catch (InterruptedException e) {
                    answer.completeExceptionally(e);
                }
            });
            while (!answer.isDone() && thread.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            return answer;
        }

        @Test
        void other_callers_wait_during_trial_calls() throws Exception {
            openTheCircuit();
            for (int rest = 0; rest < 6; rest++) {
                restAndFailAgain();
            }
            now = now.plus(REST).plusMillis(1);
            int before = server.requests().size();
            says = ok(JANE_JSON);
            mayAnswer.acquire();
            var tried = new ArrayList<CompletableFuture<Answer>>();
            for (int call = 0; call < 5; call++) {
                tried.add(waiting());
            }
            while (server.requests().size() < before + 5) {
                Thread.onSpinWait();
            }

            var waiting = waiting();
            assertThat(waiting).isNotDone();
            mayAnswer.release();

            assertThat(waiting.get()).isEqualTo(new Given(JANE, 1));
            for (var answer : tried) {
                assertThat(answer.get()).isEqualTo(new Given(JANE, 1));
            }
        }

        @Test
        void restarts_the_longest_wait_after_a_time_without_calls() throws Exception {
            openTheCircuit();
            now = now.plus(Duration.ofHours(1));
            restAndFailAgain();

            var waiting = waiting();
            assertThat(waiting).isNotDone();
            says = ok(JANE_JSON);
            now = now.plus(REST).plusMillis(1);

            assertThat(waiting.get()).isEqualTo(new Given(JANE, 1));
        }

        @Test
        void counts_the_calls_of_a_look_up_across_an_open_circuit() throws Exception {
            var policy = new RetryPolicy(7, NO_TIME, NO_TIME, 5, REST, Duration.ofMinutes(1));
            var provider = new HttpProvider(settings(server.url(), LONG), FORMATS, () -> now, policy);
            var answer = provider.ask(enquiry(1));
            assertThat(answer).isEqualTo(new CircuitOpen(5));

            now = now.plus(REST).plusMillis(1);

            assertThat(provider.askPatiently(enquiry(1), (CircuitOpen) answer))
                    .isEqualTo(new Failed("answered 500", 7));
            assertThat(server.requests()).hasSize(7);
        }

        @Test
        void keeps_the_circuit_closed_when_a_third_of_the_calls_fail() throws InterruptedException {
            for (int call = 0; call < 300; call++) {
                says = call % 3 == 0 ? status(500) : ok(JANE_JSON);
                assertThat(provider.ask(enquiry(1))).isNotInstanceOf(CircuitOpen.class);
            }
        }

        @Test
        void keeps_the_circuit_closed_when_a_provider_knows_nothing() throws InterruptedException {
            says = status(404);
            for (int call = 0; call < 100; call++) {
                assertThat(provider.ask(enquiry(1))).isEqualTo(new Given(ContactData.NONE, 1));
            }
        }

        @Test
        void each_provider_has_its_own_circuit() throws InterruptedException {
            openTheCircuit();
            try (var other = answering(JANE_JSON)) {
                assertThat(provider(other.url(), LONG).ask(enquiry(1))).isEqualTo(new Given(JANE, 1));
            }
        }
    }

    @Nested
    class Stopping {

        private final AtomicReference<Throwable> thrown = new AtomicReference<>();

        private Thread asking(HttpProvider provider) {
            return Thread.ofVirtual().start(() -> {
                try {
                    provider.ask(enquiry(1));
                } catch (Throwable e) {
                    thrown.set(e);
                }
            });
        }

        @Test
        void can_be_interrupted_while_waiting_for_a_response() throws InterruptedException {
            var asked = new CountDownLatch(1);
            var end = new CountDownLatch(1);
            try (var server = new StubServer((request, out) -> {
                asked.countDown();
                end.await();
            })) {
                var asking = asking(provider(server.url(), LONG));
                asked.await();
                asking.interrupt();
                asking.join();
                end.countDown();
            }
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }

        @Test
        void can_be_interrupted_between_two_calls() throws InterruptedException {
            var hour = Duration.ofHours(1);
            try (var server = saying(status(503))) {
                var settings = settings(server.url(), LONG);
                var clock = InstantSource.fixed(Instant.EPOCH);
                var asking = asking(
                        new HttpProvider(settings, FORMATS, clock, new RetryPolicy(3, hour, hour, 20, hour, hour)));
                while (!List.of(asking.getStackTrace()).toString().contains("Retry")
                        || List.of(asking.getStackTrace()).toString().contains("ProviderCall")) {
                    Thread.onSpinWait();
                }
                asking.interrupt();
                asking.join();
            }
            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        }

        @Test
        void can_be_interrupted_while_waiting_for_the_rate_limit() throws InterruptedException {
            try (var server = answering("{}")) {
                var settings = new ProviderSettings("acme", server.url(), null, LONG, 1);
                var provider = new HttpProvider(settings, FORMATS, InstantSource.fixed(Instant.EPOCH), THREE_CALLS);
                var turns = new ArrayList<Throwable>();
                for (int turn = 0; turn < 3; turn++) {
                    Thread.currentThread().interrupt();
                    try {
                        provider.ask(enquiry(turn));
                    } catch (InterruptedException e) {
                        turns.add(e);
                    }
                }
                assertThat(turns).hasSize(3);
            }
        }
    }

    @Nested
    class Settings {

        @ParameterizedTest
        @ValueSource(strings = {"", "Acme", "1acme", "a_b", "a b", "ü", "a\n"})
        void rejects_a_name_with_other_characters(String name) {
            assertThat(ProviderSettings.isName(name)).isFalse();
            assertThatExceptionOfType(IllegalArgumentException.class)
                    .isThrownBy(() -> new ProviderSettings(name, URI.create("http://a.example"), null, LONG, 1));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    "acme.example",
                    "ftp://acme.example",
                    "http:///x",
                    "http://u:p@acme.example",
                    "http://a.example/#x",
                    "http://a.example:99999/",
                    "http://[1:2:3]/",
                    "http://a.1x/",
                    "http://a example/"
                })
        void rejects_a_url_that_can_not_be_called(String url) {
            assertThat(ProviderSettings.url(url)).isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"http://localhost:8080/contacts", "https://api.acme.example", "http://[::1]:65535/x?y=z"})
        void accepts_other_urls_unchanged(String url) {
            assertThat(ProviderSettings.url(url)).contains(URI.create(url));
        }

        @Test
        void does_not_print_the_key() {
            assertThat(settings(URI.create("https://acme.example/v1?x=y"), LONG).toString())
                    .isEqualTo("ProviderSettings[acme https://acme.example/v1?x=y]");
        }
    }
}

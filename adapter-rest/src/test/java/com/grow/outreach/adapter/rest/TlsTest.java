package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import com.grow.outreach.adapter.rest.connection.TlsCertificate;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A server with TLS. */
@Timeout(60)
class TlsTest {

    private static final String GET = "GET /api/outreaches/out_ready HTTP/1.1\nHost: localhost\n\n";
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private static Path shared;

    private static TestCertificate rsa;
    private static TestCertificate ec;

    @TempDir
    private Path directory;

    private Path certificate;
    private Path key;

    @BeforeAll
    static void makes_certificates() {
        rsa = TestCertificate.make(shared, "RSA");
        ec = TestCertificate.make(shared, "EC");
    }

    @BeforeEach
    void writes_the_files() {
        certificate = directory.resolve("cert.pem");
        key = directory.resolve("key.pem");
        rsa.write(certificate, key);
    }

    private TlsCertificate load() {
        try {
            return TlsCertificate.load(certificate, key);
        } catch (TlsCertificate.InvalidException e) {
            throw new AssertionError(e);
        }
    }

    private Api serve() {
        return Api.over(Api.book(), settings -> settings.withTls(load()));
    }

    private Api serve(Patience patience) {
        return Api.over(
                Api.book(),
                settings -> settings.withTls(load())
                        .withLimits(ConnectionLimits.ofThisProcess().withPatience(patience)));
    }

    private static HttpResponse<String> get(Api api, SSLContext trust, SSLParameters parameters)
            throws IOException, InterruptedException {
        try (var client = HttpClient.newBuilder()
                .sslContext(trust)
                .sslParameters(parameters)
                .build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:%d/api/outreaches"
                            .formatted(api.server().port())))
                    .build();
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static RawConnection connect(Api api, TestCertificate trusted) {
        return new RawConnection(api.server().port(), trusted.client().getSocketFactory());
    }

    @ParameterizedTest
    @CsvSource({"RSA, TLSv1.3", "RSA, TLSv1.2", "EC, TLSv1.3", "EC, TLSv1.2"})
    void serves_requests_over_tls(String algorithm, String protocol) throws IOException, InterruptedException {
        var used = algorithm.equals("EC") ? ec : rsa;
        used.write(certificate, key);
        try (var api = serve()) {
            var answer = get(api, used.client(), new SSLParameters(null, new String[] {protocol}));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
            assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
            assertThat(answer.headers().firstValue("Strict-Transport-Security")).contains("max-age=31536000");
        }
    }

    @Test
    void browsers_are_not_bound_to_tls_without_it() {
        try (var api = Api.over(Api.book())) {
            assertThat(api.get("/api/outreaches").header("Strict-Transport-Security"))
                    .isNull();
        }
    }

    @Test
    void malformed_requests_over_tls_have_the_usual_headers() {
        try (var api = serve();
                var connection = connect(api, rsa)) {
            var answer = connection.send("GET  HTTP/1.1\n\n").answer();

            assertThat(answer.isProblem(400).header("Strict-Transport-Security"))
                    .isEqualTo("max-age=31536000");
        }
    }

    @Test
    void a_connection_serves_several_requests() {
        try (var api = serve();
                var connection = connect(api, rsa)) {
            assertThat(connection.send(GET).answer().status()).isEqualTo(200);
            assertThat(connection.send(GET + GET).answer().status()).isEqualTo(200);
            assertThat(connection.answer().status()).isEqualTo(200);
        }
    }

    @Test
    void large_requests_and_responses_arrive_complete() throws IOException, InterruptedException {
        var notes = "x".repeat(900_000);
        try (var api = serve();
                var client = HttpClient.newBuilder().sslContext(rsa.client()).build()) {
            var request = HttpRequest.newBuilder(URI.create("https://localhost:%d/api/outreaches/batch_assign"
                            .formatted(api.server().port())))
                    .header("Content-Type", "application/json")
                    .method("PATCH", BodyPublishers.ofString("{\"%s\":1}".formatted(notes)))
                    .build();

            var answer = client.send(request, BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(400);
            var app = HttpRequest.newBuilder(URI.create("https://localhost:%d/api/openapi.yaml"
                            .formatted(api.server().port())))
                    .build();
            assertThat(client.send(app, BodyHandlers.ofByteArray()).body()).isEqualTo(openApiDocument());
        }
    }

    private static byte[] openApiDocument() throws IOException {
        try (var in = requireNonNull(TlsTest.class.getResourceAsStream("/META-INF/resources/api/openapi.yaml"))) {
            return in.readAllBytes();
        }
    }

    @Test
    void a_client_without_tls_gets_a_clear_answer() {
        try (var api = serve();
                var connection = api.connect()) {
            var answer = connection.send(GET).answer();

            assertThat(answer.isProblem(400).json().path("detail").asText()).contains("https://");
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\u0016", "\u0016\u0003\u0001\u0002\u0000\u0001"})
    void a_handshake_that_takes_too_long_is_ended(String beginning) {
        try (var api = serve(new Patience(SHORT, LONG, LONG, LONG, SHORT, LONG));
                var connection = api.connect()) {
            assertThat(connection.send(beginning).isClosed()).isTrue();
        }
    }

    @Test
    void a_failed_handshake_ends_with_an_alert() {
        try (var api = serve();
                var connection = api.connect()) {
            // A record of an unknown kind, and the first byte of the alert in response.
            connection.send("\u0016\u0003\u0001\u0000\u0004\u0063\u0000\u0000\u0000");

            assertThat(connection.rest()).startsWith("\u0015\u0003");
        }
    }

    @Test
    void a_client_that_does_not_trust_the_certificate_harms_nobody() throws IOException, InterruptedException {
        try (var api = serve()) {
            assertThatThrownBy(() -> get(api, ec.client(), new SSLParameters())).isInstanceOf(SSLException.class);

            assertThat(get(api, rsa.client(), new SSLParameters()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void an_incomplete_request_is_408_after_the_timeout() {
        try (var api = serve(new Patience(Duration.ofSeconds(2), LONG, LONG, LONG, SHORT, LONG));
                var connection = connect(api, rsa)) {
            connection.send("GET /api/outreaches HTTP/1.1\nHost: loc").answer().isProblem(408);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void an_idle_connection_is_closed_after_the_timeout() {
        try (var api = serve(new Patience(LONG, LONG, LONG, SHORT, SHORT, LONG));
                var connection = connect(api, rsa)) {
            assertThat(connection.send(GET).answer().status()).isEqualTo(200);
            assertThat(connection.isClosed()).isTrue();
        }
    }

    @Test
    void handshakes_do_not_delay_the_stop_of_the_server() {
        var api = serve();
        try (var silent = api.connect();
                var half = api.connect()) {
            silent.send("");
            half.send("\u0016\u0003");
            long start = System.nanoTime();

            api.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(8));
        }
    }

    @Test
    void new_connections_use_changed_files_and_open_ones_continue() {
        try (var api = serve();
                var open = connect(api, rsa)) {
            assertThat(open.send(GET).answer().status()).isEqualTo(200);

            ec.write(certificate, key);

            awaitServed(api, ec);
            assertThat(open.send(GET).answer().status()).isEqualTo(200);
        }
    }

    private static void awaitServed(Api api, TestCertificate expected) {
        while (!isServed(api, expected)) {
            pause();
        }
    }

    private static boolean isServed(Api api, TestCertificate expected) {
        try (var connection = connect(api, expected)) {
            return connection.send(GET).answer().status() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void broken_files_change_nothing_and_are_logged_once() {
        var log = new Log();
        var logger = Logger.getLogger(TlsCertificate.class.getName());
        logger.addHandler(log);
        try (var api = serve()) {
            TestCertificate.write(key, ec.key());
            while (log.messages.isEmpty()) {
                assertThat(isServed(api, rsa)).isTrue();
                pause();
            }
            long later = System.nanoTime() + Duration.ofMillis(1500).toNanos();
            while (System.nanoTime() < later) {
                assertThat(isServed(api, rsa)).isTrue();
            }
            assertThat(log.messages)
                    .singleElement()
                    .asString()
                    .contains("does not belong to", "New connections use the previous one");

            TestCertificate.write(certificate, ec.certificate());

            awaitServed(api, ec);
            assertThat(log.messages).hasSize(2);
        } finally {
            logger.removeHandler(log);
        }
    }

    private static final class Log extends Handler {

        private final List<String> messages = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord record) {
            messages.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }

    @Test
    void refuses_files_that_are_not_a_certificate_and_its_key() throws IOException {
        TestCertificate.write(key, ec.key());
        assertRefused("does not belong to the first certificate");
        TestCertificate.write(key, "secret");
        assertRefused("key.pem is not a private key");
        TestCertificate.write(key, rsa.certificate());
        assertRefused("key.pem is not a private key");
        rsa.write(key, certificate);
        assertRefused("cert.pem");
        rsa.write(certificate, key);
        TestCertificate.write(certificate, "");
        assertRefused("cert.pem");
        Files.delete(certificate);
        assertRefused("cert.pem does not exist");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(() -> TlsCertificate.load(certificate, key))
                .isInstanceOf(TlsCertificate.InvalidException.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("secret");
    }

    @Test
    void the_cookie_of_a_session_is_secure() {
        var storage = InMemoryStorage.of(Api.book().build());
        var clock = InstantSource.fixed(TestBook.START);
        var link = ((Linked) Api.signIn(storage, clock)
                        .members()
                        .invite(new Invitation("anna@acme.com", "Anna", Role.ADMIN, null)))
                .secret();
        try (var api = Api.over(storage, clock, Visibility.EVERYBODY, settings -> settings.withTls(load()));
                var connection = connect(api, rsa)) {
            var body = "{\"token\":\"%s\",\"password\":\"correct horse battery\"}".formatted(link.value());

            var answer = connection
                    .send("POST /api/session/accept HTTP/1.1\nHost: localhost\nContent-Type: application/json\n"
                            + "Content-Length: %d\n\n%s".formatted(body.length(), body))
                    .answer();

            assertThat(answer.status()).isEqualTo(201);
            assertThat(answer.header("Set-Cookie"))
                    .startsWith("__Host-grow_session=")
                    .endsWith("; Secure");
        }
    }
}

package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.InMemoryStorage;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Contract, section 2, "Errors": 403 for writes from another site, 421 for a foreign host. */
class ForeignRequestsTest {

    private static final String ALLOWED = "https://app.example.com";
    private static final String EVIL = "https://evil.example";
    private static final String UPDATE = "/api/outreaches/out_phone";

    private static Api api;

    @BeforeAll
    static void start() {
        api = listeningOn("localhost");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Api listeningOn(String address) {
        return Api.over(
                InMemoryStorage.of(Api.book().build()),
                address,
                Set.of(new Origin(ALLOWED)),
                Set.of(
                        Authority.parse("grow.example.com").orElseThrow(),
                        Authority.parse("Grow_1.internal:8443").orElseThrow()));
    }

    private static Answer answerTo(Api server, String firstLine, String headersAndContent) {
        try (var connection = server.connect()) {
            return connection
                    .send(firstLine + " HTTP/1.1\n" + headersAndContent)
                    .answer();
        }
    }

    private static Answer get(Api server, String path, String host) {
        return answerTo(server, "GET " + path, "Host: " + host + "\n\n");
    }

    /** Sends an update with these headers after the host. */
    private static Answer update(String host, String... headers) {
        return answerTo(
                api,
                "PATCH " + UPDATE,
                "Host: %s\n%s\nContent-Type: application/json\nContent-Length: 20\n\n{\"sequence_id\":null}"
                        .formatted(host, String.join("\n", headers)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "Same-Origin", "", "unheard-of", "none, cross-site"})
    void a_write_is_403_if_the_browser_marks_it_as_cross_site(String site) {
        update("localhost", "Sec-Fetch-Site: " + site)
                .isProblem(403, "Sec-Fetch-Site '%s'".formatted(site), "--cors-origin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                EVIL,
                "null",
                "",
                "http://localhost",
                "http://localhost:3001",
                "http://127.0.0.1:3000",
                "http://localhost.evil.example:3000",
                "http://localhost:3000.evil.example",
                "http://localhost:3000/",
                "http://user@localhost:3000",
                "ftp://localhost:3000",
                "https://APP.example.com",
                "https://app.example.com, https://evil.example",
                "https://grow.example.com:8443",
                "https://grow_1.internal"
            })
    void a_write_is_403_if_its_origin_is_neither_ours_nor_allowed(String origin) {
        update("localhost:3000", "Origin: " + origin).isProblem(403, "Origin '%s'".formatted(origin));
        update("localhost:3000", "Origin: " + origin, "Sec-Fetch-Site: same-origin")
                .isProblem(403);
        update("localhost:3000", "Origin: " + origin, "Sec-Fetch-Site: none").isProblem(403);
    }

    @ParameterizedTest
    @CsvSource({
        "localhost:3000, http://localhost:3000",
        "LOCALHOST:3000, https://localhost:3000",
        "localhost, http://localhost:80",
        "localhost:80, http://localhost",
        "localhost:443, https://localhost",
        "localhost, https://localhost",
        "[::1]:3000, http://[::1]:3000",
        "127.0.0.1:3000, http://127.0.0.1:3000",
        "grow.example.com, https://grow.example.com",
        "grow_1.internal:8443, https://grow_1.internal:8443",
        "localhost:3000, https://grow.example.com",
        "localhost:3000, http://grow.example.com",
        "localhost:3000, https://grow_1.internal:8443",
        "localhost:3000, " + ALLOWED
    })
    void accepts_a_write_of_the_same_or_an_allowed_origin(String host, String origin) {
        assertThat(update(host, "Origin: " + origin).status()).isEqualTo(200);
        assertThat(update(host, "Origin: " + origin, "Sec-Fetch-Site: same-origin")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void accepts_a_cross_site_write_of_an_allowed_origin(String site) {
        assertThat(update("localhost", "Origin: " + ALLOWED, "Sec-Fetch-Site: " + site)
                        .status())
                .isEqualTo(200);
        update("localhost:3000", "Origin: http://localhost:3000", "Sec-Fetch-Site: " + site)
                .isProblem(403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"same-origin", "none"})
    void accepts_a_write_that_no_page_initiated(String site) {
        assertThat(update("localhost", "Sec-Fetch-Site: " + site).status()).isEqualTo(200);
    }

    @Test
    void accepts_a_write_of_a_program_without_site_headers() {
        assertThat(update("localhost", "User-Agent: curl").status()).isEqualTo(200);
    }

    @Test
    void one_of_two_contradicting_headers_is_enough_for_a_403() {
        update("localhost", "Origin: " + ALLOWED, "Origin: " + EVIL).isProblem(403);
        update("localhost", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Site: cross-site")
                .isProblem(403);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/companies",
        "POST, /api/webhooks",
        "POST, /api/imports?kind=people",
        "PUT, /api/outreaches",
        "DELETE, /api/outreaches/out_ready",
        "PATCH, /api/outreaches/out_ready/start_enrichment",
        "PURGE, /api/outreaches",
        "POST, /",
        "POST, /app/main.js",
        "POST, /nowhere"
    })
    void every_writing_method_is_403_on_every_path(String method, String path) {
        var answer = api.send(method, path, Body.NONE, "Origin", EVIL, "Sec-Fetch-Site", "cross-site")
                .isProblem(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @Test
    void a_form_of_another_site_imports_nothing() {
        var body = Body.parts(
                "Content-Disposition: form-data; name=\"f\"; filename=\"people.csv\"\r\n\r\nid,name\nper_2,Overwritten\n");
        api.send("POST", "/api/imports?kind=people", body, "Origin", EVIL, "Sec-Fetch-Site", "cross-site")
                .isProblem(403);
        assertThat(api.get("/api/people/per_2").body()).doesNotContain("Overwritten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "OPTIONS"})
    void a_read_from_another_site_is_left_to_the_browser(String method) {
        var answer = api.send(method, UPDATE, Body.NONE, "Origin", EVIL, "Sec-Fetch-Site", "cross-site");
        assertThat(answer.status()).isBetween(200, 204);
        assertThat(answer.header("Access-Control-Allow-Origin")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:3000",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "evillocalhost",
                "localhost.localdomain",
                "grow.example.com.evil.example",
                "x.grow.example.com",
                "192.0.2.1",
                "0.0.0.0",
                "10.255.255.254:3000",
                "[2001:db8::1]",
                "[::]:3000",
                "1.2.3.4.5"
            })
    void a_foreign_host_is_421(String host) {
        get(api, "/api/outreaches", host).isProblem(421, "'%s'".formatted(host), "localhost", "--public-host");
        update(host, "User-Agent: curl").isProblem(421);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LocalHost:3000",
                "localhost.",
                "grow.localhost:8080",
                "127.0.0.1",
                "127.8.9.10:80",
                "[::1]:3000",
                "[0:0:0:0:0:0:0:1]",
                "[::ffff:127.0.0.1]",
                "grow.example.com",
                "GROW.example.com:8443",
                "grow_1.internal"
            })
    void accepts_loopback_names_and_public_hosts_with_any_port(String host) {
        assertThat(get(api, "/api/outreaches", host).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /",
        "GET, /app/main.js",
        "GET, /api/docs",
        "GET, /api/openapi.yaml",
        "GET, /api/events",
        "GET, /api/outreaches.csv",
        "GET, /nowhere",
        "GET, /api//outreaches",
        "OPTIONS, /api/outreaches",
        "POST, /api/companies"
    })
    void every_path_and_method_is_421_for_a_foreign_host(String method, String path) {
        answerTo(
                        api,
                        method + " " + path,
                        "Host: evil.example\nAccess-Control-Request-Method: PATCH\nOrigin: http://evil.example\n\n")
                .isProblem(421);
    }

    @Test
    void a_target_in_absolute_form_overrules_the_host() {
        answerTo(api, "GET http://evil.example/api/outreaches", "Host: localhost\n\n")
                .isProblem(421, "'evil.example'");
        answerTo(api, "GET HTTP://localhost@evil.example/", "Host: localhost\n\n")
                .isProblem(421);
        assertThat(answerTo(api, "GET http://localhost:3000/api/outreaches", "Host: evil.example\n\n")
                        .status())
                .isEqualTo(200);
        assertThat(answerTo(
                                api,
                                "PATCH http://localhost:3000/api/outreaches/out_new/start_enrichment",
                                "Host: localhost\nOrigin: http://localhost:3000\n\n")
                        .status())
                .isEqualTo(200);
        answerTo(
                        api,
                        "PATCH http://localhost:3000/api/outreaches/out_ready/start_enrichment",
                        "Host: localhost\nOrigin: http://localhost\n\n")
                .isProblem(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost\nHost: evil.example",
                "Host: localhost\nHost: localhost",
                "Host:",
                "Host: local host",
                "Host: localhost:many",
                "Host: a/b"
            })
    void a_repeated_or_malformed_host_is_400(String headers) {
        answerTo(api, "GET /api/outreaches", headers + "\n\n").isProblem(400);
    }

    static Stream<InetAddress> addressesOfThisMachine() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress());
    }

    @Test
    void a_server_that_listens_everywhere_answers_for_each_address_of_its_machine() throws SocketException {
        try (var everywhere = listeningOn("0.0.0.0")) {
            addressesOfThisMachine().forEach(address -> {
                var host = address.getHostAddress().replaceFirst("%.*", "");
                var literal = host.contains(":") ? "[" + host + "]" : host;
                assertThat(get(everywhere, "/api/outreaches", literal + ":3000").status())
                        .as(literal)
                        .isEqualTo(200);
                get(api, "/api/outreaches", literal).isProblem(421);
            });
            assertThat(get(everywhere, "/api/outreaches", "0.0.0.0").status()).isEqualTo(200);
            get(everywhere, "/api/outreaches", "192.0.2.1").isProblem(421);
            get(everywhere, "/api/outreaches", "evil.example").isProblem(421);
        }
    }

    static Stream<String> answers() {
        return Stream.of(
                "GET /api/outreaches",
                "GET /api/outreaches.csv",
                "GET /api/docs",
                "GET /",
                "HEAD /api/events",
                "OPTIONS /api/outreaches",
                "GET /nowhere",
                "PUT /api/outreaches",
                "nonsense");
    }

    @ParameterizedTest
    @MethodSource("answers")
    void every_response_has_security_headers(String firstLine) {
        requireProtection(answerTo(api, firstLine, "Host: localhost\n\n"));
    }

    @Test
    void responses_without_content_and_refusals_have_security_headers() {
        var tag = String.valueOf(api.get("/api/outreaches").header("ETag"));
        requireProtection(answerTo(api, "GET /api/outreaches", "Host: localhost\nIf-None-Match: " + tag + "\n\n"));
        requireProtection(get(api, "/api/outreaches", "evil.example"));
        requireProtection(update("localhost", "Origin: " + EVIL));
    }

    private static void requireProtection(Answer answer) {
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
        assertThat(answer.headers().allValues("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
    }
}

package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits;
import com.grow.outreach.adapter.rest.connection.Network;
import com.grow.outreach.application.port.in.access.ManageMembers.Invitation;
import com.grow.outreach.application.port.in.access.ManageMembers.Result.Linked;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.domain.access.Account.Visibility;
import com.grow.outreach.domain.access.Role;
import java.net.InetAddress;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The headers in which proxies name the client of a request. The tests connect from a loopback address. */
class ProxyHeadersTest {

    private static final InstantSource CLOCK = InstantSource.fixed(TestBook.START);
    private static final String HTTPS_ONLY = "Strict-Transport-Security";

    private final InMemoryStorage storage = InMemoryStorage.of(Api.book().build());

    private static Set<Network> networks(String... texts) {
        return Stream.of(texts).map(text -> Network.parse(text).orElseThrow()).collect(Collectors.toUnmodifiableSet());
    }

    private Api behind(String... proxies) {
        return Api.over(
                storage, CLOCK, Visibility.EVERYBODY, settings -> settings.withTrustedProxies(networks(proxies)));
    }

    /** Begins a session, and returns the response with the client's address. */
    private Answer signIn(Api api, String... headers) {
        var link = ((Linked) Api.signIn(storage, CLOCK)
                        .members()
                        .invite(new Invitation("anna@acme.com", "Anna", Role.ADMIN, null)))
                .secret();
        var answer = api.send(
                "POST",
                "/api/session/accept",
                Body.json("{\"token\":\"%s\",\"password\":\"correct horse battery\"}".formatted(link.value())),
                headers);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer;
    }

    private String address(Api api, String... headers) {
        return signIn(api, headers).json().path("address").asText();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    203.0.113.7                           | 203.0.113.7
                    203.0.113.7:4711                      | 203.0.113.7
                    2001:db8::7                           | 2001:db8:0:0:0:0:0:7
                    [2001:db8::7]:4711                    | 2001:db8:0:0:0:0:0:7
                    198.51.100.1, 203.0.113.7             | 203.0.113.7
                    198.51.100.1, 203.0.113.7, 10.1.2.3   | 203.0.113.7
                    203.0.113.7, unknown, 10.1.2.3        | 10.1.2.3
                    10.9.9.9, 10.1.2.3                    | 10.9.9.9
                    """)
    void finds_the_client_in_x_forwarded_for(String value, String client) {
        try (var api = behind("127.0.0.0/8", "10.0.0.0/8")) {
            assertThat(address(api, "X-Forwarded-For", value)).isEqualTo(client);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    for=203.0.113.7;proto=http            | 203.0.113.7
                    For="[2001:db8::7]:4711"              | 2001:db8:0:0:0:0:0:7
                    for=198.51.100.1, for=203.0.113.7, by=10.1.2.3;for=10.1.2.3 | 203.0.113.7
                    for=_hidden                           | 127.0.0.1
                    """)
    void finds_the_client_in_forwarded(String value, String client) {
        try (var api = behind("127.0.0.0/8", "10.0.0.0/8")) {
            assertThat(address(api, "Forwarded", value)).isEqualTo(client);
        }
    }

    @Test
    void several_lines_of_a_header_are_one_list() {
        try (var api = behind("127.0.0.0/8", "10.0.0.0/8")) {
            assertThat(address(api, "X-Forwarded-For", "198.51.100.1, 203.0.113.7", "X-Forwarded-For", "10.1.2.3"))
                    .isEqualTo("203.0.113.7");
        }
    }

    @Test
    void contradicting_headers_count_as_none() {
        try (var api = behind("127.0.0.1")) {
            assertThat(address(api, "X-Forwarded-For", "203.0.113.7", "Forwarded", "for=198.51.100.1"))
                    .isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.0/8", "::1", "127.0.0.2"})
    void believes_only_trusted_proxies(String trusted) {
        try (var api = behind(trusted)) {
            var answer = signIn(
                    api, "X-Forwarded-For", "203.0.113.7", "X-Forwarded-Proto", "https", "Forwarded", "proto=https");

            assertThat(answer.json().path("address").asText()).isEqualTo("127.0.0.1");
            assertThat(answer.header("Set-Cookie")).startsWith("grow_session=").doesNotContain("Secure");
            assertThat(answer.header(HTTPS_ONLY)).isNull();
        }
    }

    @Test
    void believes_no_proxy_by_default() {
        try (var api = Api.over(storage, CLOCK, Visibility.EVERYBODY)) {
            assertThat(address(api, "X-Forwarded-For", "203.0.113.7")).isEqualTo("127.0.0.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Proto, https", "X-Forwarded-Proto, HTTPS", "Forwarded, for=203.0.113.7;proto=https"})
    void the_client_of_a_proxy_with_tls_gets_a_secure_cookie_and_stays_with_https(String name, String value) {
        try (var api = behind("127.0.0.1")) {
            var answer = signIn(api, name, value);

            assertThat(answer.header("Set-Cookie"))
                    .startsWith("__Host-grow_session=")
                    .endsWith("; Secure");
            assertThat(answer.header(HTTPS_ONLY)).isEqualTo("max-age=31536000");
        }
    }

    @ParameterizedTest
    @CsvSource({"X-Forwarded-Proto, http", "Forwarded, proto=http"})
    void the_client_of_a_proxy_without_tls_gets_neither(String name, String value) {
        try (var api = behind("127.0.0.1")) {
            var answer = signIn(api, name, value);

            assertThat(answer.header("Set-Cookie")).startsWith("grow_session=");
            assertThat(answer.header(HTTPS_ONLY)).isNull();
        }
    }

    @Test
    void problems_bind_browsers_to_https_too() {
        try (var api = behind("127.0.0.1")) {
            var answer = api.send("GET", "/api/unknown", Body.NONE, "X-Forwarded-Proto", "https");

            assertThat(answer.isProblem(404).header(HTTPS_ONLY)).isEqualTo("max-age=31536000");
        }
    }

    @Test
    void another_forwarded_host_does_not_open_the_server() {
        try (var api = behind("127.0.0.1");
                var connection = api.connect()) {
            connection
                    .send("GET /api/outreaches HTTP/1.1\nHost: evil.example\nX-Forwarded-Host: localhost\n\n")
                    .answer()
                    .isProblem(421);
        }
    }

    @Test
    void failed_sign_ins_slow_down_their_client_alone() {
        try (var api = behind("127.0.0.1")) {
            signIn(api);
            var wrong = Body.json("{\"email\":\"anna@acme.com\",\"password\":\"wrong horse battery\"}");
            for (int i = 0; i < 5; i++) {
                api.send("POST", "/api/session", wrong, "X-Forwarded-For", "203.0.113.7")
                        .isProblem(401);
            }

            api.send("POST", "/api/session", wrong, "X-Forwarded-For", "203.0.113.7")
                    .isProblem(429);
            api.send("POST", "/api/session", wrong, "X-Forwarded-For", "198.51.100.1")
                    .isProblem(401);
        }
    }

    @Test
    void trusted_proxies_have_no_limit_of_connections() {
        var limits = ConnectionLimits.ofThisProcess().withPerPeer(1);
        try (var api = Api.over(
                        Api.book(), settings -> settings.withLimits(limits).withTrustedProxies(networks("127.0.0.1")));
                var one = api.connect();
                var other = api.connect()) {
            var request = "GET /api/outreaches HTTP/1.1\nHost: localhost\n\n";

            assertThat(one.send(request).answer().status()).isEqualTo(200);
            assertThat(other.send(request).answer().status()).isEqualTo(200);
            assertThat(one.send(request).answer().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "10.0.0.0/8, ::ffff:10.1.1.1, true",
        "10.128.0.0/9, 10.127.255.255, false",
        "10.128.0.0/9, 10.255.255.255, true",
        "192.0.2.7, 192.0.2.7, true",
        "192.0.2.7, 192.0.2.6, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
    })
    void a_network_contains_the_addresses_with_its_first_bits(String network, String address, boolean contained) {
        assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
                .isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "10.0.0.0/33", "::1/129", "10.0.0.0/", "10.0.0.0/-1", "proxy.example", "/8", "10.0.0.0/8/8"})
    void a_network_is_an_address_and_a_number_of_bits(String text) {
        assertThat(Network.parse(text)).isEmpty();
    }
}

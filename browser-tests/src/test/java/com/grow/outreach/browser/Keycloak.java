package com.grow.outreach.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Keycloak server with the realm "acme". Without its distribution, tests are skipped; in CI, they fail. */
final class Keycloak implements AutoCloseable {

    static final String SECRET = "not-a-secret-but-a-test";
    static final String PASSWORD = "seven green bottles";

    private static final Path DISTRIBUTIONS = Path.of("target", "keycloak");
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Path home;
    private final int port;
    private Process process;

    private Keycloak(Path home, int port) {
        this.home = home;
        this.port = port;
    }

    /** Chooses a port. The server does not run yet. */
    static Keycloak installed() throws IOException {
        if (Files.isDirectory(DISTRIBUTIONS)) {
            try (var found = Files.list(DISTRIBUTIONS);
                    var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return new Keycloak(found.findFirst().orElseThrow(), free.getLocalPort());
            }
        }
        var message = "Keycloak is not unpacked; run Maven with -Pkeycloak";
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return abort(message);
    }

    String issuer() {
        return "http://localhost:%d/realms/acme".formatted(port);
    }

    /** Starts the server with a client for a Grow server, and waits until it answers. */
    void start(int portOfGrow) throws IOException, InterruptedException {
        var imports = Files.createDirectories(home.resolve("data").resolve("import"));
        try (var realm = Keycloak.class.getResourceAsStream("/acme-realm.json")) {
            Files.writeString(
                    imports.resolve("acme-realm.json"),
                    new String(realm.readAllBytes(), StandardCharsets.UTF_8)
                            .replace("localhost:3000", "localhost:" + portOfGrow));
        }
        var builder = new ProcessBuilder(
                "sh",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--import-realm");
        builder.environment()
                .putAll(Map.of(
                        "JAVA_HOME",
                        System.getProperty("java.home"),
                        "KC_BOOTSTRAP_ADMIN_USERNAME",
                        "admin",
                        "KC_BOOTSTRAP_ADMIN_PASSWORD",
                        PASSWORD));
        process = builder.redirectErrorStream(true)
                .redirectOutput(Path.of("target", "keycloak.log").toFile())
                .start();
        var deadline = Instant.now().plus(PATIENCE);
        while (!answers()) {
            if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                throw new AssertionError("Keycloak did not start; see target/keycloak.log");
            }
            Thread.sleep(500);
        }
    }

    private boolean answers() throws InterruptedException {
        try {
            return client.send(HttpRequest.newBuilder(URI.create(issuer())).build(), BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns a new access token of Anna for the API of Grow. */
    String accessToken() {
        return token(
                "acme", Map.of("client_id", "grow", "client_secret", SECRET, "username", "anna", "password", PASSWORD));
    }

    private String token(String realm, Map<String, String> fields) {
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&", "grant_type=password&", ""));
        var answer = send(HttpRequest.newBuilder(URI.create(
                        "http://localhost:%d/realms/%s/protocol/openid-connect/token".formatted(port, realm)))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
        var token = ACCESS_TOKEN.matcher(answer);
        if (!token.find()) {
            throw new AssertionError(answer);
        }
        return token.group(1);
    }

    /** Signs new tokens with a new key. */
    void rotateKeys() {
        var admin = token("master", Map.of("client_id", "admin-cli", "username", "admin", "password", PASSWORD));
        send(HttpRequest.newBuilder(URI.create("http://localhost:%d/admin/realms/acme/components".formatted(port)))
                .header("Authorization", "Bearer " + admin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("""
                        {"name": "next", "providerId": "rsa-generated", "providerType": "org.keycloak.keys.KeyProvider",
                         "config": {"priority": ["1000"], "enabled": ["true"], "active": ["true"], "keySize": ["2048"]}}
                        """)));
    }

    private String send(HttpRequest.Builder request) {
        try {
            var response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() >= 400) {
                throw new AssertionError(response.statusCode() + " " + response.body());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }
}

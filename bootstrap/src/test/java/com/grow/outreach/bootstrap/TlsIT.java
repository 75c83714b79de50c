package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application with TLS. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TlsIT {

    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    Path directory;

    @Test
    void serves_https_with_a_certificate_and_its_key() throws Exception {
        var store = keytool();
        var certificate = pem("CERTIFICATE", store.getCertificate("server").getEncoded());
        var key = pem("PRIVATE KEY", store.getKey("server", PASSWORD).getEncoded());

        try (var grow = GrowProcess.serve(directory.resolve("data"), "--tls-cert", certificate, "--tls-key", key);
                var client = HttpClient.newBuilder().sslContext(trusting(store)).build()) {
            var url = "https://localhost:" + grow.http().port();
            var request =
                    HttpRequest.newBuilder(URI.create(url + "/api/outreaches")).build();

            assertThat(client.send(request, BodyHandlers.ofString()).statusCode())
                    .isEqualTo(200);
            assertThat(grow.lines()).anySatisfy(line -> assertThat(line).contains("Grow is up: see " + url));
            assertThat(grow.http().get("/api/outreaches").status()).isEqualTo(400);
        }
    }

    private KeyStore keytool() throws GeneralSecurityException, IOException, InterruptedException {
        var file = directory.resolve("store.p12");
        var java = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var command =
                "-genkeypair -alias server -keyalg EC -dname CN=localhost -ext san=dns:localhost -storetype PKCS12"
                        + " -storepass changeit -keystore";
        var process = new ProcessBuilder((java + " " + command + " " + file).split(" "))
                .inheritIO()
                .start();
        assertThat(process.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    private String pem(String kind, byte[] content) throws IOException {
        var lines = Base64.getMimeEncoder().encodeToString(content);
        return Files.writeString(
                        directory.resolve(kind + ".pem"),
                        "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, lines))
                .toString();
    }

    private static SSLContext trusting(KeyStore store) throws GeneralSecurityException, IOException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}

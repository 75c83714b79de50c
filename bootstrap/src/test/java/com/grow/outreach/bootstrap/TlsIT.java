package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application with TLS. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class TlsIT {

    @TempDir
    Path directory;

    @Test
    void serves_https_with_a_certificate_and_its_key() throws Exception {
        var files = CertificateFiles.make(directory);

        try (var grow = GrowProcess.serve(directory.resolve("data"), files.options());
                var client = HttpClient.newBuilder().sslContext(files.client()).build()) {
            var url = "https://localhost:" + grow.http().port();
            var request = HttpRequest.newBuilder(URI.create(url + "/api/outreaches"));

            var modern = client.send(request.build(), BodyHandlers.ofString());
            var old = client.send(request.version(Version.HTTP_1_1).build(), BodyHandlers.ofString());

            assertThat(modern.statusCode()).isEqualTo(200);
            assertThat(modern.version()).isEqualTo(Version.HTTP_2);
            assertThat(old.version()).isEqualTo(Version.HTTP_1_1);
            assertThat(modern.body()).isEqualTo(old.body());
            assertThat(grow.lines()).anySatisfy(line -> assertThat(line).contains("Grow is up: see " + url));
            assertThat(grow.http().get("/api/outreaches").status()).isEqualTo(400);
        }
    }
}

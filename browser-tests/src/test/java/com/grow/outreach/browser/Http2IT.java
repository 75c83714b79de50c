package com.grow.outreach.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.CertificateFiles;
import com.grow.outreach.bootstrap.GrowProcess;
import com.microsoft.playwright.Browser;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The app over HTTPS, for which browsers choose HTTP/2. */
class Http2IT {

    private static final String PROTOCOLS =
            "[...new Set(performance.getEntries().map(entry => entry.nextHopProtocol).filter(Boolean))]";

    @TempDir
    private Path directory;

    @Test
    void the_app_and_its_requests_use_http_2() {
        var files = CertificateFiles.make(directory);
        try (var grow = GrowProcess.serve(directory.resolve("data"), files.options());
                var chromium = Chromium.start();
                var window = chromium.window(new Browser.NewContextOptions()
                        .setIgnoreHTTPSErrors(true)
                        .setBaseURL("https://localhost:" + grow.http().port()))) {
            window.open("/");

            assertThat(window.page().evaluate(PROTOCOLS)).isEqualTo(List.of("h2"));
        }
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The README's screenshot of the app, which {@code browser-tests/screenshot} updates. The test writes it to this module's
 * {@code target}, or to the file in the property {@code grow.screenshot}.
 */
class ScreenshotIT {

    private static final Path FILE = Path.of(System.getProperty("grow.screenshot", "target/app.png"));

    @TempDir
    private static Path data;

    @Test
    void the_app_shows_a_list_and_one_outreach_beside_it() {
        try (var chromium = Chromium.start();
                var grow = GrowProcess.serve(data);
                var window = chromium.window(new NewContextOptions()
                        .setBaseURL("http://localhost:" + grow.http().port())
                        .setViewportSize(1280, 760)
                        .setColorScheme(ColorScheme.LIGHT))) {
            window.open("/?status=ready&sort=company#out_11111");
            assertThat(window.panel().locator(".moves")).isVisible();

            window.page().screenshot(new ScreenshotOptions().setPath(FILE));

            assertThat(FILE).isNotEmptyFile();
            window.hasNoComplaints();
        }
    }
}

package com.grow.outreach.browser;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The installed Chromium. Without one, tests are skipped; in CI, they fail. */
final class Chromium implements AutoCloseable {

    private static final List<Path> PLACES = List.of(
            Path.of("/usr/bin/chromium"),
            Path.of("/usr/bin/chromium-browser"),
            Path.of("/usr/bin/google-chrome"),
            Path.of("/snap/bin/chromium"),
            Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** The sandbox does not work for root, as in a container. The other flags prevent requests to its vendor. */
    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Long enough for a busy machine; only a failing assertion waits so long. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Playwright playwright;
    private final Browser browser;

    private Chromium(Path executable, String... flags) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE.toMillis());
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(Stream.concat(FLAGS.stream(), Stream.of(flags)).toList()));
    }

    /** Starts Chromium with additional flags. */
    static Chromium start(String... flags) {
        return PLACES.stream()
                .filter(Files::isExecutable)
                .findFirst()
                .map(executable -> new Chromium(executable, flags))
                .orElseGet(Chromium::missing);
    }

    private static Chromium missing() {
        var message = "No Chromium is installed, so the web app is not tested. Looked for " + PLACES;
        if ("true".equals(System.getenv("CI"))) {
            throw new AssertionError(message);
        }
        return abort(message);
    }

    /** Opens a window whose paths are relative to an address of Grow. */
    Window window(String baseUrl) {
        return window(new Browser.NewContextOptions().setBaseURL(baseUrl));
    }

    Window window(Browser.NewContextOptions options) {
        return new Window(browser.newContext(options.setLocale("en-US")).newPage());
    }

    @Override
    public void close() {
        playwright.close();
    }
}

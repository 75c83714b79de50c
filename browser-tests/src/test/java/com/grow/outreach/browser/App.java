package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.grow.outreach.bootstrap.Http;
import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A Grow server with a new database, and a browser. Both start once for all tests of a class. The windows of a test are
 * closed after it.
 */
final class App implements BeforeAllCallback, AfterAllCallback, AfterEachCallback {

    /** The password of all users of the tests. */
    static final String PASSWORD = "seven green bottles";

    private final boolean hasAuthentication;
    private final String[] options;
    private final List<Window> windows = new ArrayList<>();

    private Path data;
    private Chromium chromium;
    private GrowProcess grow;
    private Sql sql;
    private String invitation;

    private App(boolean hasAuthentication, String... options) {
        this.hasAuthentication = hasAuthentication;
        this.options = options.clone();
    }

    /** Returns a server without authentication, with more options of the command. */
    static App open(String... options) {
        return new App(false, options);
    }

    /** Returns a server with authentication, and an invitation of the administrator Anna Schmidt, anna@acme.com. */
    static App withAuthentication() {
        return new App(true, "--auth");
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        chromium = Chromium.start();
        data = Files.createTempDirectory("grow-app");
        if (hasAuthentication) {
            invitation = invite();
        }
        grow = GrowProcess.serve(data, options);
    }

    private String invite() {
        try (var invite = GrowProcess.run(
                "user",
                "invite",
                "--admin",
                "anna@acme.com",
                "--name",
                "Anna Schmidt",
                "--data-dir",
                data.toString())) {
            assertThat(invite.exitCode()).as(() -> invite.lines().toString()).isZero();
            var url = invite.lines().getLast();
            return url.substring(url.indexOf("/sign-in"));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        windows.forEach(Window::close);
        windows.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) throws SQLException, IOException {
        if (sql != null) {
            sql.close();
        }
        if (grow != null) {
            grow.close();
        }
        if (chromium != null) {
            chromium.close();
        }
        if (data != null) {
            delete(data);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(App::deleteOne);
        }
    }

    private static void deleteOne(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the address of the server, without a path. */
    String url() {
        return "http://localhost:" + grow.http().port();
    }

    /** Returns the path of the page on which Anna Schmidt sets her password. */
    String invitation() {
        return requireNonNull(invitation);
    }

    /** Returns a connection to the server's database. */
    Sql sql() throws SQLException {
        if (sql == null) {
            sql = connect();
        }
        return sql;
    }

    /** Opens another connection to the server's database. */
    Sql connect() throws SQLException {
        return Sql.connect(GrowProcess.jdbcUrl(data));
    }

    /** Returns a client of the server's API. */
    Http http() {
        return grow.http();
    }

    /** Opens a window. */
    Window window() {
        return window(new NewContextOptions());
    }

    /** Opens a window of a scheme and a width. */
    Window window(ColorScheme scheme, int width) {
        return window(scheme, width, null);
    }

    /**
     * Opens a window of a signed-in user.
     *
     * @param cookies what {@link #accept} returned; null for nobody
     */
    Window window(ColorScheme scheme, int width, String cookies) {
        return window(new NewContextOptions()
                .setColorScheme(scheme)
                .setViewportSize(width, 900)
                .setStorageState(cookies));
    }

    /** Opens a window with other options. */
    Window window(NewContextOptions options) {
        return opened(options.setBaseURL(url()));
    }

    /** Opens a window of another server. */
    Window windowAt(String url) {
        return opened(new NewContextOptions().setBaseURL(url));
    }

    private Window opened(NewContextOptions options) {
        var window = chromium.window(options);
        windows.add(window);
        return window;
    }

    /** Sets the password with a one-time link, and returns the cookies of the session. */
    String accept(String link) {
        try (var own = chromium.window(url())) {
            own.page().navigate(link.substring(link.indexOf("/sign-in")));
            own.page().getByLabel("New password").fill(PASSWORD);
            own.page().keyboard().press("Enter");
            assertThat(own.page().locator(".account")).isVisible();
            return own.page().context().storageState();
        }
    }
}

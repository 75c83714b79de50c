package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation page of the API. */
class DocumentationIT {

    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static GrowProcess grow;

    @BeforeAll
    static void start() {
        chromium = Chromium.start();
        grow = GrowProcess.serve(data);
    }

    @AfterAll
    static void stop() {
        if (grow != null) {
            grow.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    private static Window window(ColorScheme scheme, int width) {
        var window = chromium.window(new NewContextOptions()
                .setBaseURL("http://localhost:" + grow.http().port())
                .setColorScheme(scheme)
                .setViewportSize(width, 844));
        window.page().navigate("/api/docs");
        assertThat(call(window, "GET", "/api/outreaches/{id}")).isVisible();
        return window;
    }

    private static Locator call(Window window, String method, String path) {
        return window.page()
                .locator(".opblock-" + method.toLowerCase(Locale.ROOT))
                .filter(new Locator.FilterOptions()
                        .setHas(window.page().locator(".opblock-summary-path[data-path='%s']".formatted(path))));
    }

    private static Locator opened(Window window, String method, String path) {
        var call = call(window, method, path);
        call.locator(".opblock-summary-control").click();
        button(call, "Try it out").click();
        return call;
    }

    private static Locator button(Locator call, String name) {
        return call.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    @Test
    void try_it_out_shows_the_answer_of_the_running_server() {
        try (var window = window(ColorScheme.LIGHT, 1280)) {
            var call = opened(window, "GET", "/api/outreaches/{id}");
            var id = call.getByLabel("id", new Locator.GetByLabelOptions().setExact(true));
            assertThat(id).hasValue("out_11111");

            button(call, "Execute").click();
            var answer = call.locator(".live-responses-table tbody");
            assertThat(answer).containsText("200");
            assertThat(answer.locator("pre.microlight").first())
                    .hasText(Pattern.compile(
                            "\\{\\s*\"id\": \"out_11111\",\\s*\"channel\": \"email\",\\s*\"person_id\": \"per_22222\",\\s*"
                                    + "\"sequence_id\": \"seq_33333\",\\s*\"current_state\": \"ready\"\\s*}"));

            id.fill("out_nowhere");
            button(call, "Execute").click();
            assertThat(answer).containsText("404");
            assertThat(answer).containsText("There is no outreach 'out_nowhere'.");
        }
    }

    @Test
    void try_it_out_sends_the_example_body() {
        try (var window = window(ColorScheme.LIGHT, 1280)) {
            var call = opened(window, "PATCH", "/api/outreaches/batch_assign");
            button(call, "Execute").click();
            var answer = call.locator(".live-responses-table tbody");
            assertThat(answer).containsText("200");
            assertThat(answer).containsText("\"sequence_name\": \"Welcome Sequence\"");
            window.hasNoComplaints();
        }
    }

    @Test
    void search_covers_the_whole_description_of_a_call() {
        try (var window = window(ColorScheme.LIGHT, 1280)) {
            var page = window.page();
            page.keyboard().press("/");
            page.keyboard().type("start_enrichment dry_run");
            assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("\\d+ calls"));
            assertThat(call(window, "PATCH", "/api/outreaches/batch_start_enrichment"))
                    .isVisible();
            assertThat(call(window, "GET", "/api/companies")).hasCount(0);
            page.getByLabel("Search the API").fill("no call says this");
            assertThat(page.locator(".opblock")).hasCount(0);
            assertThat(page.getByRole(AriaRole.STATUS)).hasText("0 calls");
            page.getByLabel("Search the API").fill("");
            assertThat(page.locator(".opblock").nth(5)).isVisible();
            window.hasNoComplaints();
        }
    }

    @Test
    void a_link_leads_back_to_the_app() {
        try (var window = window(ColorScheme.LIGHT, 1280)) {
            window.link("← Back to app").click();
            window.isAt("/");
            assertThat(window.rows().first()).isVisible();
            window.hasNoComplaints();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280", "DARK, 1280", "LIGHT, 390"})
    void the_page_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var window = window(scheme, width)) {
            window.isAccessible();
            var call = opened(window, "PATCH", "/api/outreaches/{id}");
            button(call, "Execute").click();
            assertThat(call.locator(".live-responses-table")).isVisible();
            // Swagger UI disables and fades the button until the answer arrives.
            assertThat(button(call, "Execute")).isEnabled();
            window.isAccessible();
            assertThat(window.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            window.hasNoComplaints();
        }
    }
}

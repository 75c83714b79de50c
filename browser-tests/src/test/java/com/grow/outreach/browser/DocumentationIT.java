package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The documentation page of the API. */
class DocumentationIT {

    @RegisterExtension
    static final App APP = App.open();

    private Window window;
    private Page page;

    private void open(String place, ColorScheme scheme, int width) {
        window = APP.window(scheme, width);
        page = window.page();
        page.navigate("/api/docs" + place);
        assertThat(page.locator("main h1")).isVisible();
    }

    private void open(String place) {
        open(place, ColorScheme.LIGHT, 1440);
    }

    private Locator call(String id) {
        return page.locator("#" + id);
    }

    private static Locator button(Locator call, String name) {
        return call.getByRole(
                AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Opens a call's form and sends the request of the first example. */
    private Locator sent(String id) {
        open("#" + id);
        button(call(id), "Try it").click();
        button(call(id), "Send").click();
        return call(id).locator(".trial");
    }

    private Locator search() {
        return window.field("Search the API");
    }

    private Locator seen(String heading) {
        return page.getByRole(
                AriaRole.HEADING, new Page.GetByRoleOptions().setName(heading).setExact(true));
    }

    @Test
    void every_resource_and_call_is_in_the_navigation() {
        open("");
        var navigation = page.getByRole(AriaRole.NAVIGATION);
        assertThat(navigation.locator("summary"))
                .containsText(new String[] {"Outreaches", "Jobs", "Events", "Webhooks"});
        navigation.locator("summary").getByText("Webhooks").click();
        navigation.getByText("Create a webhook").click();

        assertThat(seen("Create a webhook")).isFocused();
        assertThat(seen("Create a webhook")).isInViewport();
        assertThat(page).hasTitle("Webhooks · Grow Outreach API");
        page.goBack();
        assertThat(seen("Grow Outreach API")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void the_search_covers_whole_descriptions_and_leads_to_the_call_by_keyboard() {
        open("");
        page.keyboard().press("/");
        page.keyboard().type("start_enrichment dry_run");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("2 calls");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(seen("Start the enrichment of an outreach")).isFocused();
        assertThat(seen("Start the enrichment of an outreach")).isInViewport();
        assertThat(search()).hasValue("");

        search().fill("no call says this");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("No results for “no call says this”.");
        window.hasNoComplaints();
    }

    @Test
    void each_call_has_samples_in_three_languages_that_follow_the_form() {
        open("#getOutreach");
        var call = call("getOutreach");
        var sample = call.locator(".box pre").first();
        assertThat(sample).hasText("curl " + APP.url() + "/api/outreaches/out_11111");
        button(call, "JavaScript").click();
        assertThat(sample).containsText("await fetch(\"" + APP.url() + "/api/outreaches/out_11111\")");
        button(call, "Try it").click();
        call.getByLabel("id", new Locator.GetByLabelOptions().setExact(true)).fill("out_30733");
        button(call, "Java").click();
        assertThat(sample).containsText("URI.create(\"" + APP.url() + "/api/outreaches/out_30733\")");
        assertThat(call("updateOutreach").locator(".box pre").first()).containsText("HttpRequest.newBuilder");
        window.hasNoComplaints();
    }

    @Test
    void shows_the_response_of_the_running_server() {
        var trial = sent("getOutreach");
        assertThat(trial.getByRole(AriaRole.STATUS)).hasText(Pattern.compile("200 OK in \\d+ ms"));
        assertThat(trial.locator("pre")).containsText("\"current_state\": \"ready\"");
        window.hasNoComplaints();

        trial.getByLabel("id", new Locator.GetByLabelOptions().setExact(true)).fill("out_nowhere");
        button(trial, "Send").press("Enter");
        assertThat(trial.getByRole(AriaRole.STATUS)).containsText("404 Not Found");
        assertThat(trial.locator("pre")).containsText("There is no outreach 'out_nowhere'.");
    }

    @Test
    void sends_the_body_of_the_picked_example() {
        open("#batchAssignSequence");
        var call = call("batchAssignSequence");
        call.getByLabel("Example", new Locator.GetByLabelOptions().setExact(true))
                .selectOption("Remove outreaches from their sequences");
        button(call, "Try it").click();
        assertThat(call.getByLabel("Body")).hasValue(Pattern.compile("\"sequence_id\":null"));
        button(call, "Send").click();
        assertThat(call.locator(".trial pre")).containsText("\"updated_count\"");
        window.hasNoComplaints();
    }

    @Test
    void imports_a_file() {
        open("#importFiles");
        var call = call("importFiles");
        button(call, "Try it").click();
        var file = new FilePayload("leads.csv", "text/csv", "Name,Company Name\nJo Doe,Doe & Co\n".getBytes(UTF_8));
        call.getByLabel("File", new Locator.GetByLabelOptions().setExact(true)).setInputFiles(file);
        assertThat(call.locator(".box pre").first()).containsText("--data-binary @leads.csv");
        button(call, "Send").click();
        assertThat(call.getByRole(AriaRole.STATUS)).containsText("202 Accepted");
        assertThat(call.locator(".trial pre")).containsText("leads.csv");
        window.hasNoComplaints();
    }

    @Test
    void lists_jobs_and_creates_webhooks() {
        assertThat(sent("listJobs").locator("pre")).containsText("\"total_count\"");
        assertThat(sent("createWebhook").locator("pre")).containsText("\"secret\": \"whsec_");
        assertThat(sent("listWebhooks").locator("pre")).containsText("whk_77777");
        window.hasNoComplaints();
    }

    @Test
    void follows_events_until_the_reader_stops() {
        var trial = sent("followEvents");
        assertThat(trial.locator("pre")).containsText("retry: 1000");
        page.evaluate("""
                fetch("/api/outreaches/out_11111", {
                  method: "PATCH", headers: { "Content-Type": "application/json" }, body: '{"sequence_id":null}',
                })""");
        assertThat(trial.locator("pre")).containsText("event: outreach.assigned");
        var ended = new AtomicBoolean();
        page.onRequestFailed(request -> ended.set(true));
        button(trial, "Stop").click();
        page.waitForCondition(ended::get);
        assertThat(trial.getByRole(AriaRole.STATUS)).hasText("Stopped.");
        assertThat(button(trial, "Send")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void a_link_leads_back_to_the_app() {
        open("");
        window.link("← Back to app").click();
        window.isAt("/");
        assertThat(window.rows().first()).isVisible();
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 1024", "LIGHT, 390", "DARK, 390"})
    void the_page_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        open("", scheme, width);
        window.hasNoViolations();
        assertThat(page.locator("#search")).isVisible();
        search().fill("webhook");
        window.hasNoViolations();
        search().press("Escape");
        page.navigate("/api/docs#listJobs");
        button(call("listJobs"), "Try it").click();
        button(call("listJobs"), "Send").click();
        assertThat(call("listJobs").locator(".trial pre")).isVisible();
        call("listJobs").getByText("Fields of items").click();
        window.hasNoViolations();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);
    }

    @Test
    void a_small_window_has_the_contents_behind_a_button() {
        open("#listJobs", ColorScheme.LIGHT, 390);
        var navigation = page.getByRole(AriaRole.NAVIGATION);
        assertThat(navigation).isHidden();
        window.button("Contents").click();
        window.hasNoViolations();
        navigation.getByText("Stop a job").click();
        assertThat(navigation).isHidden();
        assertThat(seen("Stop a job")).isInViewport();
        window.hasNoComplaints();
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screens of imports, activity and webhooks. */
class ImportScreensIT {

    @RegisterExtension
    static final App APP = App.open("--webhook-allow-private");

    /** Four contacts: two valid ones, one with an invalid e-mail address, and one without a name and an address. */
    private static final String CONTACTS = """
            Full Name,E-mail,Company Name,Shoe size
            Iris Import,iris@import.example,Import & Co,38
            Ivo Import,ivo@import.example,Import & Co,44
            Ida Import,ida at import,Import & Co,39
            ,,Import & Co,40
            """;

    private static final List<String> DELIVERED = new CopyOnWriteArrayList<>();

    private static HttpServer endpoint;

    private Window window;
    private Page page;

    @BeforeAll
    static void listen() throws IOException {
        endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        endpoint.createContext("/", exchange -> {
            DELIVERED.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        endpoint.start();
    }

    @AfterAll
    static void stopListening() {
        endpoint.stop(0);
    }

    @BeforeEach
    void openWindow() {
        window = APP.window(ColorScheme.LIGHT, 1440);
        page = window.page();
    }

    private static String endpointUrl() {
        return "http://localhost:" + endpoint.getAddress().getPort() + "/hooks";
    }

    private Locator count(String name) {
        return page.locator(".counts > div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt").getByText(name, new Locator.GetByTextOptions().setExact(true))))
                .locator("dd");
    }

    /** Drops a file onto the screen as from another window. */
    private void drop(String name, String content) {
        var data = page.evaluateHandle("""
                ([name, content]) => {
                  const data = new DataTransfer();
                  data.items.add(new File([content], name, { type: "text/csv" }));
                  return data;
                }""", List.of(name, content));
        page.locator(".drop").dispatchEvent("drop", Map.of("dataTransfer", data));
        window.settled();
    }

    /** Calls the API and returns a field of the answer. */
    private String call(String method, String path, String body, String field) {
        return String.valueOf(page.evaluate("""
                async ([method, path, body, field]) => {
                  const headers = { "Content-Type": body.startsWith("{") ? "application/json" : "text/csv" };
                  return (await (await fetch(path, { method, headers, body: body || undefined })).json())[field];
                }""", List.of(method, path, body, field)));
    }

    @Test
    void a_dropped_file_is_mapped_checked_imported_and_imported_again_without_its_rejects() throws IOException {
        window.open("/imports");
        page.keyboard().press("o");
        assertThat(window.heading()).hasText("Import a file");
        window.hasNoViolations();
        drop("contacts.csv", CONTACTS);

        assertThat(page.getByLabel("Rows of the file")).isFocused();
        assertThat(window.row("Full Name")).containsText("Iris Import");
        assertThat(window.row("Full Name")).containsText("Imported");
        assertThat(window.row("Shoe size")).containsText("Ignored");
        assertThat(page.getByText("3 of 4 are imported")).isVisible();
        page.getByLabel("Field for Shoe size").selectOption("Title");
        assertThat(window.row("Shoe size").locator(".status")).hasText("Imported");
        window.settled().hasNoViolations();

        window.button("Check all rows").click();
        assertThat(page.getByRole(AriaRole.HEADING).getByText("What the import would do"))
                .isVisible();
        assertThat(count("Read")).hasText("4");
        assertThat(count("Ready to import")).hasText("3");
        assertThat(count("With warnings")).hasText("1");
        assertThat(count("Rejected")).hasText("1");
        assertThat(window.row("ida at import").last()).containsText("Warning");
        window.settled().hasNoViolations();

        window.button("Import").click();
        assertThat(window.heading()).hasText("contacts.csv");
        assertThat(count("Imported")).hasText("3");
        assertThat(page.locator(".facts")).containsText("Completed, 1 row rejected");
        window.settled().hasNoViolations();
        var download = page.waitForDownload(() -> window.link("Download as CSV").click());
        assertThat(Files.readString(download.path()))
                .contains("contacts.csv,5,person,,is missing; give a name or an email,error");

        window.open("/imports/new");
        var file = new FilePayload(
                "corrected.csv",
                "text/csv",
                CONTACTS.replace("\n,,", "\nNina,,").getBytes(UTF_8));
        page.getByLabel("Drop a file here, or choose one").setInputFiles(file);
        window.settled();
        assertThat(window.row("Full Name")).containsText("Imported");
        window.button("Import").click();
        assertThat(window.heading()).hasText("corrected.csv");
        assertThat(count("Rejected")).hasText("0");

        window.open("/imports");
        assertThat(window.row("corrected.csv")).containsText("Completed");
        assertThat(window.row("contacts.csv").first()).containsText("Completed, 1 row rejected");
        window.hasNoComplaints();
    }

    @Test
    void an_ended_job_shows_what_it_refused_tries_again_and_is_undone() throws SQLException {
        var book = new Book(APP.sql());
        book.company("act", "Activity & Co").outreaches("act", 1, 3, "ready").outreaches("act", 4, 4, "enrichment");
        window.open("/activity");
        call(
                "PATCH",
                "/api/outreaches/batch_start_enrichment",
                "{\"outreach_ids\":[\"out_act_1\",\"out_act_2\",\"out_act_4\"]}",
                "success_count");
        page.keyboard().press("r");
        var job = window.row("Moved 2 outreaches to Enrichment").first();
        assertThat(job).containsText("Completed");
        job.getByRole(AriaRole.LINK).click();
        assertThat(count("Changed")).hasText("2");
        assertThat(count("Refused")).hasText("1");
        assertThat(page.getByText("Already in the state Enrichment.")).isVisible();
        window.settled().hasNoViolations();

        APP.sql().execute("update outreaches set current_state = 'ready' where public_id = 'out_act_4'");
        window.button("Try again").click();
        assertThat(window.tray()).containsText("Moved 1 outreach to Enrichment.");

        window.button("Undo…").click();
        window.hasNoViolations();
        window.dialogButton("Undo job").press("Enter");
        assertThat(window.heading()).hasText(Pattern.compile("Und(id|oing) the change to 2 outreaches"));
        assertThat(page.locator(".facts")).containsText("Completed");
        assertThat(book.count("act", "o.current_state = 'ready'")).isEqualTo(3);
        window.hasNoComplaints();
    }

    @Test
    void a_running_job_is_stopped_from_its_page() throws SQLException {
        var book = new Book(APP.sql());
        book.company("halt", "Halt").outreaches("halt", 1, 30_400, "ready");
        window.open("/activity");
        try (var held = APP.connect()) {
            // The job, which starts with the newest, waits for this lock in its middle.
            held.execute("begin");
            held.execute("select from outreaches where public_id = 'out_halt_5000' for update");
            var id = call(
                    "PATCH",
                    "/api/outreaches/batch_start_enrichment",
                    "{\"filter\":{\"company_id\":\"com_halt\"}}",
                    "id");
            page.navigate("/activity/" + id);
            assertThat(page.locator("main")).containsText("4,000 of 30,400");
            window.button("Stop…").click();
            window.dialogButton("Stop job").click();
            // The request to stop waits for the job, which holds its own row.
            APP.sql()
                    .await(
                            "count(*) >= 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%jobs%'");
            held.execute("commit");
        }
        assertThat(page.locator(".facts")).containsText("Stopped");
        // The next steps can get the row of the job before the request does.
        assertThat(count("Changed")).hasText(Pattern.compile("[0-9]+,000"));
        window.settled().hasNoComplaints();
    }

    @Test
    void the_activity_shows_imports_look_ups_and_deliveries() {
        window.open("/activity");
        call("POST", "/api/webhooks", "{\"id\":\"whk_activity\",\"url\":\"" + endpointUrl() + "\"}", "id");
        call("POST", "/api/imports?name=activity.csv", "Name,Company\nAb Cd,Ef\n", "id");
        page.keyboard().press("r");
        assertThat(window.row("activity.csv")).containsText("Completed");
        assertThat(page.getByRole(
                        AriaRole.HEADING,
                        new Page.GetByRoleOptions().setName(Pattern.compile("^Contact data being looked up"))))
                .isVisible();
        assertThat(window.row(endpointUrl()).first()).containsText("Active");
        window.row("activity.csv").getByRole(AriaRole.LINK).click();
        assertThat(window.heading()).hasText("activity.csv");
        window.hasNoComplaints();
    }

    @Test
    void a_webhook_is_created_delivers_rotates_its_secret_and_is_deleted() throws SQLException {
        new Book(APP.sql()).company("hook", "Hook").outreaches("hook", 1, 1, "ready");
        window.open("/webhooks");
        page.keyboard().press("o");
        window.dialog().getByLabel("URL").fill(endpointUrl() + "/new");
        window.dialog().getByLabel("Description").fill("CRM sync");
        window.hasNoViolations();
        page.keyboard().press("Enter");
        assertThat(window.dialog().getByLabel("Secret")).hasValue(Pattern.compile("whsec_.+"));
        window.hasNoViolations();
        window.dialogButton("Done").press("Enter");
        assertThat(window.heading()).hasText(endpointUrl() + "/new");
        assertThat(page.getByText("No deliveries in the last 7 days")).isVisible();

        call("PATCH", "/api/outreaches/out_hook_1/start_enrichment", "{}", "id");
        assertThat(window.row("Outreach transitioned").first()).containsText("Delivered");
        assertThat(window.row("Outreach transitioned").first()).containsText("HTTP 204");
        assertThat(DELIVERED).anySatisfy(body -> assertThat(body).contains("out_hook_1"));
        window.button("Resend Outreach transitioned").click();
        assertThat(window.row("Outreach transitioned").first().locator("[data-name=Attempts]"))
                .hasText("2");
        window.button("Send test").click();
        assertThat(window.row("Webhook test")).containsText("Delivered");
        assertThat(DELIVERED).anySatisfy(body -> assertThat(body).contains("webhook.test"));
        page.getByLabel("Status").selectOption("Failed");
        assertThat(page.getByText("No deliveries in the last 7 days")).isVisible();
        window.settled().hasNoViolations();

        window.button("Rotate secret…").click();
        window.hasNoViolations();
        window.dialogButton("Rotate secret").click();
        assertThat(window.dialog().getByLabel("Secret")).hasValue(Pattern.compile("whsec_.+"));
        window.dialogButton("Done").click();

        window.button("Pause").click();
        window.dialogButton("Pause webhook").click();
        assertThat(page.locator(".facts")).containsText("Paused");
        window.button("Delete…").click();
        window.dialog().getByRole(AriaRole.BUTTON).last().click();
        assertThat(window.heading()).hasText("Webhooks");
        assertThat(window.row(endpointUrl() + "/new")).hasCount(0);
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({"DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void every_screen_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        window.open("/imports");
        var imported = call("POST", "/api/imports?name=fits.csv", CONTACTS, "id");
        var webhook = call("POST", "/api/webhooks", "{\"url\":\"" + endpointUrl() + "\"}", "id");
        var own = APP.window(scheme, width);
        for (var path : List.of(
                "/imports", "/imports/new", "/imports/" + imported, "/activity", "/webhooks", "/webhooks/" + webhook)) {
            own.open(path).hasNoViolations();
            assertThat(own.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .as(path)
                    .isEqualTo(true);
        }
        own.hasNoComplaints();
    }
}

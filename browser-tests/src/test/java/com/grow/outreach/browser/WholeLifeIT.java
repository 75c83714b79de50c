package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The life of outreaches in the web app: creation, moves, opt-outs, jobs for all matches, and changes by others. */
class WholeLifeIT {

    @RegisterExtension
    static final App APP = App.open();

    private static Sql sql;
    private static Book book;

    private Window window;

    @BeforeAll
    static void connect() throws SQLException {
        sql = APP.sql();
        book = new Book(sql);
    }

    @BeforeEach
    void openWindow() {
        window = APP.window();
    }

    private void confirm(String name) {
        window.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(name))
                .click();
    }

    @Test
    void an_outreach_moves_with_a_reason_and_the_other_states_say_why_not() throws SQLException {
        book.company("move", "Move On").outreaches("move", 1, 1, "ready");
        window.open("/?company_id=com_move#out_move_1");

        assertThat(window.button("Move to Waiting")).hasAttribute("aria-disabled", "true");
        assertThat(window.button("Move to Waiting"))
                .hasAccessibleDescription("From Ready, an outreach can only move to enrichment or not available.");
        window.page().getByLabel("Reason (optional)").fill("has left the company");
        window.button("Move to Not available").click();

        assertThat(window.tray()).containsText("Moved 1 outreach to Not available.");
        assertThat(window.panel().locator(".history li")).hasCount(1);
        assertThat(window.panel().locator(".history li")).containsText("has left the company");
        assertThat(window.button("Move to Ready")).hasAttribute("aria-disabled", "true");
        assertThat(window.button("Move to Enrichment")).hasAttribute("aria-disabled", "false");
        assertThat(window.page().locator("tr[data-id=out_move_1] .chip")).hasText("Not available");
        window.hasNoComplaints();
    }

    @Test
    void an_opt_out_blocks_the_channel_until_it_is_revoked() throws SQLException {
        book.company("opt", "Opted Out").outreaches("opt", 1, 1, "ready");
        window.open("/?company_id=com_opt#out_opt_1");
        var email = channel("Email");
        var enrichment = window.button("Move to Enrichment");
        assertThat(enrichment).hasAttribute("aria-disabled", "false");

        email.check();
        assertThat(enrichment).hasAttribute("aria-disabled", "true");
        assertThat(enrichment).hasAccessibleDescription("The person opted out of this channel.");
        assertThat(window.button("Move to Not available")).hasAttribute("aria-disabled", "false");
        assertThat(sql.value("select opted_out from people where public_id = 'per_opt_1'"))
                .isEqualTo("{email}");

        email.uncheck();
        assertThat(enrichment).hasAttribute("aria-disabled", "false");
        assertThat(sql.value("select opted_out from people where public_id = 'per_opt_1'"))
                .isEqualTo("{}");
        window.hasNoComplaints();
    }

    @Test
    void an_opt_out_keeps_concurrent_opt_outs() throws SQLException {
        book.company("both", "Both Ways").outreaches("both", 1, 1, "ready");
        window.open("/?company_id=com_both#out_both_1");
        assertThat(channel("Phone")).not().isChecked();
        APP.http().form("/api/people/per_both_1", "opt_outs=phone");

        window.page()
                .waitForResponse(
                        answer -> answer.request().method().equals("PATCH") && answer.ok(),
                        () -> channel("Email").check());

        assertThat(channel("Phone")).isChecked();
        assertThat(channel("Email")).isChecked();
        assertThat(sql.value("select opted_out @> '{email,phone}' from people where public_id = 'per_both_1'"))
                .isEqualTo("t");
        window.hasNoComplaints();
    }

    @Test
    void an_unsaved_opt_out_stays_ticked_when_the_outreach_is_read_again() throws SQLException {
        book.company("slow", "Slow Answers").outreaches("slow", 1, 1, "ready");
        var held = new ArrayList<Route>();
        window.page().route("**/api/people/per_slow_1", route -> {
            if (route.request().method().equals("PATCH")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        window.open("/?company_id=com_slow#out_slow_1");
        channel("Email").check();
        window.page().waitForCondition(() -> !held.isEmpty());

        APP.http().form("/api/outreaches/out_slow_1/transition_to", "state=enrichment");
        assertThat(window.panel().locator(".standing .chip")).hasText("Enrichment");
        assertThat(channel("Email")).isChecked();

        held.forEach(Route::resume);
        assertThat(window.panel().locator(".moves").first()).containsText("The person opted out of this channel.");
        assertThat(channel("Email")).isChecked();
        window.hasNoComplaints();
    }

    @Test
    void a_refused_opt_out_says_why_and_is_not_ticked() throws SQLException {
        book.company("deny", "Denied").outreaches("deny", 1, 1, "ready");
        window.page().route("**/api/people/per_deny_1", route -> {
            if (route.request().method().equals("PATCH")) {
                route.fulfill(new FulfillOptions()
                        .setStatus(422)
                        .setContentType("application/problem+json")
                        .setBody("{\"title\":\"Unprocessable Content\",\"status\":422,\"detail\":\"Not today.\"}"));
            } else {
                route.resume();
            }
        });
        window.open("/?company_id=com_deny#out_deny_1");

        channel("Email").click();

        assertThat(window.panel().getByRole(AriaRole.ALERT)).hasText("Not today.");
        assertThat(channel("Email")).not().isChecked();
    }

    private Locator channel(String name) {
        return window.panel().getByLabel(name, new Locator.GetByLabelOptions().setExact(true));
    }

    @Test
    void an_outreach_to_a_new_person_is_created_by_keyboard_and_problems_appear_at_their_fields() throws SQLException {
        window.open("/");
        var keyboard = window.page().keyboard();
        keyboard.press("o");
        window.dialogButton("Add a new person").press("Enter");
        assertThat(field("Name")).isFocused();
        keyboard.type("Nora Neu");
        window.dialogButton("Add a new company").press("Enter");
        assertThat(field("Company")).isFocused();
        keyboard.type("Neuland");
        keyboard.press("Tab");
        keyboard.press("Tab");
        assertThat(field("Email")).isFocused();
        keyboard.type("nora at neuland");
        keyboard.press("Enter");

        assertThat(field("Email")).hasAccessibleDescription(Pattern.compile("^Got 'nora at neuland'; .*"));
        assertThat(field("Email")).isFocused();
        assertThat(field("Company")).hasValue("Neuland");
        field("Email").fill("nora@neuland.example");
        keyboard.press("Enter");

        assertThat(window.dialog()).hasCount(0);
        assertThat(window.panel()).containsText("Nora Neu");
        assertThat(window.panel()).containsText("nora@neuland.example");
        assertThat(sql.value("select string_agg(p.email || ' ' || o.channel, ',') from outreaches o"
                        + " join people p on p.id = o.person_id join companies c on c.id = p.company_id"
                        + " where c.name = 'Neuland'"))
                .isEqualTo("nora@neuland.example email");
        assertThat(sql.value("select count(*) from companies where name = 'Neuland'"))
                .isEqualTo("1");
    }

    @Test
    void an_outreach_to_an_existing_person_is_created_on_a_channel_and_in_a_sequence() throws SQLException {
        book.company("old", "Old Hands").outreaches("old", 1, 1, "ready");
        sql.execute("update people set name = 'Olga Ohm' where public_id = 'per_old_1'");
        window.open("/?company_id=com_old");
        window.button("New outreach").click();
        window.dialogButton("Create").click();
        assertThat(inDialog("Person")).isFocused();
        assertThat(inDialog("Person")).hasAccessibleDescription("Choose a person, or add a new one.");
        pick("Person", "olga o", "Olga Ohm");
        pick("Sequence", "welcome", "Welcome Sequence");
        window.dialog().getByLabel("LinkedIn").check();
        window.dialogButton("Create").click();

        assertThat(window.panel()).containsText("Welcome Sequence");
        assertThat(window.panel()).containsText("LinkedIn");
        assertThat(window.rows()).hasCount(2);
        assertThat(book.count("old", "o.channel = 'linkedin' and o.sequence_id is not null"))
                .isEqualTo(1);
        window.hasNoComplaints();
    }

    @Test
    void a_second_outreach_on_a_channel_is_created_only_after_confirmation() throws SQLException {
        book.company("twice", "Twice Told").outreaches("twice", 1, 1, "ready");
        sql.execute("update people set name = 'Tilda Twice' where public_id = 'per_twice_1'");
        window.open("/?company_id=com_twice");
        window.button("New outreach").click();
        assertThat(window.dialogButton("Create anyway")).hasCount(0);
        pick("Person", "tilda t", "Tilda Twice");
        window.dialogButton("Create").click();
        assertThat(window.dialog().getByRole(AriaRole.ALERT))
                .hasText("Tilda Twice already has an outreach on this channel: Email.");
        assertThat(book.count("twice", "true")).isEqualTo(1);

        window.dialog().getByLabel("Phone").check();
        assertThat(window.dialogButton("Create anyway")).hasCount(0);
        window.dialog().getByLabel("Email").check();
        window.dialogButton("Create").click();
        window.dialogButton("Create anyway").click();

        assertThat(window.dialog()).hasCount(0);
        assertThat(book.count("twice", "o.channel = 'email'")).isEqualTo(2);
    }

    @Test
    void an_outreach_on_an_opted_out_channel_can_not_be_created() throws SQLException {
        book.company("opted", "Opted Out").outreaches("opted", 1, 1, "ready");
        sql.execute("update people set name = 'Otto Out', opted_out = '{phone}' where public_id = 'per_opted_1'");
        window.open("/?company_id=com_opted");
        window.button("New outreach").click();
        pick("Person", "otto o", "Otto Out");
        window.dialog().getByLabel("Phone").check();
        window.dialogButton("Create").click();

        assertThat(window.dialog().getByRole(AriaRole.ALERT)).containsText("opted out of the channel 'phone'");
        assertThat(window.dialogButton("Create anyway")).hasCount(0);
        assertThat(book.count("opted", "true")).isEqualTo(1);
    }

    @Test
    void a_refused_person_leaves_no_company_behind() throws SQLException {
        window.open("/").button("New outreach").click();
        window.dialogButton("Add a new person").click();
        field("Name").fill("Wanda Away");
        window.dialogButton("Add a new company").click();
        field("Company").fill("Awaywards");
        field("Email").fill("wanda at awaywards");
        window.dialogButton("Create").click();
        assertThat(field("Email")).hasAccessibleDescription(Pattern.compile("^Got 'wanda at awaywards'; .*"));
        assertThat(sql.value("select count(*) from companies where name = 'Awaywards'"))
                .isEqualTo("0");
    }

    @Test
    void cancelling_while_something_is_being_created_leaves_nothing_behind() throws SQLException {
        var held = new ArrayList<Route>();
        window.page().route("**/api/outreaches", route -> {
            if (route.request().method().equals("POST")) {
                held.add(route);
            } else {
                route.resume();
            }
        });
        window.open("/").button("New outreach").click();
        window.dialogButton("Add a new person").click();
        field("Name").fill("Hella Halt");
        window.dialogButton("Add a new company").click();
        field("Company").fill("Haltestelle");
        window.dialogButton("Create").click();
        window.page().waitForCondition(() -> !held.isEmpty());
        window.dialogButton("Cancel").click();
        assertThat(window.dialog()).hasCount(0);

        window.page()
                .waitForResponse(
                        response -> response.url().contains("/api/companies/com_") && response.status() == 204,
                        () -> held.getFirst().resume());

        assertThat(sql.value("select count(*) from companies where name = 'Haltestelle'"))
                .isEqualTo("0");
        assertThat(sql.value("select count(*) from people where name = 'Hella Halt'"))
                .isEqualTo("0");
    }

    /** Returns a text field of the dialog. */
    private Locator field(String name) {
        return window.dialog().getByRole(AriaRole.TEXTBOX, new Locator.GetByRoleOptions().setName(name));
    }

    /** Returns a field of the dialog that finds records by name. */
    private Locator inDialog(String name) {
        return window.dialog().getByRole(AriaRole.COMBOBOX, new Locator.GetByRoleOptions().setName(name));
    }

    private void pick(String field, String part, String found) {
        inDialog(field).fill(part);
        assertThat(window.dialog().locator("li[role=option]").first()).containsText(found);
        inDialog(field).press("Enter");
    }

    @Test
    void a_selection_is_moved_after_a_forecast_of_how_many_can_move() throws SQLException {
        book.company("many", "Many Moves")
                .outreaches("many", 1, 20, "enrichment")
                .outreaches("many", 21, 25, "new");
        window.open("/?company_id=com_many");
        window.page().keyboard().press("A");
        window.page().keyboard().press("m");
        window.dialog().getByLabel("Waiting").check();
        assertThat(window.dialog().getByLabel("New")).hasCount(0);
        assertThat(window.dialog()).containsText("20 will change. 5 can’t be changed:");
        assertThat(window.dialog()).containsText("5 are in the state New, which does not allow it");
        window.dialog().getByLabel("Reason (optional)").fill("next quarter");
        confirm("Move 25 outreaches");

        assertThat(window.tray()).containsText("Moved 20 outreaches to Waiting.");
        assertThat(window.tray()).containsText("5 could not be changed");
        assertThat(window.tray()).containsText("5 New can’t be followed by Waiting.");
        assertThat(window.state("Waiting")).containsText("20");
        assertThat(sql.value("select count(*) from outreach_transitions where reason = 'next quarter'"))
                .isEqualTo("20");
        window.hasNoComplaints();
    }

    @Test
    void a_change_to_10_400_matches_is_a_job_that_shows_its_progress_after_a_reload_and_can_be_stopped()
            throws Exception {
        book.company("job", "Job Lot").outreaches("job", 1, 10_400, "ready");
        window.open("/?company_id=com_job");
        try (var held = APP.connect()) {
            // The job, which starts with the newest, waits for this lock in its middle.
            held.execute("begin");
            held.execute("select from outreaches where public_id = 'out_job_5000' for update");
            window.page().keyboard().press("A");
            window.page().keyboard().press("e");
            window.page().keyboard().press("Enter");
            assertThat(window.tray()).containsText("4,000 of 10,400");

            window.page().reload();
            window.settled();
            assertThat(window.tray()).containsText("Moving 10,400 outreaches to Enrichment…");
            assertThat(window.tray()).containsText("4,000 of 10,400");
            window.button("Stop").click();
            // The request to stop waits for the job, which holds its own row.
            sql.await("count(*) >= 1 from pg_stat_activity where wait_event_type = 'Lock' and query ilike '%jobs%'");
            held.execute("commit");
        }

        // The next step can get the row of the job before the request does.
        assertThat(window.tray())
                .containsText(Pattern.compile(
                        "Moved (6,000 outreaches to Enrichment. Stopped: 4,400|8,000 outreaches to Enrichment. Stopped: 2,400)"
                                + " outreaches unchanged."));
        int moved = book.count("job", "o.current_state = 'enrichment'");
        assertThat(moved).isIn(6_000, 8_000);
        assertThat(window.state("Enrichment")).containsText(moved == 6_000 ? "6,000" : "8,000");
        window.page().reload();
        window.settled();
        assertThat(window.tray()).hasCount(0);
        window.hasNoComplaints();
    }

    @Test
    void changes_by_others_appear_automatically() throws SQLException {
        book.company("live", "Live Wires").outreaches("live", 1, 3, "ready");
        window.open("/?company_id=com_live#out_live_2");
        assertThat(window.state("Ready")).containsText("3");
        assertThat(window.panel()).containsText("No history yet.");
        window.page().getByLabel("Reason (optional)").fill("half a sentence");

        APP.http().patch("/api/outreaches/out_live_2/start_enrichment");

        assertThat(window.page().locator("tr[data-id=out_live_2] .chip")).hasText("Enrichment");
        assertThat(window.state("Ready")).containsText("2");
        assertThat(window.panel().locator(".history li")).hasCount(1);
        assertThat(window.page().getByLabel("Reason (optional)")).hasValue("half a sentence");

        APP.http().form("/api/outreaches/out_live_1", "sequence_id=seq_33333");
        assertThat(window.page().locator("tr[data-id=out_live_1] .sequence")).hasText("Welcome Sequence");
        book.outreaches("live", 4, 4, "new");
        assertThat(window.rows()).hasCount(4);
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1360", "DARK, 1360", "LIGHT, 390"})
    void the_creation_dialog_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844))) {
            own.open("/").button("New outreach").click();
            own.button("Create").click();
            assertThat(own.dialog()).containsText("Choose a person");
            own.isAccessible();
            own.button("Add a new person").click();
            own.button("Create").click();
            assertThat(own.dialog()).containsText("Choose a company");
            own.isAccessible();
            assertThat(own.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            own.hasNoComplaints();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1360", "DARK, 1360", "LIGHT, 390"})
    void moving_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844))) {
            var page = own.open("/?status=ready&sort=company").page();
            page.getByLabel("Select this page").check();
            own.button("Move to…").click();
            own.dialog().getByLabel("Enrichment").check();
            assertThat(own.dialog()).containsText("will change");
            own.isAccessible();
            page.keyboard().press("Escape");
            own.rows().first().click();
            assertThat(page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Move to Not available")))
                    .isVisible();
            own.settled();
            own.isAccessible();
            assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isEqualTo(true);
            own.hasNoComplaints();
        }
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The settings, and what each role sees of the app. */
class SettingsScreensIT {

    @RegisterExtension
    static final App APP = App.withAuthentication();

    private static String admin;
    private static String company;

    private Window window;
    private Page page;

    @BeforeAll
    static void start() {
        admin = APP.accept(APP.invitation());
        try (var own = APP.window(ColorScheme.LIGHT, 900, admin)) {
            own.open("/settings");
            var anna = call(own, "GET", "/api/session", null, "user").toString();
            var id = anna.replaceAll(".*id=(usr_\\w+).*", "$1");
            company = call(own, "POST", "/api/companies", "{\"name\":\"Acme\",\"owner_id\":\"" + id + "\"}", "id")
                    .toString();
            var person = call(
                    own,
                    "POST",
                    "/api/people",
                    "{\"name\":\"Olivia Hart\",\"company_id\":\"" + company + "\",\"email\":\"olivia@acme.com\"}",
                    "id");
            call(own, "POST", "/api/outreaches", "{\"channel\":\"email\",\"person_id\":\"" + person + "\"}", "id");
            call(own, "POST", "/api/sequences", "{\"id\":\"seq_first\",\"name\":\"First\"}", "id");
        }
    }

    @BeforeEach
    void openWindow() {
        window = APP.window(ColorScheme.LIGHT, 1440, admin);
        page = window.page();
    }

    /** Calls the API with the session of a window, and returns a field of the answer. */
    private static Object call(Window window, String method, String path, String body, String field) {
        var script = """
            async ([method, path, body, field]) => {
              const headers = body ? { "Content-Type": "application/json" } : {};
              return (await (await fetch(path, { method, headers, body: body ?? undefined })).json())[field];
            }\
            """;
        return window.page().evaluate(script, Arrays.asList(method, path, body, field));
    }

    private static String invited(Window by, String email, String role) {
        return call(by, "POST", "/api/invitations", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}", "link")
                .toString();
    }

    @Test
    void an_administrator_invites_a_user_by_keyboard_and_sees_the_link_once() {
        window.open("/settings/members");
        var keyboard = page.keyboard();
        keyboard.press("o");
        assertThat(window.dialog().getByLabel("Email")).isFocused();
        keyboard.type("ben@acme.com");
        keyboard.press("Tab");
        keyboard.type("Ben Miller");
        keyboard.press("Enter");
        var secret = window.dialog().getByLabel("Link");
        assertThat(secret).hasValue(Pattern.compile("http://localhost:\\d+/sign-in#token=.{43}"));
        window.isAccessible();
        var link = secret.inputValue();
        window.dialogButton("Done").click();
        assertThat(window.row("Ben Miller")).containsText("No password yet");
        assertThat(page.content()).doesNotContain(link);

        APP.accept(link);
        window.open("/settings/members");
        assertThat(window.row("Ben Miller")).containsText("Active");
        window.row("Ben Miller").getByText("Disable…").click();
        window.dialogButton("Disable user").click();
        assertThat(window.row("Ben Miller")).containsText("Disabled");
        assertThat(window.row("Ben Miller").getByText("Enable…")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void the_last_administrator_stays_one_and_the_refusal_names_the_user() {
        window.open("/settings/members");
        window.row("Anna Schmidt").getByText("Disable…").click();
        window.dialogButton("Disable user").click();
        assertThat(window.dialog().getByRole(AriaRole.ALERT))
                .hasText("Anna Schmidt is the last active administrator. Make another user an administrator first.");
        window.dialogButton("Cancel").click();
        window.row("Anna Schmidt").getByText("Change role…").click();
        window.dialog().getByLabel("Role").selectOption("reader");
        window.dialogButton("Save").click();
        assertThat(window.dialog().getByRole(AriaRole.ALERT))
                .containsText("Anna Schmidt is the last active administrator.");
    }

    @Test
    void a_token_appears_once_and_stops_working_when_it_is_revoked() {
        window.open("/settings/tokens");
        page.keyboard().press("o");
        page.keyboard().type("CRM sync");
        page.keyboard().press("Enter");
        var secret = window.dialog().getByLabel("Token");
        assertThat(secret).hasValue(Pattern.compile("grow_pat_\\w{43}"));
        var token = secret.inputValue();
        window.dialogButton("Done").click();
        assertThat(window.row("CRM sync")).containsText("Expires");
        assertThat(statusWith(token)).isEqualTo(200);

        window.row("CRM sync").getByText("Revoke…").click();
        window.dialogButton("Revoke token").click();
        assertThat(window.row("CRM sync")).containsText("Revoked");
        assertThat(statusWith(token)).isEqualTo(401);
    }

    private int statusWith(String token) {
        return (int) page.evaluate(
                "async (token) => (await fetch('/api/session', { credentials: 'omit', headers: { Authorization:"
                        + " `Bearer ${token}` } })).status",
                token);
    }

    @Test
    void a_team_is_created_gets_and_loses_users_and_is_deleted() {
        window.open("/settings/teams");
        page.keyboard().press("o");
        page.keyboard().type("Inbound");
        page.keyboard().press("Enter");
        assertThat(window.heading()).hasText("Inbound");
        window.filter("Add a user", "Anna", "Anna Schmidt");
        assertThat(page.locator(".team-users")).containsText("Anna Schmidt");
        window.button("Remove (Anna Schmidt)").click();
        window.dialogButton("Remove user").click();
        assertThat(page.locator(".team-users")).hasCount(0);
        window.button("Delete…").click();
        window.dialogButton("Delete team").click();
        window.isAt("/settings/teams");
        assertThat(page.getByText("No teams yet")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void a_user_changes_the_password_and_revokes_the_other_sessions() {
        window.open("/settings");
        var first = APP.accept(invited(window, "cleo@acme.com", "rep"));
        try (var own = APP.window(ColorScheme.LIGHT, 1440, first);
                var other = APP.window(ColorScheme.LIGHT, 1440, null)) {
            other.page().navigate("/sign-in");
            other.page().getByLabel("E-mail address").fill("cleo@acme.com");
            other.page()
                    .getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                    .fill(App.PASSWORD);
            other.page().keyboard().press("Enter");
            assertThat(other.page().locator(".account")).isVisible();

            own.open("/settings");
            assertThat(own.page().locator("tbody tr")).hasCount(2);
            assertThat(own.page().getByText("This session")).hasCount(1);
            own.button("Revoke all others…").click();
            own.page()
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Revoke sessions"))
                    .click();
            assertThat(own.page().locator("tbody tr")).hasCount(1);
            other.page().reload();
            other.page().waitForURL(Pattern.compile(".*/sign-in"));

            own.page().getByLabel("Current password").fill("wrong green bottles");
            own.page().getByLabel("New password").fill("ten brown bottles");
            own.page().keyboard().press("Enter");
            assertThat(own.page().getByLabel("Current password")).hasAccessibleDescription("Is not your password.");
            own.page().getByLabel("Current password").fill(App.PASSWORD);
            own.page().keyboard().press("Enter");
            assertThat(own.page().getByText("Your password is changed.").first())
                    .isVisible();
        }
    }

    @Test
    void the_audit_log_names_users_and_records_and_is_filtered() {
        window.open("/settings/audit");
        assertThat(window.row("Created a company")).containsText("Acme");
        page.getByLabel("Action").selectOption("company.created");
        window.isAt("/settings/audit?action=company.created");
        assertThat(window.row("Created a company")).hasCount(1);
        assertThat(window.row("Created a company")).containsText("Anna Schmidt");
        assertThat(page.locator("tbody tr")).hasCount(1);
        window.open("/companies/" + company);
        assertThat(page.locator(".audit")).containsText("Created a company");
    }

    @Test
    void the_app_begins_with_the_outreaches_of_a_user_who_owns_companies() {
        page.navigate("/");
        page.waitForURL(Pattern.compile(".*/outreaches\\?owner=usr_.*"));
        assertThat(window.button("My outreaches")).hasAttribute("aria-pressed", "true");
        window.button("All").click();
        window.isAt("/outreaches");
        window.open("/?status=ready");
        window.isAt("/outreaches?status=ready");
    }

    /** The actions of the app, with the permission that each needs. */
    private static final Map<String, Map<String, String>> ACTIONS = Map.of(
            "/outreaches", Map.of("New outreach", "work"),
            "/sequences", Map.of("New sequence…", "manage"),
            "/sequences/seq_first", Map.of("Rename…", "manage", "Delete…", "manage"),
            "/users", Map.of("New user…", "administer"),
            "/settings/tokens", Map.of("New token…", "own_account"));

    @ParameterizedTest
    @ValueSource(strings = {"reader", "rep", "manager", "admin"})
    void each_role_sees_the_actions_that_its_permissions_include(String role) {
        window.open("/settings");
        var state = APP.accept(invited(window, role + "@roles.example", role));
        try (var own = APP.window(ColorScheme.LIGHT, 1440, state)) {
            own.open("/outreaches");
            var permissions = (List<?>) call(own, "GET", "/api/session", null, "permissions");
            ACTIONS.forEach((path, actions) -> {
                own.open(path);
                actions.forEach((name, permission) -> {
                    if (permissions.contains(permission)) {
                        assertThat(own.button(name).first()).isVisible();
                    } else {
                        assertThat(own.button(name)).hasCount(0);
                    }
                });
            });
            var sections = own.open("/settings").page().locator(".sections a");
            assertThat(sections).hasCount(permissions.contains("administer") ? 5 : 2);
            own.open("/settings/members");
            assertThat(own.page().getByText("Your role does not include this page."))
                    .hasCount(permissions.contains("administer") ? 0 : 1);
            if (!role.equals("rep")) {
                own.open("/outreaches").rows().first().click();
                assertThat(own.panel()).containsText("History");
                assertThat(own.page().locator("#panel-moves")).hasCount(permissions.contains("work") ? 1 : 0);
                assertThat(own.page().getByLabel("Select this page")).hasCount(permissions.contains("work") ? 1 : 0);
            }
        }
    }

    @Test
    void on_an_open_server_the_settings_explain_access_control_and_the_history_names_the_chosen_user(
            @TempDir Path open) {
        try (var anonymous = GrowProcess.serve(open);
                var own = APP.windowAt("http://localhost:" + anonymous.http().port())) {
            own.open("/settings");
            assertThat(own.page().getByText("Access control is off")).isVisible();
            assertThat(own.page().locator(".sections a")).hasText(new String[] {"Account", "Audit log"});
            own.isAccessible();
            own.button("Who are you?").click();
            own.filter("User", "Dan", "Dan Okafor");
            own.page().keyboard().press("Enter");
            assertThat(own.page().locator(".account")).hasText("Dan Okafor");

            own.open("/outreaches?status=ready").rows().first().click();
            own.button("Move to Enrichment").click();
            assertThat(own.page().locator(".history li").first()).containsText("by Dan Okafor");
            own.open("/settings");
            assertThat(own.page().locator(".account")).hasText("Dan Okafor");
            own.hasNoComplaints();
        }
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void every_section_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(scheme, width, admin)) {
            for (var section : List.of("", "/tokens", "/members", "/teams", "/audit")) {
                own.open("/settings" + section).isAccessible();
                assertThat(List.of(own.page().evaluate("document.documentElement.scrollWidth <= innerWidth")))
                        .as(section)
                        .containsExactly(true);
            }
            own.open("/settings/members").button("Invite…").click();
            own.isAccessible();
            own.hasNoComplaints();
        }
    }
}

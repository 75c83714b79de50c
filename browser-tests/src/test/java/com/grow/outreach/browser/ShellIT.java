package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route.FulfillOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The app around its screens, and the screens of users and sequences. */
class ShellIT {

    @RegisterExtension
    static final App APP = App.open();

    private static Sql sql;

    private Window window;
    private Page page;

    @BeforeAll
    static void connect() throws SQLException {
        sql = APP.sql();
    }

    @BeforeEach
    void openWindow() {
        window = APP.window();
        page = window.page();
    }

    private Locator entry(String name) {
        return page.locator("#navigation")
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    private Locator input(String label) {
        return window.dialog().getByLabel(label);
    }

    @Test
    void the_navigation_changes_the_screen_without_loading_the_page_again() {
        window.open("/?status=ready");
        window.isAt("/outreaches?status=ready");
        page.evaluate("window.loaded = true");

        entry("Users").click();
        window.isAt("/users");
        assertThat(window.heading()).hasText("Users");
        assertThat(window.heading()).isFocused();
        assertThat(page).hasTitle("Users · Grow Outreach");
        assertThat(entry("Users")).hasAttribute("aria-current", "page");
        window.rows().first().click();
        assertThat(page.locator(".crumbs")).isVisible();
        assertThat(entry("Users")).hasAttribute("aria-current", "true");

        page.goBack();
        window.isAt("/users");
        page.goBack();
        window.isAt("/outreaches?status=ready");
        assertThat(window.state("Ready")).hasAttribute("aria-pressed", "true");
        assertThat(List.of(page.evaluate("window.loaded"))).containsExactly(true);
        window.hasNoComplaints();
    }

    @Test
    void an_address_without_a_screen_says_so() {
        window.open("/nowhere/at/all");
        assertThat(window.heading()).hasText("Page not found");
        window.hasNoViolations();
        window.link("Go to outreaches").click();
        window.isAt("/");
        assertThat(window.heading()).hasText("Outreaches");
        window.hasNoComplaints();
    }

    @Test
    void a_page_of_a_record_that_does_not_exist_says_so() {
        window.open("/users/usr_nobody");
        assertThat(page.getByText("This user does not exist")).isVisible();
        window.link("Show all users").click();
        window.isAt("/users");
    }

    @Test
    void running_work_and_its_undo_survive_a_change_of_the_screen() throws SQLException {
        new Book(sql).company("tray", "Tray Ltd").outreaches("tray", 1, 3, "ready");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id like 'out\\_tray\\_%'");
        window.open("/outreaches?company_id=com_tray");
        page.keyboard().press("a");
        window.button("Remove from sequence").click();
        assertThat(window.tray()).containsText("3 outreaches are in no sequence now");

        entry("Sequences").click();
        assertThat(window.heading()).hasText("Sequences");
        window.tray()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Undo"))
                .click();
        assertThat(window.tray()).containsText("Undid the change to 3 outreaches.");
        assertThat(List.of(sql.value("select count(*) from outreaches where public_id like 'out\\_tray\\_%'"
                        + " and sequence_id is not null")))
                .containsExactly("3");
        window.hasNoComplaints();
    }

    @Test
    void actions_and_shortcuts_appear_only_with_the_permission_for_them() {
        page.route(
                "**/api/session",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody("""
                        {"user": null, "role": "reader", "permissions": ["read", "own_account"], "scope": "everything"}""")));
        window.open("/users");
        assertThat(entry("Outreaches")).isVisible();
        assertThat(window.rows().first()).isVisible();
        assertThat(window.button("New user…")).hasCount(0);
        page.keyboard().press("o");
        page.keyboard().press("?");
        assertThat(window.dialog()).containsText("Next user");
        assertThat(window.dialog()).not().containsText("New user");
        window.hasNoComplaints();
    }

    @Test
    void a_user_is_created_edited_and_deleted_by_keyboard() {
        window.open("/users");
        var keyboard = page.keyboard();
        keyboard.press("o");
        assertThat(input("Name")).isFocused();
        keyboard.type("Nadia Nachtigall");
        keyboard.press("Enter");
        assertThat(input("Email")).isFocused();
        assertThat(input("Email")).hasAccessibleDescription("Enter the email.");
        keyboard.type("nadia at grow");
        keyboard.press("Enter");
        assertThat(input("Email"))
                .hasAccessibleDescription("Got 'nadia at grow'; expected an address like ann@acme.com.");
        input("Email").fill("nadia@grow.example");
        keyboard.press("Enter");
        assertThat(window.heading()).hasText("Nadia Nachtigall");
        assertThat(window.dialog()).hasCount(0);

        keyboard.press("e");
        input("Name").fill("Nadia Neu");
        keyboard.press("Enter");
        assertThat(window.heading()).hasText("Nadia Neu");

        window.button("Delete…").click();
        assertThat(window.dialog()).containsText("Delete Nadia Neu?");
        window.dialogButton("Delete user").click();
        window.isAt("/users");
        page.keyboard().press("/");
        keyboard.type("nadia");
        window.isAt("/users?name=nadia");
        assertThat(page.getByText("No user matches the filters.")).isVisible();
        window.button("Clear filter").click();
        window.isAt("/users");
    }

    @Test
    void a_list_is_used_by_keyboard_and_keeps_its_state_in_the_address() throws SQLException {
        for (int i = 10; i < 40; i++) {
            sql.execute("insert into sequences (public_id, name) values ('seq_list_%1$d', 'Listed %1$d')".formatted(i));
        }
        window.open("/sequences?name=listed&sort=name&per=25");
        assertThat(page.locator(".selection")).hasText("30 sequences");
        page.keyboard().press("j");
        page.keyboard().press("j");
        assertThat(window.rows().nth(1)).isFocused();
        page.keyboard().press("k");
        assertThat(window.rows().first()).isFocused();
        page.keyboard().press("n");
        window.isAt("/sequences?name=listed&sort=name&page=2&per=25");
        assertThat(window.rows()).hasCount(5);
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        assertThat(window.heading()).hasText("Listed 35");
        page.goBack();
        assertThat(window.rows()).hasCount(5);
        window.hasNoComplaints();
    }

    @Test
    void a_sequence_shows_its_outreaches_by_state_and_follows_their_changes() throws SQLException {
        new Book(sql).company("seq", "Seq AG").outreaches("seq", 1, 4, "ready");
        sql.execute("insert into sequences (public_id, name) values ('seq_live', 'Live one')");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_live')"
                + " where public_id like 'out\\_seq\\_%'");
        window.open("/sequences?name=live");
        assertThat(page.getByRole(AriaRole.IMG, new Page.GetByRoleOptions().setName("Ready: 4 outreaches")))
                .isVisible();
        window.rows().first().click();
        assertThat(page.locator("a.bar[data-state=ready]")).containsText("4");

        APP.http().patch("/api/outreaches/out_seq_1/start_enrichment");
        assertThat(page.locator("a.bar[data-state=ready]")).containsText("3");
        assertThat(page.locator("a.bar[data-state=enrichment]")).containsText("1");

        window.button("Delete…").click();
        window.dialogButton("Delete sequence").click();
        assertThat(window.dialog().getByRole(AriaRole.ALERT))
                .containsText("can't be deleted while it has outreaches: 4");
        window.dialogButton("Cancel").click();
        page.locator("a.bar[data-state=ready]").click();
        window.isAt("/outreaches?sequence_id=seq_live&status=ready");
        assertThat(window.rows()).hasCount(3);
    }

    @Test
    void a_half_filled_form_is_discarded_only_after_a_question() {
        window.open("/sequences");
        window.button("New sequence…").click();
        page.keyboard().press("Escape");
        assertThat(window.dialog()).hasCount(0);

        window.button("New sequence…").click();
        page.keyboard().type("Half");
        page.keyboard().press("Escape");
        assertThat(window.dialogButton("Keep editing")).isFocused();
        page.keyboard().press("Escape");
        assertThat(input("Name")).isFocused();
        assertThat(input("Name")).hasValue("Half");
        page.keyboard().press("Escape");
        window.dialogButton("Discard").click();
        assertThat(window.dialog()).hasCount(0);
        window.hasNoComplaints();
    }

    @Test
    void back_closes_an_open_dialog_and_stays_on_the_screen() {
        window.open("/outreaches");
        entry("Sequences").click();
        window.button("New sequence…").click();
        assertThat(window.dialog()).isVisible();

        page.goBack();
        assertThat(window.dialog()).hasCount(0);
        window.isAt("/sequences");
        assertThat(window.heading()).hasText("Sequences");
        page.goBack();
        window.isAt("/outreaches");
        window.hasNoComplaints();
    }

    @Test
    void back_returns_to_the_row_that_led_away() throws SQLException {
        for (int i = 10; i < 60; i++) {
            sql.execute("insert into sequences (public_id, name) values ('seq_far_%1$d', 'Far %1$d')".formatted(i));
        }
        window.open("/sequences?name=far&sort=name&per=50");
        var row = page.locator("tr[data-id=seq_far_55] a.row");
        row.click();
        assertThat(window.heading()).hasText("Far 55");
        assertThat(window.heading()).isInViewport();
        page.goBack();
        assertThat(row).isInViewport();
        window.hasNoComplaints();
    }

    @Test
    void the_first_tab_stop_skips_to_the_content() {
        window.open("/users");
        page.keyboard().press("Tab");
        assertThat(window.link("Skip to the content")).isFocused();
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).isFocused();
        window.isAt("/users");
        window.hasNoComplaints();
    }

    @Test
    void on_a_phone_the_navigation_is_a_menu() {
        page.setViewportSize(390, 844);
        window.open("/outreaches");
        assertThat(entry("Users")).isHidden();
        window.button("Menu").click();
        entry("Users").click();
        window.isAt("/users");
        assertThat(entry("Users")).isHidden();
        window.button("Menu").click();
        assertThat(entry("Outreaches")).isFocused();
        page.keyboard().press("Escape");
        assertThat(entry("Users")).isHidden();
        assertThat(window.button("Menu")).isFocused();
        window.hasNoComplaints();
    }

    @Test
    void the_table_header_stays_visible_and_a_cut_off_cell_has_a_tooltip() throws SQLException {
        sql.execute("insert into users (public_id, name, email) values ('usr_long', 'Long', '%s@%s.example')"
                .formatted("l".repeat(60), "d".repeat(60)));
        page.setViewportSize(1400, 500);
        window.open("/users?sort=name");
        var cell = page.locator("tr[data-id=usr_long] td");
        cell.scrollIntoViewIfNeeded();
        cell.hover();
        assertThat(cell).hasAttribute("title", "l".repeat(60) + "@" + "d".repeat(60) + ".example");
        page.evaluate("scrollTo(0, document.body.scrollHeight)");
        assertThat(page.getByRole(AriaRole.COLUMNHEADER).first()).isInViewport();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 1024", "DARK, 390"})
    void every_screen_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844))) {
            for (var path : List.of("/sequences", "/sequences/seq_33333", "/users", "/users/usr_12345", "/nowhere")) {
                own.open(path).hasNoViolations();
                assertThat(List.of(own.page().evaluate("document.documentElement.scrollWidth <= innerWidth")))
                        .as(path)
                        .containsExactly(true);
            }
            own.open("/users/usr_12345").button("Edit…").click();
            own.hasNoViolations();
            own.page().keyboard().type("x");
            own.page().keyboard().press("Escape");
            own.hasNoViolations();
            own.button("Discard").click();
            own.button("Delete…").click();
            own.hasNoViolations();
            own.hasNoComplaints();
        }
    }

    @Test
    void the_search_finds_records_and_commands() {
        window.open("/users");
        var keyboard = page.keyboard();
        keyboard.press("Control+k");
        assertThat(page.getByRole(
                        AriaRole.COMBOBOX,
                        new Page.GetByRoleOptions().setName("Search").setExact(true)))
                .isFocused();
        keyboard.type("welcome seq");
        assertThat(window.dialog().getByRole(AriaRole.OPTION).first()).containsText("Welcome Sequence");
        window.hasNoViolations();
        keyboard.press("Enter");
        window.isAt("/sequences/seq_33333");
        assertThat(window.heading()).hasText("Welcome Sequence");

        window.button("Search").click();
        keyboard.type("rename");
        keyboard.press("Enter");
        assertThat(input("Name")).hasValue("Welcome Sequence");
        keyboard.press("Escape");

        keyboard.press("Control+k");
        keyboard.type("outreaches go");
        keyboard.press("Enter");
        window.isAt("/outreaches");
        keyboard.press("Control+k");
        keyboard.type("acme");
        assertThat(window.dialog().getByRole(AriaRole.OPTION).first()).containsText("Acme Inc");
        keyboard.press("Escape");
        assertThat(window.dialog()).hasCount(0);
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 1024, 800})
    void the_panel_covers_no_control_of_the_list(int width) {
        page.setViewportSize(width, 800);
        window.open("/outreaches?status=ready#out_11111");
        assertThat(window.panel().locator(".moves")).isVisible();
        assertThat((List<?>) page.evaluate("""
                        () => [...document.querySelectorAll(".content a, .content button, .content input, .content select")]
                          .filter((element) => element.checkVisibility())
                          .filter((element) => element.getBoundingClientRect().right
                            > document.querySelector(".panel").getBoundingClientRect().left + 1)
                          .map((element) => element.outerHTML)""")).isEmpty();
        window.hasNoViolations();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/outreaches", "/outreaches#out_11111", "/sequences", "/users/usr_12345"})
    void everything_can_be_reached_at_400_percent_zoom(String path) {
        page.setViewportSize(320, 256);
        window.open(path).hasNoViolations();
        assertThat(List.of(page.evaluate("document.documentElement.scrollWidth <= innerWidth")))
                .containsExactly(true);
        page.evaluate("scrollTo(0, 400)");
        assertThat(page.locator("header.top")).not().isInViewport();
        window.button("Search").click();
        var field = page.locator("#search-input");
        field.fill("acme");
        assertThat(field).isInViewport();
        window.hasNoComplaints();
    }
}

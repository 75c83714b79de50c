package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Everyday work in the web app, on the packaged server with the demo data. */
class WebAppIT {

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

    @Test
    void outreaches_are_listed_with_all_their_names() {
        window.open("/?status=ready&sort=company&per=25");

        var first = window.page().locator("tbody tr").first();
        assertThat(first).hasAttribute("data-id", "out_11111");
        assertThat(first.getByRole(AriaRole.CELL)).hasCount(7);
        assertThat(first).containsText("Email");
        assertThat(first).containsText("Ready");
        assertThat(first).containsText("Welcome Sequence");
        assertThat(first).not().containsText(Pattern.compile("(per|com|seq|usr)_"));
        assertThat(window.rows()).hasCount(25);
        assertThat(window.page().getByText("1–25 of")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void clicking_a_state_filters_and_clicking_it_again_clears_the_filter() {
        window.open("/");
        window.state("Not available").click();
        window.isAt("/?status=not_available");
        assertThat(window.page().locator("tbody .chip[data-state]:not([data-state=not_available])"))
                .hasCount(0);
        assertThat(window.state("Not available")).hasAttribute("aria-pressed", "true");

        window.state("Not available").click();
        window.isAt("/");
        window.hasNoComplaints();
    }

    @Test
    void filters_find_records_by_a_part_of_the_name_and_combine() throws SQLException {
        book.company("find", "Zeppelin & Söhne").outreaches("find", 1, 3, "ready");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id = 'out_find_2'");
        window.open("/");

        window.filter("Company", "elin & s", "Zeppelin & Söhne").isAt("/?company_id=com_find");
        assertThat(window.rows()).hasText(new String[] {"Person find 1", "Person find 2", "Person find 3"});
        window.filter("Sequence", "welcome seq", "Welcome Sequence");
        assertThat(window.rows()).hasText(new String[] {"Person find 2"});
        window.filter("Owner", "owner find", "Owner find");
        window.filter("Person", "son find 2", "Person find 2");
        window.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Email:"))
                .click();
        window.isAt("/?person_id=per_find_2&company_id=com_find&sequence_id=seq_33333&owner=usr_find&channel=email");
        assertThat(window.rows()).hasText(new String[] {"Person find 2"});

        window.button("Clear company").click();
        window.isAt("/?person_id=per_find_2&sequence_id=seq_33333&owner=usr_find&channel=email");
        window.button("Clear all 4 filters").click();
        window.isAt("/");
        window.hasNoComplaints();
    }

    @Test
    void a_shared_address_shows_the_same_view_with_the_names_of_its_filters() throws SQLException {
        book.company("shared", "Shared View").outreaches("shared", 1, 30, "waiting");

        window.open("/?company_id=com_shared&status=waiting&sort=owner&direction=desc&page=2&per=25#out_shared_30");

        assertThat(window.field("Company")).hasValue("Shared View");
        assertThat(window.state("Waiting")).hasAttribute("aria-pressed", "true");
        assertThat(window.page().getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName("Owner")))
                .hasAttribute("aria-sort", "descending");
        assertThat(window.rows()).hasCount(5);
        assertThat(window.panel().getByRole(AriaRole.HEADING).first()).hasText("Person shared 30");
        assertThat(window.page()).hasTitle("company Shared View, state Waiting · Grow Outreach");
        window.hasNoComplaints();
    }

    @Test
    void back_and_forward_go_through_the_views() throws SQLException {
        book.company("back", "Back & Forth").outreaches("back", 1, 3, "new").outreaches("back", 4, 5, "ready");
        window.open("/?company_id=com_back");
        window.state("Ready").click();
        window.isAt("/?company_id=com_back&status=ready");
        window.link("Company").click();
        window.isAt("/?company_id=com_back&status=ready&sort=company");
        window.link("Company").click();
        window.isAt("/?company_id=com_back&status=ready&sort=company&direction=desc");
        window.settled();

        window.page().goBack();
        window.isAt("/?company_id=com_back&status=ready&sort=company");
        assertThat(window.rows()).hasCount(2);
        window.page().goBack();
        window.page().goBack();
        window.isAt("/?company_id=com_back");
        assertThat(window.state("Ready")).hasAttribute("aria-pressed", "false");
        assertThat(window.rows()).hasCount(5);
        window.page().goForward();
        window.isAt("/?company_id=com_back&status=ready");
        assertThat(window.state("Ready")).hasAttribute("aria-pressed", "true");
        assertThat(window.rows()).hasText(new String[] {"Person back 4", "Person back 5"});
        window.hasNoComplaints();
    }

    @Test
    void the_pager_offers_links_page_numbers_and_page_sizes() throws SQLException {
        book.company("turn", "Turned Pages").outreaches("turn", 1, 55, "ready");
        window.open("/?company_id=com_turn&per=25");
        window.link("Next page").click();
        window.isAt("/?company_id=com_turn&page=2&per=25");
        assertThat(window.page().getByText("26–50 of 55")).isVisible();
        window.page().getByLabel("Page, of 3").fill("3");
        window.page().getByLabel("Page, of 3").press("Enter");
        window.isAt("/?company_id=com_turn&page=3&per=25");
        assertThat(window.rows()).hasCount(5);
        assertThat(window.link("Next page")).hasAttribute("aria-disabled", "true");
        window.page().getByLabel("Per page").selectOption("100");
        window.isAt("/?company_id=com_turn&per=100");
        assertThat(window.rows()).hasCount(55);
        window.hasNoComplaints();
    }

    @Test
    void a_selection_spans_pages_and_an_assignment_can_be_undone() throws SQLException {
        book.company("pick", "Pick Ltd").outreaches("pick", 1, 60, "ready");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id in ('out_pick_1', 'out_pick_30')");
        sql.execute("insert into sequences (public_id, name) values ('seq_pick', 'Picked ones')");
        window.open("/?company_id=com_pick&per=25");
        window.box("Person pick 1").check();
        window.box("Person pick 2").check();
        window.link("Next page").click();
        window.box("Person pick 30").check();
        assertThat(window.page().getByText("3 selected").first()).isVisible();

        window.button("Assign a sequence…").click();
        window.dialog().getByRole(AriaRole.COMBOBOX).fill("picked");
        window.found().first().click();
        window.button("Assign 3 outreaches").click();

        assertThat(window.tray()).containsText("Assigned 3 outreaches to Picked ones.");
        assertThat(window.page().locator("tr[data-id=out_pick_30] .sequence")).hasText("Picked ones");
        assertThat(book.count("pick", "s.public_id = 'seq_pick'")).isEqualTo(3);

        window.button("Undo").click();
        assertThat(window.tray()).containsText("Undid the change to 3 outreaches.");
        assertThat(window.page().locator("tr[data-id=out_pick_30] .sequence")).hasText("Welcome Sequence");
        assertThat(book.count("pick", "s.public_id = 'seq_33333' and o.public_id in ('out_pick_1', 'out_pick_30')"))
                .isEqualTo(2);
        assertThat(book.count("pick", "s.id is null")).isEqualTo(58);
        window.hasNoComplaints();
    }

    @Test
    void undo_keeps_later_changes_by_others() throws SQLException {
        book.company("since", "Since Then").outreaches("since", 1, 120, "ready");
        sql.execute("insert into sequences (public_id, name) values ('seq_since', 'Changed since')");
        window.open("/?company_id=com_since&per=25");
        window.page().keyboard().press("A");
        window.button("Assign a sequence…").click();
        window.dialog().getByRole(AriaRole.COMBOBOX).fill("changed since");
        window.found().first().click();
        window.button("Assign 120 outreaches").click();
        assertThat(window.tray()).containsText("Assigned 120 outreaches to Changed since.");

        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id in ('out_since_3', 'out_since_110')");
        sql.execute("update outreaches set current_state = 'waiting' where public_id = 'out_since_4'");
        window.button("Undo").click();

        assertThat(window.tray()).containsText("Undid the change to 118 outreaches.");
        assertThat(window.tray().locator("li")).hasCount(1);
        assertThat(window.tray().locator("li").first()).containsText("2 Changed by somebody else in the meantime.");
        assertThat(book.count("since", "s.public_id = 'seq_33333' and o.public_id in ('out_since_3', 'out_since_110')"))
                .isEqualTo(2);
        assertThat(book.count("since", "s.id is null")).isEqualTo(118);
        window.hasNoComplaints();
    }

    @Test
    void removing_many_outreaches_from_their_sequences_can_be_undone() throws SQLException {
        book.company("out", "Out of It").outreaches("out", 1, 40, "ready");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id like 'out_out_%' and public_id <> 'out_out_7'");
        window.open("/?company_id=com_out&per=25");
        window.page().keyboard().press("A");
        window.button("Remove from sequence").click();
        assertThat(window.tray()).containsText("40 outreaches are in no sequence now.");
        assertThat(book.count("out", "s.id is null")).isEqualTo(40);

        window.button("Undo").click();
        assertThat(window.tray()).containsText("Undid the change to 39 outreaches.");
        assertThat(book.count("out", "s.public_id = 'seq_33333'")).isEqualTo(39);
        window.hasNoComplaints();
    }

    @Test
    void all_matches_can_be_selected_with_exceptions_and_refusals_are_listed() throws SQLException {
        book.company("all", "All of Them")
                .outreaches("all", 1, 560, "ready")
                .outreaches("all", 561, 570, "starting")
                .outreaches("all", 571, 590, "enrichment");
        window.open("/?company_id=com_all");
        window.page().getByLabel("Select this page").check();
        window.button("Select all 590 results").click();
        window.box("Person all 2").uncheck();
        assertThat(window.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Selection")))
                .containsText("589 selected");

        window.button("Start enrichment…").click();
        window.dialog()
                .getByText("Start enrichment", new Locator.GetByTextOptions().setExact(true))
                .click();

        assertThat(window.tray()).containsText("Started enrichment of 559 outreaches.");
        assertThat(window.tray()).containsText("30 could not be changed");
        assertThat(window.tray().locator("li")).hasCount(2);
        assertThat(window.tray().locator("li").first()).containsText("10 Starting can’t be followed by Enrichment.");
        assertThat(window.tray().locator("li").last()).containsText("20 Already in the state Enrichment.");
        assertThat(window.state("Enrichment")).containsText("579");
        assertThat(window.state("Ready")).containsText("1");
        assertThat(book.count("all", "o.current_state = 'enrichment'")).isEqualTo(579);

        window.tray()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Person all 561 (Email)"))
                .click();
        assertThat(window.panel().getByRole(AriaRole.HEADING).first()).hasText("Person all 561");
        window.hasNoComplaints();
    }

    @Test
    void refused_outreaches_can_be_selected_and_tried_again() throws SQLException {
        book.company("again", "Once Again").outreaches("again", 1, 3, "ready").outreaches("again", 4, 5, "starting");
        window.open("/?company_id=com_again");
        window.page().keyboard().press("A");
        window.page().keyboard().press("e");
        window.dialog()
                .getByText("Start enrichment", new Locator.GetByTextOptions().setExact(true))
                .click();
        assertThat(window.tray()).containsText("Started enrichment of 3 outreaches.");

        window.button("Select 2").click();
        assertThat(window.page().getByRole(AriaRole.GROUP, new Page.GetByRoleOptions().setName("Selection")))
                .containsText("2 selected");
        sql.execute("update outreaches set current_state = 'ready' where public_id like 'out_again_%'"
                + " and current_state = 'starting'");
        window.button("Try again").click();

        assertThat(window.tray()).containsText("Started enrichment of 2 outreaches.");
        assertThat(book.count("again", "o.current_state = 'enrichment'")).isEqualTo(5);
        window.hasNoComplaints();
    }

    @Test
    void a_large_removal_asks_first_and_can_be_undone_after_a_reload() throws SQLException {
        book.company("large", "Large Scale").outreaches("large", 1, 1_200, "ready");
        sql.execute("update outreaches set sequence_id = (select id from sequences where public_id = 'seq_33333')"
                + " where public_id like 'out_large_%' and public_id <> 'out_large_7'");
        window.open("/?company_id=com_large");
        window.page().keyboard().press("A");
        window.button("Remove from sequence").click();
        assertThat(window.dialog()).containsText("1,199 will change. 1 already are like this.");
        window.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Remove from sequence"))
                .click();
        assertThat(window.tray()).containsText("1,200 outreaches are in no sequence now.");

        window.page().reload();
        window.settled();
        assertThat(window.tray()).hasCount(0);
        window.page().keyboard().press("h");
        assertThat(window.dialog().locator("li").first()).containsText("1,200 outreaches are in no sequence now.");
        window.dialog().locator("li").first().getByRole(AriaRole.BUTTON).click();

        assertThat(window.tray()).containsText("Undid the change to 1,199 outreaches.");
        assertThat(book.count("large", "s.public_id = 'seq_33333'")).isEqualTo(1_199);
        window.hasNoComplaints();
    }

    @Test
    void the_panel_shows_the_history_and_the_allowed_moves() throws SQLException {
        book.company("one", "One Inc").outreaches("one", 1, 2, "ready");
        window.open("/?company_id=com_one");
        window.rows().first().click();
        window.isAt("/?company_id=com_one#out_one_1");
        assertThat(window.panel().getByRole(AriaRole.HEADING).first()).isFocused();
        assertThat(window.panel()).containsText("contact data is available; a rep can reach out");
        assertThat(window.panel()).containsText("No history yet.");
        assertThat(window.button("Remove from sequence")).hasAttribute("aria-disabled", "true");
        assertThat(window.button("Remove from sequence")).hasAccessibleDescription("This outreach is in no sequence.");

        window.button("Move to Enrichment").click();

        assertThat(window.panel().locator(".history li")).hasCount(1);
        assertThat(window.panel().locator(".history li")).containsText("Ready");
        assertThat(window.panel().locator(".history b")).hasText("Enrichment");
        assertThat(window.button("Move to Starting")).hasAttribute("aria-disabled", "true");
        assertThat(window.button("Move to Starting"))
                .hasAccessibleDescription(
                        "From Enrichment, an outreach can only move to waiting, ready, or not available.");
        assertThat(window.panel().locator(".moves button[aria-disabled=false]"))
                .hasText(new String[] {"Move to Waiting", "Move to Ready", "Move to Not available"});
        assertThat(window.page().locator("tr[data-id=out_one_1] .chip")).hasText("Enrichment");

        window.page().keyboard().press("Escape");
        window.isAt("/?company_id=com_one");
        assertThat(window.panel()).hasCount(0);
        assertThat(window.rows().first()).isFocused();
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_second_click_on_a_move_button_moves_nothing_before_or_after_the_first_is_done(boolean done)
            throws SQLException {
        var key = done ? "twice" : "double";
        book.company(key, "Clicked Twice").outreaches(key, 1, 1, "enrichment");
        window.open("/?company_id=com_%1$s#out_%1$s_1".formatted(key));
        var asked = new CopyOnWriteArrayList<String>();
        window.page().onRequest(request -> {
            if (request.url().contains("transition_to")) {
                asked.add(request.url());
            }
        });
        var button = window.button("Move to Ready");
        button.scrollIntoViewIfNeeded();
        var box = button.boundingBox();
        double x = box.x + box.width / 2;
        double y = box.y + box.height / 2;

        window.page().mouse().click(x, y);
        if (done) {
            assertThat(window.panel().locator(".history b")).hasText("Ready");
            assertThat(window.button("Move to Enrichment")).hasAttribute("aria-disabled", "false");
        }
        window.page().mouse().click(x, y);

        assertThat(window.panel().locator(".history b")).hasText("Ready");
        assertThat(window.button("Move to Enrichment")).hasAttribute("aria-disabled", "false");
        assertThat(asked).hasSize(1);
        assertThat(book.count(key, "o.current_state = 'ready'")).isEqualTo(1);
        window.hasNoComplaints();
    }

    @Test
    void a_double_click_acts_only_on_the_control_of_its_first_click() {
        window.open("/");
        var box = window.button("New outreach").boundingBox();
        window.page().evaluate("""
                ({ x, y }) => {
                  const cover = document.createElement("button");
                  cover.textContent = "First";
                  cover.style.cssText = `position:fixed;z-index:99;left:${x}px;top:${y}px;width:40px;height:20px`;
                  cover.addEventListener("click", () => cover.remove());
                  document.querySelector("header").append(cover);
                }""", Map.of("x", box.x, "y", box.y));

        window.page().mouse().dblclick(box.x + 10, box.y + 10);

        assertThat(window.dialog()).hasCount(0);
        window.page().getByLabel("Select this page").check();
        window.button("Move to…").click();
        assertThat(window.dialog()).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void clicking_load_more_twice_reads_the_next_page_once() throws SQLException {
        book.company("past", "Long Past").outreaches("past", 1, 1, "waiting");
        for (int move = 0; move < 25; move++) {
            APP.http()
                    .form(
                            "/api/outreaches/out_past_1/transition_to",
                            "state=" + (move % 2 == 0 ? "ready" : "enrichment"));
        }
        window.open("/?company_id=com_past#out_past_1");
        assertThat(window.panel().locator(".history li")).hasCount(20);

        window.button("Load more").evaluate("(button) => { button.click(); button.click(); }");

        assertThat(window.button("Load more")).hasCount(0);
        assertThat(window.panel().locator(".history li")).hasCount(25);
        window.hasNoComplaints();
    }

    @Test
    void an_option_that_is_replaced_while_the_mouse_is_down_on_it_is_not_picked() throws SQLException {
        book.company("aaa", "Aaa First Of All").outreaches("aaa", 1, 1, "ready");
        window.open("/");
        window.field("Company").click();
        assertThat(window.found().first()).containsText("Aaa First Of All");
        window.found().first().hover();
        window.page().mouse().down();
        window.page().keyboard().type("acme");
        assertThat(window.found().first()).containsText("Acme Inc");

        window.page().mouse().up();

        window.isAt("/");
        window.hasNoComplaints();
    }

    @Test
    void removing_one_outreach_from_its_sequence_can_be_undone() {
        window.open("/#out_11111");
        window.button("Remove from sequence").click();
        assertThat(window.tray()).containsText("1 outreach is in no sequence now.");
        assertThat(window.button("Assign a sequence…")).isVisible();
        window.button("Undo").click();
        assertThat(window.panel().getByText("Welcome Sequence")).isVisible();
        window.hasNoComplaints();
    }

    @Test
    void an_unknown_outreach_shows_an_error() {
        window.open("/#out_nowhere");
        assertThat(window.panel().getByRole(AriaRole.ALERT)).hasText("There is no outreach 'out_nowhere'.");
    }

    @Test
    void a_phone_number_is_shown_in_international_notation() throws SQLException {
        book.company("tel", "Tel Co").outreaches("tel", 1, 1, "waiting");
        sql.execute("update people set phone = '+4930901820' where public_id = 'per_tel_1'");
        window.open("/#out_tel_1");

        assertThat(window.panel().locator("a[href='tel:+4930901820']")).hasText("+49 30 901820");
    }

    @Test
    void text_from_the_data_is_shown_as_text() throws SQLException {
        var name = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        book.company("html", name).outreaches("html", 1, 1, "waiting");
        sql.execute(
                "update people set linkedin_url = 'javascript:alert(3)', name = '<b>Bold</b>' where public_id = 'per_html_1'");
        window.page().onDialog(dialog -> {
            throw new AssertionError(dialog.message());
        });
        window.open("/?company_id=com_html#out_html_1");

        assertThat(window.page().locator("tbody .company span")).hasText(name);
        assertThat(window.field("Company")).hasValue(name);
        assertThat(window.panel().getByText(name)).isVisible();
        assertThat(window.panel().getByRole(AriaRole.HEADING).first()).hasText("<b>Bold</b>");
        assertThat(window.panel().getByText("javascript:alert(3)")).isVisible();
        assertThat(window.page().locator("a[href^='javascript']")).hasCount(0);
        window.filter("Company", "onerror", name);
        window.hasNoComplaints();
    }

    @Test
    void no_results_a_page_past_the_end_and_an_invalid_filter_offer_a_next_step() {
        window.open("/?person_id=per_22222&status=starting&channel=phone");
        assertThat(window.page().getByText("No results")).isVisible();
        window.button("Clear filters").click();
        window.isAt("/");

        window.open("/?page=400");
        window.link("Go to the last page").click();
        assertThat(window.rows().first()).isVisible();
        window.hasNoComplaints();

        window.open("/?status=done");
        assertThat(window.page().getByText("got 'done'; allowed: new, starting"))
                .isVisible();
        window.link("Show all outreaches").click();
        window.isAt("/");
        assertThat(window.rows().first()).isVisible();
    }

    @Test
    void a_sequence_is_assigned_by_the_keyboard_alone() throws SQLException {
        book.company("keys", "Keyboard Works").outreaches("keys", 1, 4, "ready");
        window.open("/");
        var keyboard = window.page().keyboard();
        keyboard.press("?");
        assertThat(window.dialog()).containsText("Select all results");
        keyboard.press("Escape");
        keyboard.press("/");
        assertThat(window.field("Person")).isFocused();
        keyboard.press("Tab");
        keyboard.type("keyboard w");
        assertThat(window.found()).hasCount(1);
        keyboard.press("Enter");
        window.isAt("/?company_id=com_keys");
        assertThat(window.rows()).hasCount(4);
        keyboard.press("Tab");
        while (!"A".equals(window.page().evaluate("document.activeElement.tagName"))) {
            keyboard.press("Tab");
        }
        keyboard.press("j");
        keyboard.press("j");
        assertThat(window.rows().nth(1)).isFocused();
        keyboard.press("x");
        keyboard.press("j");
        keyboard.press("x");
        keyboard.press("s");
        keyboard.type("welcome");
        assertThat(window.found()).hasCount(1);
        keyboard.press("Enter");
        assertThat(window.dialog().getByRole(AriaRole.COMBOBOX)).hasValue("Welcome Sequence");
        keyboard.press("Enter");

        assertThat(window.tray()).containsText("Assigned 2 outreaches to Welcome Sequence.");
        assertThat(book.count("keys", "s.public_id = 'seq_33333' and o.public_id in ('out_keys_2', 'out_keys_3')"))
                .isEqualTo(2);
        keyboard.press("u");
        assertThat(window.tray()).containsText("Undid the change to 2 outreaches.");
        window.hasNoComplaints();
    }

    @Test
    void single_key_shortcuts_can_be_turned_off() {
        window.open("/");
        window.button("Keyboard shortcuts").click();
        window.page().getByLabel("Use single-key shortcuts").uncheck();
        window.page().keyboard().press("Escape");
        window.page().keyboard().press("?");
        assertThat(window.dialog()).hasCount(0);
        window.hasNoComplaints();
    }

    @Test
    void typing_on_aborts_the_search_for_the_earlier_text() {
        window.open("/");
        var asked = new CopyOnWriteArrayList<String>();
        window.page().onRequest(request -> {
            if (request.url().contains("/api/companies")) {
                asked.add(request.url());
            }
        });
        // All keystrokes in one task, so that a busy machine can't pause between them.
        window.field("Company").evaluate("""
                (field) => ["a", "ac", "acm", "acme"].forEach((text) => {
                  field.value = text;
                  field.dispatchEvent(new InputEvent("input", { bubbles: true }));
                })
                """);
        assertThat(window.found().first()).containsText("Acme Inc");
        assertThat(asked).singleElement().asString().contains("name=acme");
        window.hasNoComplaints();
    }

    @Test
    void enter_before_the_answer_picks_from_the_answer_and_not_from_the_shown_options() {
        window.open("/");
        window.field("Company").click();
        assertThat(window.found().first()).isVisible();
        var shown = new AtomicInteger();
        window.page().route("**/api/companies?name=acme*", route -> {
            shown.set(window.found().count());
            route.resume();
        });
        window.field("Company").fill("acme");
        window.field("Company").press("Enter");
        window.isAt("/?company_id=com_12345");
        assertThat(shown).as("options of the earlier answer").hasPositiveValue();
        window.hasNoComplaints();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1360", "DARK, 1360", "LIGHT, 390"})
    void the_app_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844))) {
            var page = own.open("/?status=ready&sort=company").page();
            page.getByLabel("Select this page").check();
            if (width < 500) {
                own.button("Filters 1").click();
            }
            own.hasNoViolations();
            own.button("Assign a sequence…").click();
            own.dialog().getByRole(AriaRole.COMBOBOX).click();
            assertThat(own.found().first()).isVisible();
            own.hasNoViolations();
            page.keyboard().press("Escape");
            page.keyboard().press("Escape");
            own.button("Keyboard shortcuts").click();
            own.hasNoViolations();
            page.keyboard().press("Escape");
            own.rows().first().click();
            own.settled();
            own.hasNoViolations();
            own.open("/?status=starting&person_id=per_22222");
            own.hasNoViolations();
            assertThat(List.of(page.evaluate("document.documentElement.scrollWidth <= innerWidth")))
                    .containsExactly(true);
            own.hasNoComplaints();
        }
    }
}

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

/** The screens of companies, people and duplicates. */
class DirectoryScreensIT {

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

    private Locator input(String label) {
        return window.dialog().getByLabel(label).and(page.locator("input, select"));
    }

    private Locator fact(String name) {
        return page.locator(".facts > div")
                .filter(new Locator.FilterOptions().setHas(page.locator("dt").getByText(name)));
    }

    private Locator section(String heading) {
        return page.locator("section.related")
                .filter(new Locator.FilterOptions().setHas(page.locator("h2").getByText(heading)));
    }

    private void choose(String label, String part, String found) {
        input(label).fill(part);
        assertThat(window.found().first()).containsText(found);
        input(label).press("Enter");
    }

    @Test
    void companies_are_filtered_and_sorted_in_the_address() throws SQLException {
        new Book(sql).company("filtera", "Filter Alpha").company("filterb", "Filter Beta");
        sql.execute("update companies set overall_score = 90 where public_id = 'com_filtera'");
        sql.execute("update companies set overall_score = 20 where public_id = 'com_filterb'");
        window.open("/companies");
        page.getByLabel("Search by name").fill("beta filter");
        window.isAt("/companies?name=beta+filter");
        assertThat(window.rows()).hasText(new String[] {"Filter Beta"});
        page.getByLabel("Search by name").fill("filter");
        assertThat(window.rows()).hasCount(2);

        window.link("Score").click();
        window.isAt("/companies?name=filter&sort=overall_score");
        assertThat(window.rows()).hasText(new String[] {"Filter Beta", "Filter Alpha"});
        assertThat(page.getByLabel("Score from")).hasCount(0);
        window.button("More filters").click();
        page.getByLabel("Score from").fill("50");
        assertThat(window.rows()).hasText(new String[] {"Filter Alpha"});
        assertThat(page.locator("tr[data-id=com_filtera] td[data-name=Score]")).hasText("90");
        assertThat(page.locator("tr[data-id=com_filtera] td[data-name=Owner]")).hasText("Owner filtera");
        window.button("Clear all 2 filters").click();
        window.isAt("/companies?sort=overall_score");

        window.open("/companies?owner=usr_filterb");
        assertThat(window.rows()).hasText(new String[] {"Filter Beta"});
        assertThat(window.field("Owner")).hasValue("Owner filterb");
        window.rows().first().click();
        window.isAt("/companies/com_filterb");
        page.goBack();
        window.isAt("/companies?owner=usr_filterb");
        window.hasNoComplaints();
    }

    @Test
    void a_company_is_created_edited_and_deleted() {
        window.open("/companies");
        page.keyboard().press("o");
        input("Name").fill("Neue Firma");
        input("Domain").fill("gmail.com");
        input("Segments").fill("SaaS, Sales");
        input("Countries").fill("de");
        input("Score").fill("101");
        choose("Owner", "maya", "Maya Lindqvist");
        window.dialogButton("Create company").click();
        assertThat(input("Domain")).hasAttribute("aria-invalid", "true");
        assertThat(input("Score")).hasAttribute("aria-invalid", "true");
        input("Domain").fill("https://www.neue-firma.example/");
        input("Score").fill("77");
        window.dialogButton("Create company").click();

        assertThat(window.heading()).hasText("Neue Firma");
        assertThat(fact("Domain")).containsText("neue-firma.example");
        assertThat(fact("Owner").getByRole(AriaRole.LINK)).hasText("Maya Lindqvist");
        assertThat(fact("Segments")).containsText("SaaS, Sales");
        assertThat(fact("Countries")).containsText("Germany");
        assertThat(fact("Score")).containsText("77");
        assertThat(fact("Enrichment")).containsText("Never enriched");

        page.keyboard().press("e");
        assertThat(input("Score")).hasValue("77");
        input("Score").fill("78");
        input("Fit").selectOption("Good fit");
        window.dialogButton("Save").click();
        assertThat(fact("Score")).containsText("78");
        assertThat(fact("Fit")).containsText("Good fit");

        window.button("Delete…").click();
        window.dialogButton("Delete company").click();
        window.isAt("/companies");
    }

    @Test
    void a_selection_of_companies_is_handed_over_with_exact_counts() throws SQLException {
        new Book(sql).company("hand1", "Handed 1").company("hand2", "Handed 2").company("hand3", "Handed 3");
        sql.execute("update companies set owner_id = (select id from users where public_id = 'usr_12345')"
                + " where public_id = 'com_hand1'");
        window.open("/companies?name=handed&sort=name");
        page.keyboard().press("a");
        assertThat(page.locator(".selection")).containsText("3 selected");
        sql.execute("delete from companies where public_id = 'com_hand3'");

        window.button("Hand over…").click();
        window.dialogButton("Hand over").click();
        assertThat(input("New owner")).hasAccessibleDescription("Choose the new owner.");
        choose("New owner", "maya", "Maya Lindqvist");
        window.dialogButton("Hand over").click();
        assertThat(window.dialog()).containsText("Maya Lindqvist is now the owner of 1 more company.");
        assertThat(window.dialog()).containsText("1 company already had this owner.");
        assertThat(window.dialog()).containsText("1 company could not be changed.");
        assertThat(window.dialog()).containsText("Handed 3: ");
        assertThat(page.locator("tr[data-id=com_hand2] td[data-name=Owner]")).hasText("Maya Lindqvist");
        window.dialogButton("Undo").click();
        assertThat(window.dialog()).containsText("1 company has its former owner again.");
        window.dialogButton("Close").click();
        assertThat(page.locator("tr[data-id=com_hand2] td[data-name=Owner]")).hasText("Owner hand2");
    }

    @Test
    void a_company_is_merged_after_a_preview() throws SQLException {
        new Book(sql)
                .company("mergea", "Merge Alpha")
                .company("mergeb", "Merge Beta")
                .outreaches("mergea", 1, 3, "ready");
        sql.execute("update companies set domain = 'merge-alpha.example' where public_id = 'com_mergea'");
        window.open("/companies/com_mergea");
        page.keyboard().press("m");
        choose("Merge into", "beta merge", "Merge Beta");
        assertThat(window.dialog()).containsText("3 people move to this company.");
        assertThat(window.dialog()).containsText("3 outreaches move to it with them.");
        assertThat(window.dialog()).containsText("merge-alpha.example New");
        window.dialogButton("Swap").click();
        assertThat(window.dialog()).containsText("0 people move to this company.");
        window.dialogButton("Swap").click();
        assertThat(window.dialog()).containsText("3 people move to this company.");
        window.isAccessible();
        window.dialogButton("Merge").click();

        window.isAt("/companies/com_mergeb");
        assertThat(window.heading()).hasText("Merge Beta");
        assertThat(section("People").locator("tbody tr")).hasCount(3);
        window.open("/companies/com_mergea");
        window.isAt("/companies/com_mergeb");
    }

    @Test
    void a_person_shows_contact_data_opt_outs_and_outreaches() throws SQLException {
        new Book(sql).company("contact", "Contact AG").outreaches("contact", 1, 1, "ready");
        sql.execute(
                "update people set phone = '+4930901820', email = 'p1@contact.example' where public_id = 'per_contact_1'");
        window.open("/people?name=1+contact+person");
        assertThat(window.rows()).hasText(new String[] {"Person contact 1"});
        assertThat(page.locator("td[data-name=Company]")).hasText("Contact AG");
        assertThat(page.locator("td[data-name=Phone]")).hasText("+49 30 901820");
        window.rows().first().click();

        assertThat(window.heading()).hasText("Person contact 1");
        assertThat(fact("Phone").getByRole(AriaRole.LINK)).hasAttribute("href", "tel:+4930901820");
        assertThat(fact("LinkedIn")).containsText("No LinkedIn profile");
        page.waitForResponse(
                response -> response.request().method().equals("PATCH"),
                () -> page.getByLabel("Phone", new Page.GetByLabelOptions().setExact(true))
                        .check());
        page.reload();
        assertThat(page.getByLabel("Phone", new Page.GetByLabelOptions().setExact(true)))
                .isChecked();

        page.keyboard().press("o");
        window.dialogButton("Create outreach").click();
        assertThat(input("Create it even if the person has an outreach on this channel"))
                .hasAttribute("aria-invalid", "true");
        page.locator("#form-channel").selectOption("LinkedIn");
        choose("Sequence", "welcome", "Welcome Sequence");
        window.dialogButton("Create outreach").click();
        assertThat(section("Outreaches").locator("tbody tr")).hasCount(2);
        assertThat(section("Outreaches")).containsText("Welcome Sequence");
    }

    @Test
    void a_person_is_created_edited_and_deleted() {
        window.open("/companies/com_12345");
        window.button("New person…").click();
        assertThat(input("Company")).hasValue("Acme Inc");
        input("Name").fill("שרה כהן");
        input("Phone").fill("+1 212 555 2368");
        window.dialogButton("Create person").click();
        assertThat(window.heading()).hasText("שרה כהן");
        assertThat(window.heading()).hasAttribute("dir", "auto");
        assertThat(fact("Phone")).containsText("+1 212-555-2368");
        page.keyboard().press("e");
        input("Email").fill("sara@acme.com");
        window.dialogButton("Save").click();
        assertThat(fact("Email")).containsText("sara@acme.com");
        window.button("Delete…").click();
        window.dialogButton("Delete person").click();
        window.isAt("/people");
    }

    @Test
    void records_lead_to_each_other_and_back() throws SQLException {
        new Book(sql).company("linked", "Linked Ltd").outreaches("linked", 1, 1, "ready");
        window.open("/users/usr_linked");
        section("Companies")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Linked Ltd"))
                .click();
        window.isAt("/companies/com_linked");
        section("People")
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Person linked 1"))
                .click();
        window.isAt("/people/per_linked_1");
        // The page of the company, which also has outreaches, stays until this one is there.
        assertThat(window.heading()).containsText("Person linked 1");
        section("Outreaches").locator("a.row").click();
        window.isAt("/outreaches?person_id=per_linked_1#out_linked_1");
        window.panel()
                .getByRole(
                        AriaRole.LINK,
                        new Locator.GetByRoleOptions().setName("Owner linked").setExact(true))
                .click();
        window.isAt("/users/usr_linked");
        page.goBack();
        assertThat(window.panel()).containsText("Linked Ltd");
        page.goBack();
        window.isAt("/people/per_linked_1");
        window.hasNoComplaints();
    }

    @Test
    void duplicates_are_searched_compared_and_merged_in_either_direction() throws SQLException {
        new Book(sql).company("dup", "Double GmbH").outreaches("dup", 1, 2, "ready");
        sql.execute("update people set email = 'double@dup.example', title = 'CEO' where public_id = 'per_dup_1'");
        sql.execute("update people set email = 'Double@dup.example', title = 'Chief' where public_id = 'per_dup_2'");
        window.open("/duplicates");
        window.button("Search for duplicates").first().click();
        assertThat(page.locator("p.why")).containsText("Searched ");
        var pair = page.locator(".pair").filter(new Locator.FilterOptions().setHasText("Person dup 1"));
        assertThat(pair).containsText("Same email address");
        assertThat(pair).containsText("Double GmbH");
        assertThat(pair.locator("tr.different").getByText("Chief")).isVisible();

        pair.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Keep the newer…"))
                .click();
        assertThat(window.dialog()).containsText("1 outreach that never moved is replaced by another one");
        window.isAccessible();
        window.dialogButton("Merge").click();
        assertThat(pair).hasCount(0);
        assertThat(List.of(sql.value("select count(*) from people where public_id like 'per\\_dup\\_%'")))
                .containsExactly("1");

        window.button("Companies").click();
        window.isAt("/duplicates?kind=companies");
        page.goBack();
        window.isAt("/duplicates");
        window.hasNoComplaints();
    }

    @Test
    void readers_see_no_actions() {
        page.route(
                "**/api/session",
                route -> route.fulfill(
                        new FulfillOptions().setContentType("application/json").setBody("""
                        {"user": null, "role": "reader", "permissions": ["read", "own_account"], "scope": "everything"}""")));
        window.open("/companies/com_12345");
        assertThat(page.locator(".screen-head button")).hasCount(0);
        window.open("/people/per_22222");
        assertThat(page.locator(".screen-head button")).hasCount(0);
        assertThat(page.locator(".opt-outs input")).hasCount(0);
        window.open("/duplicates");
        assertThat(page.locator("main").getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Merge")))
                .hasCount(0);
        window.open("/companies");
        assertThat(page.locator("tbody input[type=checkbox]")).hasCount(0);
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1440", "DARK, 1440", "LIGHT, 390", "DARK, 390"})
    void every_screen_is_accessible_and_fits_the_window(ColorScheme scheme, int width) {
        try (var own = APP.window(new NewContextOptions().setColorScheme(scheme).setViewportSize(width, 844))) {
            for (var path : List.of(
                    "/companies",
                    "/companies?overall_score_min=1&enriched_after=2020-01-01",
                    "/companies/com_12345",
                    "/people",
                    "/people/per_22222",
                    "/duplicates",
                    "/duplicates?kind=companies&confidence=exact")) {
                own.open(path).isAccessible();
                assertThat(List.of(own.page().evaluate("document.documentElement.scrollWidth <= innerWidth")))
                        .as(path)
                        .containsExactly(true);
            }
            own.open("/companies/com_12345").button("Edit…").click();
            own.isAccessible();
            own.hasNoComplaints();
        }
    }
}

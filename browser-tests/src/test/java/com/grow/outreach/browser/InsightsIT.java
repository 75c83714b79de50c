package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The screen of insights. */
class InsightsIT {

    @RegisterExtension
    static final App APP = App.open();

    private Window window;
    private Page page;

    @BeforeAll
    static void moveOutreaches() throws SQLException {
        // The demo data is of fixed weeks. These moves are always of the current one.
        APP.sql().execute("""
                with moved as (
                  update outreaches set current_state = 'starting', last_sort_key = 10
                  where current_state = 'new' and last_sort_key = 0 and owner_id is not null
                  returning id
                )
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, 10, 'new', 'starting', now() from moved
                """);
    }

    @BeforeEach
    void openWindow() {
        window = APP.window();
        page = window.page();
    }

    private Locator row(String header) {
        return page.getByRole(AriaRole.ROW)
                .filter(new Locator.FilterOptions()
                        .setHas(page.getByRole(
                                AriaRole.ROWHEADER,
                                new Page.GetByRoleOptions().setName(header).setExact(true))));
    }

    @Test
    void shows_pictures_and_their_figures() {
        page.navigate(APP.url() + "/insights");

        assertThat(page.getByRole(AriaRole.IMG)).hasCount(2);
        assertThat(page.locator(".picture canvas")).hasCount(2);
        assertThat(row("New").getByRole(AriaRole.CELL).first()).hasText(Pattern.compile("[1-9]\\d*"));
        assertThat(page.getByRole(
                        AriaRole.COLUMNHEADER,
                        new Page.GetByRoleOptions().setName("To Starting").setExact(true)))
                .isVisible();
        window.hasNoComplaints();
    }

    @Test
    void leads_from_a_group_to_its_figures_and_back() {
        page.navigate(APP.url() + "/insights?weeks=4");
        window.link("By owner").click();
        assertThat(page).hasURL(APP.url() + "/insights?weeks=4&by=owner");

        page.getByRole(AriaRole.ROWHEADER).getByRole(AriaRole.LINK).first().click();
        assertThat(page).hasURL(Pattern.compile("weeks=4&owner=usr_"));
        assertThat(page.locator(".picture canvas")).hasCount(2);

        page.goBack();
        assertThat(page).hasURL(APP.url() + "/insights?weeks=4&by=owner");
    }

    @Test
    void keeps_the_period_in_the_address() {
        page.navigate(APP.url() + "/insights?by=channel");

        page.getByLabel("Period").selectOption("26");

        assertThat(page).hasURL(APP.url() + "/insights?by=channel&weeks=26");
        assertThat(page.getByRole(AriaRole.ROWHEADER)).not().hasCount(0);
    }

    @Test
    void leads_to_the_outreaches_that_are_stuck() {
        page.navigate(APP.url() + "/insights");

        assertThat(row("New").getByRole(AriaRole.LINK).getAttribute("href"))
                .matches("/outreaches\\?status=new&changed_before=\\d{4}-\\d{2}-\\d{2}");
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, LIGHT", "1440, DARK", "390, DARK"})
    void has_no_accessibility_violations(int width, ColorScheme scheme) {
        var other = APP.window(scheme, width);
        for (var query : new String[] {"", "?by=owner"}) {
            other.page().navigate(APP.url() + "/insights" + query);
            assertThat(other.page().locator(".insights[aria-busy=false]")).isVisible();
            assertThat(other.page().getByRole(AriaRole.ROWHEADER)).not().hasCount(0);
            other.hasNoViolations();
        }
    }
}

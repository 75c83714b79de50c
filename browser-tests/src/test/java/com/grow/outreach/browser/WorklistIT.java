package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The filters with several values, the filters by time and name, and the orders of the list of outreaches. */
class WorklistIT {

    private static final String SEVERAL =
            "/outreaches?sequence_id=seq_33333,none&owner=usr_12345,none&status=ready,new&created_after=2020-01-01";

    @RegisterExtension
    static final App APP = App.open();

    private Window window;
    private Page page;

    @BeforeEach
    void openWindow() {
        window = APP.window();
        page = window.page();
    }

    @Test
    void states_and_channels_can_be_combined() {
        window.open("/outreaches");
        window.state("Ready").click();
        window.state("Waiting").click();

        assertThat(page).hasURL(APP.url() + "/outreaches?status=ready,waiting");
        assertThat(window.state("Ready")).hasAttribute("aria-pressed", "true");
        assertThat(window.state("Waiting")).hasAttribute("aria-pressed", "true");
        window.state("Ready").click();
        assertThat(page).hasURL(APP.url() + "/outreaches?status=waiting");
    }

    @Test
    void a_field_adds_values_and_the_absence_of_one_by_keyboard() {
        window.open("/outreaches");
        var owner = window.field("Owner");
        owner.focus();
        page.keyboard().press("ArrowDown");
        assertThat(page.getByRole(AriaRole.OPTION).first()).hasText(Pattern.compile("No owner"));
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page).hasURL(APP.url() + "/outreaches?owner=none");
        window.filter("Owner", "Maya", "Maya Lindqvist");

        assertThat(page).hasURL(APP.url() + "/outreaches?owner=none,usr_12345");
        window.button("Remove owner No owner").click();
        assertThat(page).hasURL(APP.url() + "/outreaches?owner=usr_12345");
        assertThat(owner).hasValue("Maya Lindqvist");
    }

    @Test
    void finds_everyone_with_words_in_the_name() {
        window.open("/outreaches");
        window.field("Person").fill("hart");
        page.getByRole(AriaRole.OPTION, new Page.GetByRoleOptions().setName("Everyone with “hart” in the name"))
                .click();

        assertThat(page).hasURL(APP.url() + "/outreaches?person=hart");
        assertThat(page.locator(".selection")).containsText("2 outreaches");
    }

    @Test
    void filters_by_dates_and_sorts_by_times_and_people() {
        window.open("/outreaches");
        window.button("Dates").click();
        page.getByLabel("Created from").fill("2020-01-01");
        page.getByLabel("Created from").blur();
        assertThat(page).hasURL(APP.url() + "/outreaches?created_after=2020-01-01");
        header("Last change").getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(APP.url() + "/outreaches?created_after=2020-01-01&sort=changed&direction=desc");
        assertThat(header("Last change")).hasAttribute("aria-sort", "descending");

        header("Person").getByRole(AriaRole.LINK).click();
        assertThat(page).hasURL(APP.url() + "/outreaches?created_after=2020-01-01&sort=person");
    }

    private Locator header(String name) {
        return page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name));
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, DARK", "1024, DARK"})
    void has_no_accessibility_violations(int width, ColorScheme scheme) {
        APP.window(scheme, width).open(SEVERAL).isAccessible();
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
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

/** The saved views above the list of outreaches. */
class SavedViewsIT {

    @RegisterExtension
    static final App APP = App.open();

    private Window window;
    private Page page;

    @BeforeEach
    void openWindow() {
        window = APP.window();
        page = window.page();
    }

    private void save(String name) {
        // Keys have no effect before the screen is there.
        assertThat(window.button("Save view…")).isVisible();
        page.keyboard().press("v");
        window.dialog().getByLabel("Name").fill(name);
        page.keyboard().press("Enter");
        assertThat(view(name)).hasAttribute("aria-current", "page");
    }

    private Locator view(String name) {
        return page.getByRole(AriaRole.NAVIGATION, new Page.GetByRoleOptions().setName("Saved views"))
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name));
    }

    private Locator header(String name) {
        return page.getByRole(AriaRole.COLUMNHEADER, new Page.GetByRoleOptions().setName(name));
    }

    @Test
    void saves_filters_order_and_columns_by_keyboard_and_shows_them_again() {
        page.navigate(APP.url() + "/outreaches?status=new&sort=owner");
        assertThat(header("Channel")).isVisible();
        page.keyboard().press("l");
        window.dialog().getByLabel("Channel").press("Space");
        page.keyboard().press("Enter");
        assertThat(header("Channel")).hasCount(0);
        save("New by owner");

        page.navigate(APP.url() + "/");
        assertThat(header("Channel")).isVisible();
        view("New by owner").click();

        assertThat(page).hasURL(Pattern.compile("status=new&sort=owner&view=viw_"));
        assertThat(header("Channel")).hasCount(0);
        assertThat(window.state("New")).hasAttribute("aria-pressed", "true");
        assertThat(page).hasTitle(Pattern.compile("New by owner"));
    }

    @Test
    void opens_a_view_by_its_id_alone() {
        page.navigate(APP.url() + "/outreaches?channel=phone&status=ready");
        save("Ready by phone");
        var id = page.url().replaceAll(".*view=(viw_\\w+).*", "$1");

        page.navigate(APP.url() + "/outreaches?view=" + id);

        assertThat(page).hasURL(APP.url() + "/outreaches?channel=phone&status=ready&view=" + id);
    }

    @Test
    void updates_renames_and_deletes_a_view() {
        page.navigate(APP.url() + "/outreaches?status=waiting");
        save("Waiting");
        window.state("Ready").click();
        window.button("Update “Waiting”").click();
        assertThat(window.button("Update “Waiting”")).hasCount(0);

        window.button("Rename or share…").click();
        window.dialog().getByLabel("Name").fill("Ready now");
        page.keyboard().press("Enter");
        assertThat(view("Ready now")).hasAttribute("href", Pattern.compile("status=waiting,ready"));

        window.button("Delete view…").click();
        window.dialog()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Delete view"))
                .click();
        assertThat(view("Ready now")).hasCount(0);
        assertThat(page).hasURL(APP.url() + "/outreaches?status=waiting,ready");
    }

    @ParameterizedTest
    @CsvSource({"1440, LIGHT", "390, LIGHT", "1440, DARK", "390, DARK"})
    void has_no_accessibility_violations(int width, ColorScheme scheme) {
        page.navigate(APP.url() + "/outreaches?sort=company");
        save("By company " + width + " " + scheme);
        try (var other =
                APP.window(new NewContextOptions().setViewportSize(width, 900).setColorScheme(scheme))) {
            other.page().navigate(page.url());
            assertThat(other.button("Save view…")).isVisible();
            other.isAccessible();
            other.button("Columns…").click();
            other.isAccessible();
        }
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in to the app, from the invitation of the first administrator on. */
class SignInIT {

    private static final Pattern SIGN_IN_PAGE = Pattern.compile(".*/sign-in");

    @RegisterExtension
    static final App APP = App.withAuthentication();

    private static Window window(ColorScheme scheme) {
        return APP.window(new NewContextOptions().setViewportSize(900, 700).setColorScheme(scheme));
    }

    private static Locator labelled(Page page, String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    private static void show(Page page, String name) {
        page.screenshot(new ScreenshotOptions().setPath(Path.of("target", name + ".png")));
    }

    @Test
    void an_invited_user_sets_a_password_signs_out_and_signs_in_by_keyboard() {
        try (var window = window(ColorScheme.LIGHT)) {
            var page = window.page();
            page.navigate(APP.invitation());
            var password = labelled(page, "New password");
            assertThat(password).isFocused();
            assertThat(password).hasAttribute("autocomplete", "new-password");
            assertThat(labelled(page, "E-mail address")).hasValue("anna@acme.com");
            show(page, "set-password");
            window.isAccessible();

            password.fill("annaschmidt");
            page.keyboard().press("Enter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("consists of your name");
            show(page, "weak-password");
            window.isAccessible();

            password.fill(App.PASSWORD);
            window.button("Show password").click();
            assertThat(password).hasAttribute("type", "text");
            window.button("Hide password").click();
            window.button("Set password").click();
            assertThat(page.locator(".account")).hasText("Anna Schmidt");
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
            window.settled().isAccessible();
            show(page, "signed-in");

            window.button("Sign out").click();
            page.waitForURL(SIGN_IN_PAGE);
            page.navigate("/?status=ready");
            page.waitForURL(SIGN_IN_PAGE);
            assertThat(labelled(page, "E-mail address")).isFocused();
            page.keyboard().type("anna@acme.com");
            page.keyboard().press("Tab");
            page.keyboard().type(App.PASSWORD);
            page.keyboard().press("Enter");
            page.waitForURL(Pattern.compile(".*/outreaches\\?status=ready"));
            assertThat(page.locator(".account")).hasText("Anna Schmidt");
        }

        try (var window = window(ColorScheme.DARK)) {
            var page = window.page();
            page.navigate(APP.invitation());
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("This link has been used");
            show(page, "used-link");
            window.isAccessible();
            window.link("Sign in").click();
            labelled(page, "E-mail address").fill("anna@acme.com");
            labelled(page, "Password").fill("wrong green bottles");
            window.button("Sign in").click();
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The e-mail address or the password is wrong.");
            assertThat(labelled(page, "Password")).hasAttribute("autocomplete", "current-password");
            show(page, "wrong-password");
            window.isAccessible();
        }
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRuleOptions;
import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The app in a browser window, with the errors and warnings that the browser reports. */
final class Window implements AutoCloseable {

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    Window(Page page) {
        this.page = page;
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(message.text() + " at " + message.location());
            }
        });
        page.onPageError(complaints::add);
        page.onRequest(request -> {
            var host = URI.create(request.url()).getHost();
            if (host != null && !host.equals("localhost")) {
                complaints.add("asked another host: " + request.url());
            }
        });
    }

    /** Opens a view and waits until it is shown. */
    Window open(String path) {
        page.navigate(path);
        assertThat(page.locator("main")).isVisible();
        settled();
        return this;
    }

    /** Waits until nothing is loading. */
    Window settled() {
        assertThat(heading()).hasCount(1);
        assertThat(page.locator("[aria-busy=true]")).hasCount(0);
        return this;
    }

    Page page() {
        return page;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Returns the button of the chart for a state, by its label. */
    Locator state(String label) {
        return page.getByRole(
                AriaRole.BUTTON,
                new Page.GetByRoleOptions().setName(Pattern.compile("^" + label + ": [\\d,]+ outreach")));
    }

    Locator field(String label) {
        return page.getByRole(
                AriaRole.COMBOBOX, new Page.GetByRoleOptions().setName(label).setExact(true));
    }

    Locator link(String name) {
        return page.getByRole(
                AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Returns the checkbox that selects the outreach by email to a person. */
    Locator box(String person) {
        return page.getByLabel("Select " + person + ", Email");
    }

    Locator panel() {
        return page.locator(".panel");
    }

    Locator tray() {
        return page.getByRole(AriaRole.REGION, new Page.GetByRoleOptions().setName("Changes"));
    }

    Locator dialog() {
        return page.getByRole(AriaRole.DIALOG);
    }

    Locator dialogButton(String name) {
        return dialog().getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator heading() {
        return page.locator("main h1");
    }

    /** Returns the rows of tables that contain a text. */
    Locator row(String text) {
        return page.locator("tbody tr").filter(new Locator.FilterOptions().setHasText(text));
    }

    /** Returns the options that a field offers for the typed text. */
    Locator found() {
        return page.locator("li[role=option]");
    }

    /** Returns the outreaches of the page, by the names of their people. */
    Locator rows() {
        return page.locator("tbody a.row");
    }

    /** Types a part of a name into a filter and picks the first option. */
    Window filter(String label, String part, String found) {
        field(label).fill(part);
        assertThat(found().first()).containsText(found);
        field(label).press("Enter");
        return this;
    }

    /** Asserts the address, from the root. The app shows its first screen, the outreaches, at {@code /}. */
    void isAt(String path) {
        var base = page.url().replaceAll("^(https?://[^/]+).*", "$1");
        assertThat(page).hasURL(base + path.replaceFirst("^/(?=$|[?#])", "/outreaches"));
    }

    /** Asserts that axe finds no serious or critical violation. */
    void isAccessible() {
        assertThat(violations(Set.of("serious", "critical"))).isEmpty();
    }

    /** Asserts that axe finds no violation, also none of its rules for target sizes and for labels in names. */
    void hasNoViolations() {
        assertThat(violations(Set.of("minor", "moderate", "serious", "critical")))
                .isEmpty();
    }

    private List<String> violations(Set<String> impacts) {
        // A color or an opacity in a transition has no lasting contrast.
        page.waitForFunction("() => document.getAnimations().every((each) => !(each instanceof CSSTransition))");
        var found = new ArrayList<String>();
        // The app has no frames, so axe does not need a page for them.
        var axe = new AxeBuilder(page).setLegacyMode(true).options(rules("label-content-name-mismatch", "target-size"));
        for (var rule : axe.analyze().getViolations()) {
            if (impacts.contains(rule.getImpact())) {
                rule.getNodes().forEach(node -> found.add(rule.getHelp() + ": " + node.getHtml()));
            }
        }
        return found;
    }

    /** Turns on rules that axe does not apply by default. */
    private static AxeRunOptions rules(String... names) {
        var rules = new HashMap<String, AxeRuleOptions>();
        for (var name : names) {
            var on = new AxeRuleOptions();
            on.setEnabled(true);
            rules.put(name, on);
        }
        var options = new AxeRunOptions();
        options.setRules(rules);
        return options;
    }

    /** Asserts that the browser reported no error, no warning and no request to another host. */
    void hasNoComplaints() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        page.context().close();
    }
}

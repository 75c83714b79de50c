package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Screens in one window that follow changes in another, without a reload. */
class TwoWindowsIT {

    @RegisterExtension
    static final App APP = App.open();

    private Window watching;
    private Window working;

    @BeforeAll
    static void fill() throws SQLException {
        new Book(APP.sql()).company("live", "Live Company").outreaches("live", 1, 3, "ready");
    }

    @BeforeEach
    void openWindows() {
        watching = APP.window();
        working = APP.window().open("/");
    }

    /** Sends a request in the other window. */
    private void send(String method, String path, String type, String body) {
        var status = working.page().evaluate("""
                        async ([method, path, type, body]) =>
                          (await fetch(path, { method, body, headers: { "Content-Type": type } })).status""", List.of(method, path, type, body));
        assertThat((Integer) status).isBetween(200, 299);
    }

    private void change(String path, String json) {
        send("PATCH", path, "application/json", json);
    }

    private Locator row(String id) {
        return watching.page().locator("tr[data-id=" + id + "]");
    }

    private Locator fact(String name) {
        return watching.page()
                .locator(".facts > div")
                .filter(new Locator.FilterOptions()
                        .setHas(watching.page().locator("dt").getByText(name)));
    }

    @Test
    void a_rename_shows_in_lists_and_keeps_the_selection_and_the_focus() {
        watching.open("/companies?name=live");
        row("com_live").locator("input[type=checkbox]").check();
        row("com_live").locator("a.row").focus();
        watching.page().evaluate("document.querySelector('main').dataset.same = 'yes'");

        change("/api/companies/com_live", "{\"name\":\"Live & Renamed\"}");

        assertThat(row("com_live").locator("a.row")).hasText("Live & Renamed");
        assertThat(row("com_live").locator("input[type=checkbox]")).isChecked();
        assertThat(row("com_live").locator("a.row")).isFocused();
        assertThat(watching.page().locator("main[data-same=yes]")).hasCount(1);

        watching.open("/people?company_id=com_live");
        assertThat(row("per_live_1")).containsText("Live & Renamed");
        change("/api/companies/com_live", "{\"name\":\"Live Company\"}");
        assertThat(row("per_live_1")).containsText("Live Company");
        watching.hasNoComplaints();
    }

    @Test
    void an_opt_out_shows_on_the_page_of_the_person() {
        watching.open("/people/per_live_2");
        var email = watching.page().locator("fieldset.opt-outs").getByLabel("Email");
        assertThat(email).not().isChecked();

        change("/api/people/per_live_2", "{\"opt_outs\":[\"email\"],\"title\":\"Buyer\"}");

        assertThat(fact("Title")).containsText("Buyer");
        assertThat(email).isChecked();
        watching.hasNoComplaints();
    }

    @Test
    void an_import_shows_in_lists_and_in_the_history_of_imports() {
        watching.open("/people?name=imported");
        assertThat(watching.rows()).hasCount(0);

        send("POST", "/api/imports?kind=contacts", "text/csv", """
                person,email,company
                Imported One,one@imported.example,Imported
                Imported Two,two@imported.example,Imported
                """);

        assertThat(watching.rows()).hasCount(2);
        watching.open("/imports");
        assertThat(watching.rows()).hasCount(1);
        send("POST", "/api/imports?kind=contacts", "text/csv", """
                person,email,company
                Imported Three,three@imported.example,Imported
                """);
        assertThat(watching.rows()).hasCount(2);
        assertThat(watching.page().locator("tbody tr").first()).containsText("Completed");
        watching.hasNoComplaints();
    }

    @Test
    void users_sequences_and_jobs_show_in_their_lists() {
        watching.open("/sequences?name=live");
        send("POST", "/api/sequences", "application/json", "{\"id\":\"seq_live\",\"name\":\"Live sequence\"}");
        assertThat(row("seq_live")).containsText("Live sequence");

        watching.open("/users?name=live");
        change("/api/users/usr_live", "{\"name\":\"Live Owner\"}");
        assertThat(row("usr_live")).containsText("Live Owner");

        watching.open("/activity");
        change("/api/outreaches/batch_assign", "{\"sequence_id\":null,\"filter\":{\"company_id\":\"com_live\"}}");
        change(
                "/api/outreaches/batch_assign",
                "{\"sequence_id\":\"seq_live\",\"filter\":{\"company_id\":\"com_live\"}}");
        assertThat(watching.page().locator("tbody tr").first()).containsText("3");
        watching.hasNoComplaints();
    }
}

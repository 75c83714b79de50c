package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.options.AriaRole;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The web app without a connection. Two servers share a database, and the test kills the app's server. */
class GrowAwayIT {

    @AutoClose
    private final Chromium chromium = Chromium.start();

    @TempDir
    private Path data;

    @AutoClose
    private GrowProcess keeper;

    @BeforeEach
    void startTheDatabase() {
        keeper = GrowProcess.serve(data);
    }

    private GrowProcess serve(int port) {
        return GrowProcess.run("serve", "--port", Integer.toString(port), "--database-url", GrowProcess.jdbcUrl(data));
    }

    @Test
    void the_app_reports_a_lost_connection_and_continues_when_it_is_back() throws Exception {
        try (var grow = serve(0);
                var sql = Sql.connect(GrowProcess.jdbcUrl(data));
                var window = chromium.window("http://localhost:" + grow.http().port())) {
            var port = grow.http().port();
            var book = new Book(sql).company("away", "Away Ltd").outreaches("away", 1, 2, "ready");
            var alert = window.page().getByRole(AriaRole.ALERT);
            window.open("/?company_id=com_away");
            assertThat(alert).hasCount(0);

            grow.kill();
            window.state("Ready").click();
            assertThat(alert).containsText("Grow does not answer.");
            assertThat(window.rows()).hasCount(2);

            // A change started meanwhile is made once, when Grow is back.
            window.box("Person away 1").check();
            window.page().keyboard().press("e");
            window.page().keyboard().press("Enter");
            assertThat(window.tray()).containsText("Waiting for the connection to Grow.");

            try (var again = serve(port)) {
                again.http();
                assertThat(window.tray()).containsText("Started enrichment of 1 outreach.");
                assertThat(alert).hasCount(0);
                window.isAt("/?company_id=com_away&status=ready");
                assertThat(window.rows()).hasText(new String[] {"Person away 2"});
                assertThat(book.count("away", "o.current_state = 'enrichment'")).isEqualTo(1);
            }
        }
    }

    @Test
    void the_app_notices_a_lost_connection_without_a_request_and_then_shows_missed_changes() throws Exception {
        try (var grow = serve(0);
                var sql = Sql.connect(GrowProcess.jdbcUrl(data));
                var window = chromium.window("http://localhost:" + grow.http().port())) {
            var port = grow.http().port();
            new Book(sql).company("apart", "Apart & Co").outreaches("apart", 1, 2, "ready");
            var alert = window.page().getByRole(AriaRole.ALERT);
            var state = window.page().locator("tr[data-id=out_apart_1] .chip");
            window.open("/?company_id=com_apart");
            keeper.http().patch("/api/outreaches/out_apart_1/start_enrichment");
            assertThat(state).hasText("Enrichment");

            grow.kill();
            assertThat(alert).containsText("Grow does not answer.");
            keeper.http().form("/api/outreaches/out_apart_1/transition_to", "state=waiting");

            try (var again = serve(port)) {
                again.http();
                assertThat(state).hasText("Waiting");
                assertThat(alert).hasCount(0);
                keeper.http().form("/api/outreaches/out_apart_1/transition_to", "state=ready");
                assertThat(state).hasText("Ready");
            }
        }
    }
}

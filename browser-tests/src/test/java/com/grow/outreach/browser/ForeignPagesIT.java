package com.grow.outreach.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.grow.outreach.bootstrap.Sql;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks by pages of other sites, in a browser on the machine where Grow runs. */
class ForeignPagesIT {

    /** Resolves names of other sites to this machine, as in DNS rebinding. */
    private static final String EVIL_NAMES = "--host-resolver-rules=MAP *.example 127.0.0.1";

    @TempDir
    private static Path data;

    private static Chromium chromium;
    private static GrowProcess grow;
    private static Sql sql;
    private static HttpServer otherSite;

    private Window window;

    @BeforeAll
    static void start() throws SQLException, IOException {
        chromium = Chromium.start(EVIL_NAMES);
        grow = GrowProcess.serve(data);
        sql = Sql.connect(GrowProcess.jdbcUrl(data));
        otherSite = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        otherSite.createContext("/", exchange -> {
            var page = "<!doctype html><title>Kittens</title>".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        otherSite.start();
    }

    @AfterAll
    static void stop() throws SQLException {
        if (otherSite != null) {
            otherSite.stop(0);
        }
        if (sql != null) {
            sql.close();
        }
        if (grow != null) {
            grow.close();
        }
        if (chromium != null) {
            chromium.close();
        }
    }

    @BeforeEach
    void openWindow() {
        window = chromium.window("http://localhost:" + grow.http().port());
    }

    @AfterEach
    void closeWindow() {
        window.close();
    }

    private Page pageOf(String host) {
        window.page()
                .navigate("http://%s:%d/".formatted(host, otherSite.getAddress().getPort()));
        return window.page();
    }

    private static Map<String, String> target(String path) {
        return Map.of("url", "http://localhost:%d%s".formatted(grow.http().port(), path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "localhost"})
    void a_page_of_another_site_can_not_overwrite_people(String host) throws SQLException {
        var told = pageOf(host).evaluate("""
                ({ url }) => {
                  const form = new FormData();
                  form.append("f", new File(["id,name\\nper_22222,Overwritten\\n"], "people.csv"));
                  return fetch(url, { method: "POST", mode: "no-cors", body: form }).then(() => "sent", () => "refused");
                }""", target("/api/imports?kind=people"));

        assertThat(told).isEqualTo("refused");
        assertThat(sql.value("select count(*) from imports")).isEqualTo("0");
        assertThat(sql.value("select name from people where public_id = 'per_22222'"))
                .isNotEqualTo("Overwritten");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "127.0.0.1", "localhost"})
    void a_form_of_another_site_can_not_create_a_company(String host) throws SQLException {
        var page = pageOf(host);
        var answer = page.waitForNavigation(() -> page.evaluate("""
                ({ url }) => {
                  const form = document.createElement("form");
                  form.method = "post";
                  form.action = url;
                  form.innerHTML = '<input name="name" value="Forged">';
                  document.body.append(form);
                  form.submit();
                }""", target("/api/companies")));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(sql.value("select count(*) from companies where name = 'Forged'"))
                .isEqualTo("0");
    }

    @Test
    void a_page_of_another_site_can_not_register_a_webhook_without_a_referrer() throws SQLException {
        var told = pageOf("evil.example").evaluate("""
                ({ url }) => fetch(url, {
                  method: "POST",
                  mode: "no-cors",
                  referrerPolicy: "no-referrer",
                  body: new URLSearchParams({ url: "https://evil.example/" }),
                }).then(() => "sent", () => "refused")""", target("/api/webhooks"));

        assertThat(told).isEqualTo("refused");
        assertThat(sql.value("select count(*) from webhooks")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/api/outreaches", "/api/docs", "/app/main.js", "/nowhere"})
    void a_page_with_a_rebound_name_reads_nothing(String path) {
        var answer = window.page()
                .navigate("http://evil.example:%d%s".formatted(grow.http().port(), path));

        assertThat(answer.status()).isEqualTo(421);
        assertThat(answer.text()).contains("Misdirected Request");
    }

    @Test
    void a_page_of_another_site_can_not_show_an_answer_as_its_own() {
        var page = pageOf("evil.example");

        assertThat(page.evaluate("""
                        ({ url }) => new Promise((resolve) => {
                          const picture = new Image();
                          picture.onload = () => resolve("shown");
                          picture.onerror = () => resolve("refused");
                          picture.src = url;
                        })""", target("/app/favicon.svg"))).isEqualTo("refused");
        assertThat(page.evaluate("""
                        ({ url }) => fetch(url).then(() => "read", () => "refused")""", target("/api/outreaches"))).isEqualTo("refused");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "127.0.0.1", "grow.localhost"})
    void the_app_changes_data_under_each_name_of_this_machine(String host) {
        window.page().navigate("http://%s:%d/".formatted(host, grow.http().port()));

        assertThat(window.page().evaluate("""
                        (name) => fetch("/api/companies", {
                          method: "POST",
                          headers: { "Content-Type": "application/json" },
                          body: JSON.stringify({ name }),
                        }).then(({ status }) => status)""", "Made at " + host)).isEqualTo(201);
    }
}

package com.grow.outreach.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.bootstrap.GrowProcess;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signing in at a real identity provider. One test, because Keycloak takes long to start. */
class KeycloakIT {

    private static final Pattern SIGN_IN_PAGE = Pattern.compile(".*/sign-in(\\?.*)?");

    @TempDir
    private static Path data;

    private GrowProcess grow;

    @Test
    void a_user_signs_in_calls_with_tokens_of_two_keys_and_signs_out() throws IOException, InterruptedException {
        var secret = Files.writeString(data.resolve("secret"), Keycloak.SECRET);
        try (var keycloak = Keycloak.installed();
                var chromium = Chromium.start()) {
            grow = GrowProcess.serve(
                    data.resolve("grow"),
                    "--auth",
                    "--oidc-issuer=" + keycloak.issuer(),
                    "--oidc-client-id=grow",
                    "--oidc-client-secret-file=" + secret,
                    "--oidc-provision=reader",
                    "--oidc-roles-claim=realm_access.roles");
            var window = chromium.window(new NewContextOptions()
                    .setBaseURL("http://localhost:" + grow.http().port()));
            var page = window.page();
            page.navigate("/sign-in");
            page.getByText("Sign in with localhost").click();
            assertThat(page.getByText("The identity provider can't be reached")).isVisible();

            keycloak.start(grow.http().port());
            page.getByText("Sign in with localhost").click();
            page.locator("#username").fill("anna");
            page.locator("#password").fill(Keycloak.PASSWORD);
            page.locator("#kc-login").click();
            assertThat(page.locator(".account")).hasText("Anna Schmidt");
            assertThat(role(page)).isEqualTo("manager");

            assertThat(statusWith(keycloak.accessToken())).isEqualTo(200);
            keycloak.rotateKeys();
            assertThat(statusWith(keycloak.accessToken())).isEqualTo(200);
            assertThat(statusWith(keycloak.accessToken() + "x")).isEqualTo(401);

            page.getByText("Sign out").click();
            page.waitForURL(SIGN_IN_PAGE);
            page.getByText("Sign in with localhost").click();
            assertThat(page.locator("#password")).isVisible();
            assertThat(grow.lines()).noneMatch(line -> line.contains(Keycloak.SECRET));
        } finally {
            if (grow != null) {
                grow.close();
            }
        }
    }

    private static String role(Page page) {
        return (String) page.evaluate("fetch('/api/session').then(answer => answer.json()).then(me => me.role)");
    }

    private int statusWith(String token) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create("http://localhost:%d/api/outreaches"
                                            .formatted(grow.http().port())))
                                    .header("Authorization", "Bearer " + token)
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }
}

package com.grow.outreach.adapter.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the web app. Browser tests cover their behaviour. */
class WebAppTest {

    private static final Pattern REFERENCE =
            Pattern.compile("(?:from|import\\(?|href=|src=|URL\\()\\s*\"([^\"#]+\\.(?:js|css|svg))[\"#]");

    @AutoClose
    private final Api api = Api.over(new TestBook());

    @ParameterizedTest
    @ValueSource(strings = {"/", "/?status=ready&sort=company", "/?anything=goes"})
    void serves_the_page_for_every_address_of_the_app(String path) {
        var answer = api.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.body()).contains("<title>Grow Outreach</title>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/companies", "/companies/com_12345", "/people?name=anna", "/settings/profile", "/no/such/screen"
            })
    void a_browser_that_navigates_to_a_path_of_the_app_gets_the_page(String path) {
        var answer = navigate("GET", path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/html; charset=utf-8");
        assertThat(answer.header("Vary")).contains("Accept");
        assertThat(answer.body()).isEqualTo(api.get("/").body());
        assertThat(navigate("HEAD", path).status()).isEqualTo(200);
    }

    @Test
    void other_requests_to_a_path_of_the_app_are_404() {
        api.get("/companies").isProblem(404);
        navigate("POST", "/companies").isProblem(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/nothing",
                "/app/nothing.js",
                "/webjars/nothing.js",
                "/observe/health",
                "/companies/"
            })
    void a_browser_gets_no_page_for_paths_that_belong_to_no_screen(String path) {
        navigate("GET", path).isProblem(404);
    }

    private Answer navigate(String method, String path) {
        return api.send(api.request(path)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .build());
    }

    @Test
    void the_content_security_policy_forbids_foreign_and_inline_code() {
        assertThat(api.get("/").header("Content-Security-Policy"))
                .startsWith("default-src 'self';")
                .doesNotContain("unsafe");
    }

    @Test
    void every_referenced_file_exists() {
        var version = version();
        assertThat(files())
                .contains(
                        version + "main.js",
                        version + "outreaches/screen.js",
                        version + "icons.svg",
                        version + "styles/base.css",
                        version + "api/requests.js");
    }

    @Test
    void the_files_of_a_page_are_kept_for_good() {
        for (var file : files()) {
            if (!file.equals("/")) {
                assertThat(api.get(file).header("Cache-Control"))
                        .as(file)
                        .isEqualTo("public, max-age=31536000, immutable");
            }
        }
        assertThat(api.get("/").header("Cache-Control")).isEqualTo("no-cache");
        assertThat(api.get("/sign-in").body()).contains(version() + "sign-in.js");
    }

    @Test
    void a_file_of_another_version_is_the_current_one_and_not_kept() {
        var answer = api.get("/app/v0123456789abcdef/main.js");

        assertThat(answer.body()).isEqualTo(api.get(version() + "main.js").body());
        assertThat(answer.header("Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    void the_page_preloads_the_modules_of_its_script_but_not_those_of_the_screens() {
        assertThat(api.get("/").body())
                .contains("<link rel=\"modulepreload\" href=\"%sshell/page.js\">".formatted(version()))
                .contains("<link rel=\"modulepreload\" href=\"%sapi/requests.js\">".formatted(version()))
                .doesNotContain("outreaches/screen.js", "resource/types.js");
    }

    /** Returns the beginning of the addresses of the files that the page loads. */
    private String version() {
        return api.get("/").body().replaceFirst("(?s).* src=\"(/app/v[0-9a-f]{16}/)main\\.js\".*", "$1");
    }

    @Test
    void no_file_refers_to_another_host() {
        for (var file : files()) {
            if (!file.startsWith("/webjars/")) {
                // Pages link to the websites of companies.
                assertThat(api.get(file)
                                .body()
                                .replace("http://www.w3.org/2000/svg", "")
                                .replace("https://${", ""))
                        .as(file)
                        .doesNotContain("http://", "https://");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/app",
                "/app/nothing.js",
                "/index.html",
                "/webjars/nothing.js",
                "/webjars/swagger-ui/index.html",
                "/app/styles"
            })
    void unknown_paths_are_404(String path) {
        api.get(path).isProblem(404);
    }

    /** Returns the paths of all files that the page refers to, directly or indirectly. */
    private Set<String> files() {
        var found = new LinkedHashSet<>(List.of("/"));
        var open = new ArrayDeque<>(found);
        while (!open.isEmpty()) {
            var file = open.remove();
            var answer = api.get(file);
            assertThat(answer.status()).as(file).isEqualTo(200);
            REFERENCE
                    .matcher(answer.body())
                    .results()
                    .map(result -> URI.create(file).resolve(result.group(1)).toString())
                    .filter(found::add)
                    .forEach(open::add);
        }
        return found;
    }
}

package com.grow.outreach.browser;

import static java.util.Objects.requireNonNull;

import com.microsoft.playwright.Route;
import com.microsoft.playwright.Route.FulfillOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The web app's source files, its tests and its libraries, for a browser without a server. */
final class AppFiles {

    private static final Path MODULE = Path.of("..", "web-app").toAbsolutePath().normalize();
    private static final Path RESOURCES = MODULE.resolve("src/main/resources/META-INF/resources");
    private static final Path TESTS = MODULE.resolve("src/test/js");

    private static final String COMPILER = compilerVersion();

    private AppFiles() {}

    /** Opens an empty page that can import the modules below {@code /app}, {@code /api/docs} and {@code /test}. */
    static Window open(Chromium chromium) {
        var window = chromium.window("http://localhost");
        window.page().route("**/*", AppFiles::answer);
        window.page().navigate("/");
        return window;
    }

    /** Returns the addresses of the modules of the app and of the API's documentation. */
    static List<String> modules() {
        return Stream.of("/app/", "/api/docs/")
                .flatMap(base -> scripts(RESOURCES.resolve(base.substring(1)), base, ".js").stream())
                .toList();
    }

    /** Returns the addresses of the test files. */
    static List<String> tests() {
        return scripts(TESTS, "/test/", ".test.js");
    }

    /** Returns the addresses of all scripts next to the tests. */
    static List<String> testScripts() {
        return scripts(TESTS, "/test/", ".js");
    }

    /** Returns the path of a module or test in the repository. */
    static String inRepository(String address) {
        return MODULE.getParent().relativize(fileAt(address)).toString();
    }

    private static List<String> scripts(Path folder, String base, String ending) {
        try (var files = Files.walk(folder)) {
            return files.map(file -> base + folder.relativize(file).toString().replace('\\', '/'))
                    .filter(address -> address.endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path fileAt(String address) {
        if (address.startsWith("/app/") || address.startsWith("/api/docs/")) {
            return RESOURCES.resolve(address.substring(1));
        }
        return address.startsWith("/test/")
                ? TESTS.resolve(address.substring("/test/".length()))
                : MODULE.resolve(address.substring(1));
    }

    private static void answer(Route route) {
        var address = URI.create(route.request().url()).getPath();
        if (address.equals("/")) {
            route.fulfill(
                    new FulfillOptions().setContentType("text/html").setBody("<!doctype html><title>Tests</title>"));
            return;
        }
        try {
            var content = address.startsWith("/webjars/") ? library(address) : source(address);
            var type = address.endsWith(".js") ? "text/javascript" : "text/plain";
            route.fulfill(
                    content.length == 0
                            ? new FulfillOptions().setStatus(404)
                            : new FulfillOptions().setContentType(type).setBodyBytes(content));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] source(String address) throws IOException {
        var file = fileAt(address);
        return Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    }

    /** Reads a file of a WebJar. The compiler's address has no version, since only tests need it. */
    private static byte[] library(String address) throws IOException {
        var path = address.replaceFirst("^/webjars/typescript/", "/webjars/typescript/" + COMPILER + "/");
        try (var in = AppFiles.class.getResourceAsStream("/META-INF/resources" + path)) {
            return in == null ? new byte[0] : in.readAllBytes();
        }
    }

    private static String compilerVersion() {
        try (var in = AppFiles.class.getResourceAsStream("/META-INF/maven/org.webjars.npm/typescript/pom.properties")) {
            var properties = new Properties();
            properties.load(requireNonNull(in));
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

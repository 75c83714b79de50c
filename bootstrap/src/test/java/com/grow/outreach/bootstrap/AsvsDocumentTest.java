package com.grow.outreach.bootstrap;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of ASVS requirements names tests that exist. */
class AsvsDocumentTest {

    private static final Path PROJECT = Path.of("..");
    private static final Pattern TEST = Pattern.compile("`(?<type>[A-Z]\\w*(?:Test|IT))\\.(?<method>\\w+)`");
    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| (?<number>\\d+\\.\\d+\\.\\d+)[^|]*\\|[^|]*\\|(?<tests>[^|]*)\\|$");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the sources of the tests with this name, which several modules may have. */
    private static Stream<String> sources(String type) throws IOException {
        try (var modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src/test/java")).filter(Files::isDirectory).toList().stream()
                    .flatMap(AsvsDocumentTest::files)
                    .filter(file -> file.endsWith(type + ".java"))
                    .map(AsvsDocumentTest::read);
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.toList().stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void every_named_test_exists() throws IOException {
        var missing = new TreeSet<String>();
        var named = TEST.matcher(read(PROJECT.resolve("docs/asvs.md")))
                .results()
                .map(found -> found.group("type") + "." + found.group("method"))
                .collect(toCollection(TreeSet::new));
        for (var test : named) {
            var parts = test.split("\\.");
            if (sources(parts[0]).noneMatch(source -> source.contains("void " + parts[1] + "("))) {
                missing.add(test);
            }
        }

        assertThat(named).hasSizeGreaterThan(80);
        assertThat(missing).isEmpty();
    }

    @Test
    void every_requirement_has_a_test_or_a_dash() {
        var rows = ROW.matcher(read(PROJECT.resolve("docs/asvs.md"))).results().toList();

        assertThat(rows)
                .hasSizeGreaterThan(100)
                .allSatisfy(row -> assertThat(row.group("tests").strip())
                        .as(row.group("number"))
                        .matches("–|`[\\w.]+`(, `[\\w.]+`)*"));
    }
}

package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The README and the pages in {@code docs}: the output of their examples is correct, and their links work. */
@ExtendWith(SharedPostgres.class)
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class MarkdownIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern CONSOLE = Pattern.compile("```console\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern CODE = Pattern.compile("```.*?\\n```|`[^`\\n]*`", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final int MAX_README_SIZE = 8 * 1024;

    private final Postgres postgres;

    MarkdownIT(Postgres postgres) {
        this.postgres = postgres;
    }

    /**
     * A command in a {@code console} block.
     *
     * @param command the text after the prompt
     * @param output the lines below the command
     */
    private record Example(String command, String output) {

        static List<Example> allOf(String markdown) {
            var examples = new ArrayList<Example>();
            CONSOLE.matcher(markdown).results().forEach(block -> {
                for (var example : block.group(1).split("(?m)^\\$ ")) {
                    if (!example.isEmpty()) {
                        var lines = example.split("\\n", 2);
                        examples.add(new Example(lines[0], lines.length == 1 ? "" : lines[1].stripTrailing()));
                    }
                }
            });
            return examples;
        }
    }

    @TestFactory
    Stream<DynamicTest> the_examples_of_a_page_answer_in_order_what_they_show() throws IOException {
        return pages().filter(page -> !Example.allOf(text(page)).isEmpty())
                .map(page -> dynamicTest(name(page), () -> {
                    try (var grow = postgres.serveDemo()) {
                        for (var example : Example.allOf(text(page))) {
                            var call = Curl.of(example.command());
                            var answer = grow.http()
                                    .send(
                                            call.method(),
                                            call.path(),
                                            call.contentType(),
                                            call.body(),
                                            call.headers().toArray(String[]::new));
                            // Lines of CSV end in CR LF, which the documentation does not show.
                            assertThat(answer.body().replace("\r\n", "\n").stripTrailing())
                                    .as(example.command())
                                    .isEqualTo(example.output());
                        }
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> relative_links_lead_to_a_file_and_a_heading() throws IOException {
        return pages().map(page -> dynamicTest(name(page), () -> {
            var dead = LINK.matcher(CODE.matcher(text(page)).replaceAll(""))
                    .results()
                    .map(link -> link.group(1))
                    .filter(link -> !link.matches("[a-z]+:.*") && !leadsSomewhere(page, link))
                    .toList();
            assertThat(dead).as("dead links").isEmpty();
        }));
    }

    @Test
    void the_readme_has_at_most_8_kb() throws IOException {
        assertThat(Files.size(ROOT.resolve("README.md"))).isLessThanOrEqualTo(MAX_README_SIZE);
    }

    private static boolean leadsSomewhere(Path page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1
                        || HEADING.matcher(text(target))
                                .results()
                                .anyMatch(heading -> anchor(heading.group(1)).equals(parts[1])));
    }

    /** Returns GitHub's anchor of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}\\s_-]", "")
                .replace(' ', '-');
    }

    private static Stream<Path> pages() throws IOException {
        try (var root = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"));
                var clients = Files.walk(ROOT.resolve("clients"), 2)) {
            return Stream.of(root, docs, clients)
                    .flatMap(paths -> paths)
                    .filter(path -> path.toString().endsWith(".md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    private static String name(Path page) {
        return ROOT.relativize(page).toString();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}

package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on states for people, docs/states.md, says what {@link OutreachState} does. */
class StatesDocumentTest {

    private static final String DIAGRAM_START = "```mermaid\n";
    private static final String DIAGRAM_END = "```\n";

    @Test
    void the_diagram_draws_the_moves_that_are_allowed() throws IOException {
        var document = document();
        int start = document.indexOf(DIAGRAM_START);
        int end = document.indexOf(DIAGRAM_END, start + DIAGRAM_START.length());

        var expected = diagram();
        assertThat(start >= 0 && end > start ? document.substring(start, end + DIAGRAM_END.length()) : "")
                .withFailMessage(() -> "docs/states.md must hold this diagram:\n\n" + expected)
                .isEqualTo(expected);
    }

    @Test
    void the_table_lists_every_state_with_its_meaning_and_the_moves_that_are_allowed() throws IOException {
        var rows = document()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> List.of(line.split(" *\\| *", -1)))
                .toList();

        var expected = Stream.of(OutreachState.values())
                .map(state -> List.of("`" + state.value() + "`", state.meaning(), moves(state)))
                .toList();
        assertThat(rows.stream().map(cells -> cells.subList(1, 4)).toList())
                .withFailMessage(() -> "the table in docs/states.md must be:\n\n"
                        + expected.stream().map(row -> String.join(" | ", row)).collect(joining("\n")))
                .isEqualTo(expected);
    }

    @Test
    void the_list_has_every_guard_with_its_reason() throws IOException {
        var expected = Stream.of(Guard.values())
                .map(guard -> "- `%s`: refuses since %s;".formatted(guard.value(), guard.reason()))
                .toList();

        var listed = document()
                .lines()
                .filter(line -> line.startsWith("- `"))
                .map(line -> line.substring(0, line.indexOf(';') + 1))
                .toList();

        assertThat(listed).isEqualTo(expected);
    }

    private static String diagram() {
        var moves = Arrays.stream(OutreachState.values())
                .flatMap(from -> from.allowedTransitions().stream()
                        .map(to -> "    %s --> %s\n".formatted(from.value(), to.value())));
        return Stream.concat(Stream.of("stateDiagram-v2\n", "    [*] --> new\n"), moves)
                .collect(joining("", DIAGRAM_START, DIAGRAM_END));
    }

    private static String moves(OutreachState state) {
        return state.allowedTransitions().stream()
                .map(to -> "`" + to.value() + "`")
                .collect(joining(", "));
    }

    private static String document() throws IOException {
        return Files.readString(repository().resolve("docs/states.md")).replace("\r\n", "\n");
    }

    private static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has the file mvnw");
        }
        return folder;
    }
}

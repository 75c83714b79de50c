package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * The output of a process that failed to start.
 *
 * @param lines the lines of standard output and standard error
 */
record FailedStart(List<String> lines) {

    /** Waits until the process exits with the code of a failure. */
    static FailedStart of(GrowProcess grow) {
        assertThat(grow.exitCode()).as(() -> String.join("\n", grow.lines())).isEqualTo(1);
        return new FailedStart(grow.lines());
    }

    /** Asserts that only the last line is an error, and that it contains these words. The others are progress messages. */
    FailedStart saysInOneLine(String... words) {
        assertThat(lines)
                .filteredOn(line -> !line.endsWith("…"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line).startsWith("grow: ").contains(words);
                    assertThat(lines.getLast()).isEqualTo(line);
                });
        return this;
    }

    FailedStart doesNotSay(String secret) {
        assertThat(lines).noneMatch(line -> line.contains(secret));
        return this;
    }
}

package com.grow.outreach.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What a process said before it gave up.
 *
 * @param lines on either stream
 */
record FailedStart(List<String> lines) {

    /** Waits for the process to give up with the exit code of a failure. */
    static FailedStart of(GrowProcess grow) {
        assertThat(grow.exitCode()).as(() -> String.join("\n", grow.lines())).isEqualTo(1);
        return new FailedStart(grow.lines());
    }

    /** The last line, and none but that, tells of a failure, in these words; before it is nothing but progress. */
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

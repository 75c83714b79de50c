package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void what_is_short_and_legible_stays_as_it_is() {
        assertThat(Excerpt.of("Größe “1” is not a number 😀")).isEqualTo("Größe “1” is not a number 😀");
    }

    @Test
    void what_can_not_be_kept_or_would_be_more_than_one_line_becomes_a_space() {
        assertThat(Excerpt.of("\u0000 a\u0000\r\n\tb\uD800c\u2028d\uFFFF")).isEqualTo("a b c d");
    }

    @Test
    void nothing_is_left_of_nothing() {
        assertThat(Excerpt.of(null)).isEmpty();
        assertThat(Excerpt.of("\u0000\n")).isEmpty();
    }

    @Test
    void only_the_beginning_is_left_of_megabytes() {
        assertThat(Excerpt.of("😀".repeat(1_000_000))).isEqualTo("😀".repeat(Excerpt.MAX_LENGTH));
    }

    @Test
    void whatever_is_said_something_that_can_be_kept_is_left() {
        var random = new Random(3);
        for (int text = 0; text < 1_000; text++) {
            var said = new StringBuilder();
            random.ints(300, 0, 0x10000).forEach(unit -> said.append((char) unit));

            var excerpt = Excerpt.of(said.toString());

            assertThat(excerpt.codePointCount(0, excerpt.length())).isLessThanOrEqualTo(Excerpt.MAX_LENGTH);
            assertThat(excerpt.codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(
                            character -> Character.MIN_SURROGATE <= character && character <= Character.MAX_SURROGATE);
        }
    }
}

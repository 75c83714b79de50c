package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptTest {

    @Test
    void keeps_a_short_printable_text() {
        assertThat(Excerpt.of("Größe “1” is not a number 😀")).isEqualTo("Größe “1” is not a number 😀");
    }

    @Test
    void replaces_unprintable_characters_and_line_ends_with_a_space() {
        assertThat(Excerpt.of("\u0000 a\u0000\r\n\tb\uD800c\u2028d\uFFFF")).isEqualTo("a b c d");
    }

    @Test
    void is_empty_for_null_and_empty_texts() {
        assertThat(Excerpt.of(null)).isEmpty();
        assertThat(Excerpt.of("\u0000\n")).isEmpty();
    }

    @Test
    void keeps_only_the_beginning_of_a_long_text() {
        assertThat(Excerpt.of("😀".repeat(1_000_000))).isEqualTo("😀".repeat(Excerpt.MAX_LENGTH));
    }

    @Test
    void returns_text_that_can_be_stored_for_any_input() {
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

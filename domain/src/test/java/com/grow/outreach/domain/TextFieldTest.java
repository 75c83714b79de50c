package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.TextFormat.Reading.Blank;
import com.grow.outreach.domain.TextFormat.Reading.Invalid;
import com.grow.outreach.domain.TextFormat.Reading.Valid;
import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextFieldTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            NAME | Émile & Søn's "Welcome" \\ 😀
            TITLE | VP, Sales (EMEA)
            SEGMENT | R&D
            ENDPOINT | https://example.com
            ENDPOINT | HTTP://localhost:65535?x=%20y
            ENDPOINT | http://10.0.0.1:8080/hooks/a::b::c
            ENDPOINT | http://[::1]:9/x
            ENDPOINT | https://[2001:db8::12]/
            ENDPOINT | https://[1:2:3:4:5:6:7:8]/
            """)
    void accepts_real_data_unchanged(TextField field, String text) {
        assertThat(field.read(text)).isEqualTo(new Valid(text));
        assertThat(field.read(" \t\u00a0\ufeff" + text + "\u2003\r\n")).isEqualTo(new Valid(text));
    }

    @ParameterizedTest
    @CsvSource({
        "ENDPOINT, example.com",
        "ENDPOINT, https://example.com:99999/x",
        "ENDPOINT, https://example.com:65536/",
        "ENDPOINT, https://a..b/",
        "ENDPOINT, https://-a.example",
        "ENDPOINT, http://[1:2:3]/",
        "ENDPOINT, http://[:]/",
        "ENDPOINT, http://[1::2::3]",
        "ENDPOINT, http://[12345::]/",
        "ENDPOINT, http://[1:2:3:4:5:6:7:8:9]",
        "ENDPOINT, http://me@example.com/",
        "ENDPOINT, https://example.com/#x",
        "ENDPOINT, https://example.com/a b",
        "ENDPOINT, https://example.com/%4"
    })
    void rejects_invalid_text_with_the_expected_format(TextField field, String text) {
        assertThat(field.read(text)).isEqualTo(new Invalid("expected " + field.description()));
    }

    @Test
    void every_valid_endpoint_is_a_url_with_a_host() {
        var random = new Random(9);
        var pieces = List.of("a", "1", "f", ":", "::", ".", "-", "[", "]", "/", "?", "%41", "65535", "70000", "x.y");
        int endpoints = 0;
        for (int text = 0; text < 200_000; text++) {
            var url = new StringBuilder(text % 2 == 0 ? "http://" : "http://[");
            random.ints(random.nextInt(9), 0, pieces.size())
                    .mapToObj(pieces::get)
                    .forEach(url::append);
            if (TextField.ENDPOINT.read(url.toString()) instanceof Valid valid) {
                assertThat(URI.create(valid.text()).getPort()).isLessThanOrEqualTo(65_535);
                assertThat(URI.create(valid.text()).getRawAuthority()).isNotEmpty();
                endpoints++;
            }
        }
        assertThat(endpoints).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource
    void treats_white_space_as_blank(TextField field) {
        assertThat(List.of("", "  ", "\t\n\u00a0\u3000"))
                .allSatisfy(text -> assertThat(field.read(text)).isEqualTo(new Blank()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\0b", "\ud83d", "\ude00\ud83d", "a\ud83d b"})
    void rejects_text_that_can_not_be_stored(String text) {
        assertThat(TextField.NAME.read(text))
                .isEqualTo(new Invalid("expected text with no NUL characters and no unpaired surrogates"));
    }

    @Test
    void counts_code_points() {
        assertThat(TextField.NAME.read("😀".repeat(500))).isInstanceOf(Valid.class);
        assertThat(TextField.NAME.read("x".repeat(501))).isEqualTo(new Invalid("expected at most 500 characters"));
    }

    @Test
    @Timeout(60)
    void strips_a_million_inner_spaces_quickly() {
        assertThat(TextField.NAME.read("x" + " ".repeat(1_000_000) + "x"))
                .isEqualTo(new Invalid("expected at most 500 characters"));
    }

    @Test
    void limits_the_number_and_total_length_of_segments() {
        assertThat(Company.Profile.refusalOfSegments(Collections.nCopies(20, "x".repeat(25))))
                .isEmpty();
        assertThat(Company.Profile.refusalOfSegments(Collections.nCopies(21, "x")))
                .contains("expected at most 20 segments");
        assertThat(Company.Profile.refusalOfSegments(Collections.nCopies(6, "x".repeat(84))))
                .contains("expected at most 500 characters in all segments together");
    }
}

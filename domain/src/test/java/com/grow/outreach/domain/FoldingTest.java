package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldingTest {

    @ParameterizedTest
    @CsvSource({
        "ΚΟΣΜΟΣ, ΚΟΣ",
        "Κόσμος, σμοσ",
        "ΟΔΟΣ, ος",
        "οδός ΟΔΥΣΣΕΩΣ, ΣΣΕΩσ",
        "Straße, STRASSE",
        "STRASSE, straße",
        "İstanbul, istanbul",
        "istanbul, İST",
        "José, jose\u0301",
        "Jose\u0301, JOSÉ",
        "ÅNGSTRÖM, a\u030angstro\u0308m",
        "Ǆ, ǆ",
        "ﬁne, FINE",
        "Ⅷ, ⅷ",
        "𐐀, 𐐨"
    })
    void ignores_case_and_the_form_of_accents(String text, String part) {
        assertThat(Folding.contains(text, part)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"José, jose", "Κοσμος, κοσμός", "Acme, acne", "Muller, müller"})
    void distinguishes_letters_with_and_without_accents(String text, String part) {
        assertThat(Folding.contains(text, part)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "Q3 wave, wave q3",
        "Q3 wave, Q3 wa",
        "Q3 wave, '  WAVE\u00a0 '",
        "Q3 wave, a a A",
        "İpek Su, su ipek",
        "Anna-Maria Berg, berg maria ann"
    })
    void finds_the_words_of_a_text_in_any_order(String name, String text) {
        assertThat(Folding.containsWords(name, text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"Q3 wave, wave q4", "Q3 wave, q3wave", "Q3, '\u00a0'"})
    void finds_no_name_without_one_of_the_words(String name, String text) {
        assertThat(Folding.containsWords(name, text)).isFalse();
    }

    @Test
    void folding_is_idempotent_for_every_letter() {
        for (int character = 0; character <= Character.MAX_CODE_POINT; character++) {
            if (Character.isLetter(character)) {
                var folded = Folding.of(Character.toString(character));
                assertThat(Folding.of(folded)).isEqualTo(folded);
            }
        }
    }
}

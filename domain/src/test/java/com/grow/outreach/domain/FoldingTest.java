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

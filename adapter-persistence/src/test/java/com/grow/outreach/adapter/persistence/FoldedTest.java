package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.domain.Folding;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jooq.impl.SQLDataType;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Compares {@code folded()} of the database with {@link Folding}. */
class FoldedTest {

    /** A lower bound for the number of characters that folding changes in the oldest Unicode version of a database. */
    private static final int LEAST_FOLDED = 1_000;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @Test
    void folds_every_character_that_the_database_knows_like_the_domain() {
        var characters = IntStream.rangeClosed(1, Character.MAX_CODE_POINT)
                .filter(character ->
                        Character.isDefined(character) && Character.getType(character) != Character.SURROGATE)
                .filter(character -> !Character.isIdeographic(character))
                .mapToObj(Character::toString)
                .toList();
        var folded = folded(characters);

        // The database does not fold characters that are newer than its Unicode version.
        var known = IntStream.range(0, characters.size())
                .filter(place -> !folded.get(place).equals(characters.get(place)))
                .mapToObj(characters::get)
                .toList();
        assertThat(known).hasSizeGreaterThan(LEAST_FOLDED);
        assertAlike(known);
        assertAlike(known.stream().map(character -> "Ab" + character + " c").toList());
        assertAlike(known.stream()
                .map(character -> Normalizer.normalize(character, Normalizer.Form.NFD))
                .toList());
    }

    @Test
    void folds_words_with_case_and_accents_like_the_domain() {
        var random = new Random(20_261_129);
        var letters = ("aAeEiIıİsSßẞſσςΣάΆώΏΐΰϊᾳᾼǆǅǄﬁŉǰµéÉñÑöÖåÅĳĲŒœжЖёЁїЇաԱ" + "\u0301\u0308\u030a\u0307\u0345 -'1")
                .codePoints()
                .toArray();
        var words = new ArrayList<String>();
        for (int i = 0; i < 20_000; i++) {
            var word = random.ints(1 + random.nextInt(8), 0, letters.length)
                    .map(index -> letters[index])
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            words.add(random.nextBoolean() ? Normalizer.normalize(word, Normalizer.Form.NFD) : word);
        }
        assertAlike(words);
    }

    @Test
    void names_of_duplicates_are_compared_by_the_same_key() {
        var names =
                List.of("  Straße\u00a0 1 ", "STRASSE 1", "a\tb\u2003\u3000c\u0085", "\u2028", "e\u0301\u202fE", "Zoë");

        assertThat(DATABASE.sql()
                        .fetch(
                                "select name_key(text) from unnest({0}) with ordinality as texts (text, place) order by place",
                                val(names.toArray(String[]::new), SQLDataType.VARCHAR.array()))
                        .getValues(0, String.class))
                .isEqualTo(names.stream().map(Folding::key).toList());
    }

    private static void assertAlike(List<String> texts) {
        var folded = folded(texts);
        assertThat(IntStream.range(0, texts.size())
                        .filter(place -> !folded.get(place).equals(Folding.of(texts.get(place))))
                        .mapToObj(place -> codes(texts.get(place)) + ": " + codes(folded.get(place)) + ", not "
                                + codes(Folding.of(texts.get(place))))
                        .toList())
                .isEmpty();
    }

    private static List<String> folded(List<String> texts) {
        return DATABASE.sql()
                .fetch(
                        "select folded(text) from unnest({0}) with ordinality as texts (text, place) order by place",
                        val(texts.toArray(String[]::new), SQLDataType.VARCHAR.array()))
                .getValues(0, String.class);
    }

    private static String codes(String text) {
        return text.codePoints().mapToObj("%04X"::formatted).toList().toString();
    }
}

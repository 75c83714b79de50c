package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IdTest {

    private static final String SIXTY_FOUR = "x".repeat(64);

    record Kind(String prefix, IdKind<? extends Id> kind, Function<String, Id> constructor) {

        @Override
        public String toString() {
            return prefix;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind("out_", OutreachId.KIND, OutreachId::new),
            new Kind("per_", PersonId.KIND, PersonId::new),
            new Kind("com_", CompanyId.KIND, CompanyId::new),
            new Kind("seq_", SequenceId.KIND, SequenceId::new),
            new Kind("usr_", UserId.KIND, UserId::new));

    static Stream<Kind> kinds() {
        return KINDS.stream();
    }

    static Stream<Arguments> well_formed() {
        return kindsWith("1", "11111", "a", "Z", "-", "_", "__", "aZ09-_", "com_5", SIXTY_FOUR);
    }

    static Stream<Arguments> malformed_rests() {
        return kindsWith(
                "",
                SIXTY_FOUR + "x",
                "1\n",
                "1\r\n",
                "\n1",
                " 1",
                "1 ",
                "1 2",
                "1\t",
                "1\0",
                "1.5",
                "1,2",
                "1/2",
                "1%31",
                "1'",
                "1:1",
                "é",
                "ß",
                "Я",
                "١",
                "\uff11",
                "e\u0301",
                "😀");
    }

    private static Stream<Arguments> kindsWith(String... rests) {
        return kinds().flatMap(kind -> Stream.of(rests).map(rest -> Arguments.of(kind, kind.prefix + rest)));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void each_kind_has_its_prefix(Kind kind) {
        assertThat(kind.kind().prefix()).isEqualTo(kind.prefix());
        assertThat(kind.kind().description())
                .contains("'" + kind.prefix() + "'", "1 to 64", "A-Z, a-z, 0-9, '-' or '_'");
    }

    @ParameterizedTest
    @MethodSource("well_formed")
    void a_prefix_and_1_to_64_letters_digits_dashes_or_underscores_make_an_id(Kind kind, String text) {
        assertThat(kind.kind().parse(text).map(Id::value)).contains(text);
        assertThat(kind.constructor().apply(text).value()).isEqualTo(text);
        assertThat(kind.constructor().apply(text)).hasToString(text);
    }

    @ParameterizedTest
    @MethodSource("malformed_rests")
    void rejects_an_invalid_part_after_the_prefix(Kind kind, String text) {
        assertMalformed(kind, text);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void requires_the_exact_prefix(Kind kind) {
        var prefix = kind.prefix();
        var name = prefix.substring(0, 3);
        for (var text : List.of(
                "",
                "11111",
                name,
                name + "11111",
                name + "-11111",
                prefix.toUpperCase(Locale.ROOT) + "11111",
                " " + prefix + "11111",
                "\n" + prefix + "11111",
                "x" + prefix + "11111")) {
            assertMalformed(kind, text);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void rejects_ids_of_other_kinds(Kind kind) {
        KINDS.stream()
                .filter(other -> !other.equals(kind))
                .forEach(other -> assertMalformed(kind, other.prefix() + "11111"));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void the_same_text_makes_equal_ids(Kind kind) {
        var id = kind.constructor().apply(kind.prefix() + "11111");

        assertThat(id).isEqualTo(kind.constructor().apply(kind.prefix() + "11111"));
        assertThat(id).hasSameHashCodeAs(kind.constructor().apply(kind.prefix() + "11111"));
        assertThat(id).isNotEqualTo(kind.constructor().apply(kind.prefix() + "11112"));
        assertThat(id).isNotEqualTo(kind.constructor().apply(kind.prefix() + "a"));
        assertThat(kind.constructor().apply(kind.prefix() + "A"))
                .isNotEqualTo(kind.constructor().apply(kind.prefix() + "a"));
    }

    @Test
    @SuppressWarnings("NullAway") // what a caller without the checks could do
    void an_id_is_never_null() {
        assertThatNullPointerException().isThrownBy(() -> new OutreachId(null));
    }

    private static void assertMalformed(Kind kind, String text) {
        assertThat(kind.kind().parse(text)).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kind.constructor().apply(text))
                .withMessage("'" + text + "' is not " + kind.kind().description());
    }
}

package com.grow.outreach.adapter.rest.problem;

import static java.util.stream.Collectors.toMap;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Formatting of values in the detail of a problem. */
public final class Words {

    private static final int LONGEST_QUOTE = 100;

    private Words() {}

    /** Returns the text in quotes, shortened if it is long. */
    public static String quote(String text) {
        return "'" + shorten(text) + "'";
    }

    /** Returns the text, shortened if it is long. */
    public static String shorten(String text) {
        if (text.length() <= LONGEST_QUOTE) {
            return text;
        }
        // Does not split a surrogate pair, such as an emoji.
        boolean splits = Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1));
        return text.substring(0, splits ? LONGEST_QUOTE - 1 : LONGEST_QUOTE) + "…";
    }

    /** Returns the values by their words, in their order. */
    public static <T> Map<String, T> of(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(toMap(word, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    /** Returns the values by their names in lower case, in their order. */
    public static <E extends Enum<E>> Map<String, E> ofNames(Collection<E> values) {
        return values.stream()
                .collect(toMap(
                        value -> value.name().toLowerCase(Locale.ROOT),
                        Function.identity(),
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /** Returns a list of the allowed words. */
    public static String oneOf(Collection<String> words) {
        return "allowed: " + String.join(", ", words);
    }
}

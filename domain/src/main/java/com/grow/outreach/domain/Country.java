package com.grow.outreach.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A country.
 *
 * @param code its code of ISO 3166-1 alpha-2, for example {@code US}
 */
public record Country(String code) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}");

    /**
     * Takes a code that need not be assigned yet.
     *
     * @throws IllegalArgumentException if it is not two capital letters
     */
    public Country {
        Objects.requireNonNull(code, "code");
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("'" + code + "' is not two capital letters");
        }
    }

    /** The country of that code, or empty if the text is none. */
    public static Optional<Country> parse(String text) {
        Objects.requireNonNull(text, "text");
        return SHAPE.matcher(text).matches() ? Optional.of(new Country(text)) : Optional.empty();
    }

    /** Its name in English, for example {@code United States}; the code itself where there is no name for it. */
    public String name() {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }
}

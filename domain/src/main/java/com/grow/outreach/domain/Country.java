package com.grow.outreach.domain;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A country.
 *
 * @param code the ISO 3166-1 alpha-2 code, for example {@code US}
 */
public record Country(String code) {

    private static final Pattern SHAPE = Pattern.compile("[A-Z]{2}");

    /**
     * Creates a country. The code need not be assigned.
     *
     * @throws IllegalArgumentException if the code is not two capital letters
     */
    public Country {
        Objects.requireNonNull(code, "code");
        if (!SHAPE.matcher(code).matches()) {
            throw new IllegalArgumentException("'" + code + "' is not two capital letters");
        }
    }

    /** Returns the country with a code, or empty if the text is not two capital letters. */
    public static Optional<Country> parse(String text) {
        Objects.requireNonNull(text, "text");
        return SHAPE.matcher(text).matches() ? Optional.of(new Country(text)) : Optional.empty();
    }

    /** Returns the English name, for example {@code United States}, or the code if it has no name. */
    public String name() {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(Locale.ENGLISH);
    }
}

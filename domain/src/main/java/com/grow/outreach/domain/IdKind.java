package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * One kind of {@link Id}: its prefix and how a text becomes such an id. All kinds parse alike; only the prefix differs.
 *
 * @param <T> the type of the ids of this kind
 */
public final class IdKind<T extends Id> {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_LENGTH = 20;
    private static final int MAX_LENGTH = 64;

    private final String prefix;
    private final Function<String, T> constructor;

    IdKind(String prefix, Function<String, T> constructor) {
        this.prefix = prefix;
        this.constructor = constructor;
    }

    /** What every id of this kind begins with, for example {@code out_}. */
    public String prefix() {
        return prefix;
    }

    /** What an id of this kind looks like, in words for a person who sent something else. */
    public String description() {
        return "'" + prefix + "' followed by 1 to 64 of A-Z, a-z, 0-9, '-' or '_'";
    }

    /**
     * Reads an id.
     *
     * @param text any text
     * @return the id, or empty if the text is not of this kind's shape
     */
    public Optional<T> parse(String text) {
        Objects.requireNonNull(text, "text");
        return matches(text) ? Optional.of(constructor.apply(text)) : Optional.empty();
    }

    /**
     * Makes an id that nobody has yet: its 20 random letters and digits are so many that no two are ever alike, if the
     * source is a good one.
     *
     * @param random where the randomness comes from
     */
    public T random(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        return constructor.apply(random.ints(RANDOM_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(joining("", prefix, "")));
    }

    /**
     * The id of what has none of its own and is known by something else; the same key always makes the same id.
     *
     * @param key what it is known by, for example an address
     */
    public T derived(String key) {
        Objects.requireNonNull(key, "key");
        var text = prefix + key;
        var bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            bytes[2 * i] = (byte) (text.charAt(i) >> Byte.SIZE);
            bytes[2 * i + 1] = (byte) text.charAt(i);
        }
        return constructor.apply(
                prefix + UUID.nameUUIDFromBytes(bytes).toString().replace("-", ""));
    }

    void require(String value) {
        if (!matches(Objects.requireNonNull(value, "value"))) {
            throw new IllegalArgumentException("'" + value + "' is not " + description());
        }
    }

    private boolean matches(String text) {
        int length = text.length() - prefix.length();
        boolean matches = text.startsWith(prefix) && length >= 1 && length <= MAX_LENGTH;
        for (int i = prefix.length(); matches && i < text.length(); i++) {
            matches = isAllowed(text.charAt(i));
        }
        return matches;
    }

    private static boolean isAllowed(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
    }
}

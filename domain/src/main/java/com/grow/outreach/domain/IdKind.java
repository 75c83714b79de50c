package com.grow.outreach.domain;

import static java.util.stream.Collectors.joining;

import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A kind of {@link Id}, identified by its prefix. It parses and generates ids.
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

    /** Returns the prefix, for example {@code out_}. */
    public String prefix() {
        return prefix;
    }

    /** Returns the format of the ids, for error messages. */
    public String description() {
        return "'" + prefix + "' followed by 1 to 64 of A-Z, a-z, 0-9, '-' or '_'";
    }

    /**
     * Parses an id.
     *
     * @param text any text
     * @return the id, or empty if the text does not have the format of this kind
     */
    public Optional<T> parse(String text) {
        Objects.requireNonNull(text, "text");
        return matches(text) ? Optional.of(constructor.apply(text)) : Optional.empty();
    }

    /**
     * Returns a new id with 20 random letters and digits. Collisions are practically impossible with a good generator.
     *
     * @param random the source of randomness
     */
    public T random(RandomGenerator random) {
        Objects.requireNonNull(random, "random");
        return constructor.apply(random.ints(RANDOM_LENGTH, 0, ALPHABET.length())
                .mapToObj(index -> ALPHABET.substring(index, index + 1))
                .collect(joining("", prefix, "")));
    }

    /**
     * Returns the id that is derived from a natural key. The same key always gives the same id.
     *
     * @param key the natural key, for example an e-mail address
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

package com.grow.outreach.adapter.identity;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The most common passwords of published breaches that have at least eight characters. The file {@code
 * common-passwords.txt} lists them in lower case, and names its sources.
 */
public final class CommonPasswords implements Predicate<String> {

    private static final String FILE = "common-passwords.txt";

    private final Set<String> passwords = read();

    /** Reads the list. */
    public CommonPasswords() {
        // Nothing to configure.
    }

    @Override
    public boolean test(String password) {
        return passwords.contains(password);
    }

    /** Reads the lines after the first empty one; those before it are about the file. */
    private static Set<String> read() {
        try (var reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(CommonPasswords.class.getResourceAsStream(FILE), FILE),
                StandardCharsets.UTF_8))) {
            return reader.lines().dropWhile(line -> !line.isEmpty()).skip(1).collect(toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package com.grow.outreach.domain.access;

import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.User;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The rules for new passwords, after NIST SP 800-63B: a length, no common password, and no password that consists of the
 * user's own name. There are no rules about kinds of characters.
 *
 * @param isCommon whether a password in lower case is on the list of common passwords
 */
public record PasswordPolicy(Predicate<String> isCommon) {

    /** The minimum number of characters. */
    public static final int MIN_LENGTH = 8;

    /** The maximum number of characters. */
    public static final int MAX_LENGTH = 128;

    /** Shorter parts of names occur in many good passwords. */
    private static final int SHORTEST_WORD = 4;

    private static final String PRODUCT = "grow";

    public PasswordPolicy {
        Objects.requireNonNull(isCommon, "isCommon");
    }

    /** The reason why a user may not choose a password. */
    public enum Weakness {
        /** It has fewer than {@link #MIN_LENGTH} characters. */
        TOO_SHORT,
        /** It has more than {@link #MAX_LENGTH} characters. */
        TOO_LONG,
        /** It is on the list of common passwords. */
        COMMON,
        /** Without the user's name, the e-mail address and the name of the product, it is too short. */
        PREDICTABLE
    }

    /** Returns why a user may not choose a password, or empty if the user may. */
    public Optional<Weakness> weakness(Password password, User user) {
        Objects.requireNonNull(password, "password");
        Objects.requireNonNull(user, "user");
        if (password.length() < MIN_LENGTH) {
            return Optional.of(Weakness.TOO_SHORT);
        }
        if (password.length() > MAX_LENGTH) {
            return Optional.of(Weakness.TOO_LONG);
        }
        var folded = Folding.of(password.text());
        if (isCommon.test(folded)) {
            return Optional.of(Weakness.COMMON);
        }
        return isPredictable(folded, user) ? Optional.of(Weakness.PREDICTABLE) : Optional.empty();
    }

    private static boolean isPredictable(String folded, User user) {
        var rest = folded;
        for (var word : words(user)) {
            rest = rest.replace(word, "");
        }
        return rest.length() < folded.length() && rest.codePointCount(0, rest.length()) < MIN_LENGTH;
    }

    /** Returns the words that don't count, longest first, so that no shorter one breaks a longer one. */
    private static List<String> words(User user) {
        var words = new ArrayList<String>();
        words.add(PRODUCT);
        addWords(user.name(), words);
        if (user.email() != null) {
            addWords(user.email(), words);
        }
        words.removeIf(word -> word.length() < SHORTEST_WORD);
        words.sort(Comparator.comparing(String::length).reversed());
        return words;
    }

    private static void addWords(String text, List<String> words) {
        var folded = Folding.of(text);
        words.add(folded);
        words.addAll(List.of(folded.split("[^\\p{L}\\p{N}]+")));
        words.add(folded.replaceAll("[^\\p{L}\\p{N}]+", ""));
    }
}

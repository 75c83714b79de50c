package com.grow.outreach.domain.access;

import java.text.Normalizer;
import java.util.Objects;

/**
 * A password as a user typed it, in NFKC, so that keyboards that compose characters differently give the same password.
 *
 * @param text the password; never logged, stored or shown
 */
public record Password(String text) {

    /** Creates a password. Use {@link PasswordPolicy} to check whether a user may choose it. */
    public Password {
        text = Normalizer.normalize(Objects.requireNonNull(text, "text"), Normalizer.Form.NFKC);
    }

    /** Returns the number of characters. */
    int length() {
        return text.codePointCount(0, text.length());
    }

    /** Returns no part of the password. */
    @Override
    public String toString() {
        return "Password[…]";
    }
}

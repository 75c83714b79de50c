package com.grow.outreach.domain;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who or what moved an outreach, as far as that was told; it decides nothing.
 *
 * @param actor who asked for the move, or null if nobody said
 * @param reason why, in words for people, or null if nobody said
 * @param metadata whatever else is to be kept with the move: the text of a JSON object, {@code {}} for nothing
 */
public record Cause(@Nullable String actor, @Nullable String reason, String metadata) {

    /** How many characters the name of an actor has at most. */
    public static final int MAX_ACTOR = 255;

    /** How many characters a reason has at most that somebody gives. */
    public static final int MAX_REASON = 1_000;

    /** How many characters metadata have at most that somebody gives: they are kept once for each outreach that moves. */
    public static final int MAX_METADATA = 4_096;

    /**
     * How many times as long reasons and metadata may be that come back from where they were kept: what Grow tells by itself
     * is longer, and a number may be written there with all of its digits.
     */
    public static final int ROOM = 10;

    /** How many digits a number in metadata has at most before its point, and after it. */
    public static final int MOST_DIGITS = 40;

    /** Nobody said anything. */
    public static final Cause UNTOLD = new Cause(null, null, "{}");

    /** It came from elsewhere in the state that it had there, and brought no history with it; see {@link Outreach#adoption}. */
    public static final Cause IMPORTED = new Cause(null, "imported", "{}");

    /**
     * Takes what was told now or kept before.
     *
     * @throws IllegalArgumentException if one of them can't be kept or is too long, reasons and metadata beyond their
     *     {@link #ROOM}, or if metadata are not in braces as an object is
     */
    public Cause {
        requireKept("actor", actor, MAX_ACTOR);
        requireKept("reason", reason, ROOM * MAX_REASON);
        requireKept("metadata", Objects.requireNonNull(metadata, "metadata"), ROOM * MAX_METADATA);
        var object = metadata.strip();
        if (!object.startsWith("{") || !object.endsWith("}")) {
            throw new IllegalArgumentException("metadata: expected a JSON object");
        }
    }

    private static void requireKept(String name, @Nullable String text, int maxLength) {
        if (text == null) {
            return;
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            throw new IllegalArgumentException("%s: expected at most %,d characters".formatted(name, maxLength));
        }
        if (!TextField.canBeKept(text)) {
            throw new IllegalArgumentException("%s: expected %s".formatted(name, TextField.KEPT));
        }
    }

    /** Whether a number can stand in metadata: whether it is short with all of its digits, as it may be written then. */
    public static boolean canBeKept(BigDecimal number) {
        Objects.requireNonNull(number, "number");
        return Math.abs((long) number.scale()) <= MOST_DIGITS
                && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }
}

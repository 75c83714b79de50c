package com.grow.outreach.domain;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The cause of a move or another change, as recorded in the history. It does not affect the change.
 *
 * @param actor the person or system that requested it, or null if unknown
 * @param reason the reason as free text, or null if unknown
 * @param metadata further data as the text of a JSON object; {@code {}} for none
 */
public record Cause(@Nullable String actor, @Nullable String reason, String metadata) {

    /** The maximum length of an actor in characters. */
    public static final int MAX_ACTOR = 255;

    /** The maximum length of a reason in a request, in characters. */
    public static final int MAX_REASON = 1_000;

    /** The maximum length of metadata in a request, in characters. Each outreach that moves stores a copy. */
    public static final int MAX_METADATA = 4_096;

    /**
     * The factor by which stored reasons and metadata may exceed the limits for requests. Grow's own reasons are longer, and
     * the database writes out all digits of a number.
     */
    public static final int ROOM = 10;

    /** The maximum number of digits in a metadata number, before and after the decimal point each. */
    public static final int MOST_DIGITS = 40;

    /** An unknown cause. */
    public static final Cause UNKNOWN = new Cause(null, null, "{}");

    /** The cause of moves inferred for an import without a history; see {@link Outreach#adoption}. */
    public static final Cause IMPORTED = new Cause(null, "imported", "{}");

    /**
     * Creates a cause from a request or from storage.
     *
     * @throws IllegalArgumentException if a text can't be stored or is too long (for reason and metadata: beyond their limit
     *     times {@link #ROOM}), or if the metadata has no enclosing braces
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

    /** Returns whether metadata can contain a number, which must have at most {@link #MOST_DIGITS} digits on each side. */
    public static boolean canBeKept(BigDecimal number) {
        Objects.requireNonNull(number, "number");
        return Math.abs((long) number.scale()) <= MOST_DIGITS
                && (long) number.precision() - number.scale() <= MOST_DIGITS;
    }
}

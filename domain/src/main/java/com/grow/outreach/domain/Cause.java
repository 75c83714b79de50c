package com.grow.outreach.domain;

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

    /** Nobody said anything. */
    public static final Cause UNTOLD = new Cause(null, null, "{}");

    /** It came from elsewhere in the state that it had there, and brought no history with it; see {@link Outreach#adoption}. */
    public static final Cause IMPORTED = new Cause(null, "imported", "{}");

    public Cause {
        Objects.requireNonNull(metadata, "metadata");
    }
}

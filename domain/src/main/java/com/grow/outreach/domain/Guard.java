package com.grow.outreach.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy that can refuse a move which the table of {@link OutreachState} allows. All of them stand here, in
 * {@link #ALL}; one more needs nothing but its line.
 */
public enum Guard {

    /** Who opted out of a channel is not to be reached on it: all that is left is to say that they are not available. */
    OPTED_OUT("opted_out", "the person opted out of this channel") {
        @Override
        boolean refuses(Outreach outreach, OutreachState to, Circumstances circumstances) {
            return to != OutreachState.NOT_AVAILABLE && circumstances.optOuts().contains(outreach.channel());
        }
    };

    /** Every guard, in the order in which they are asked. */
    private static final List<Guard> ALL = List.of(values());

    private final String value;
    private final String reason;

    Guard(String value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    /** The first that refuses the move, or empty if none does. */
    static Optional<Guard> refusing(Outreach outreach, OutreachState to, Circumstances circumstances) {
        return ALL.stream()
                .filter(guard -> guard.refuses(outreach, to, circumstances))
                .findFirst();
    }

    abstract boolean refuses(Outreach outreach, OutreachState to, Circumstances circumstances);

    /** Its name in the API, for example {@code opted_out}. */
    public String value() {
        return value;
    }

    /** The guard of that name, or empty if there is none; upper and lower case differ. */
    public static Optional<Guard> parse(String text) {
        Objects.requireNonNull(text, "text");
        return ALL.stream().filter(guard -> guard.value.equals(text)).findFirst();
    }

    /** Why it refuses, in words for people. */
    public String reason() {
        return reason;
    }
}

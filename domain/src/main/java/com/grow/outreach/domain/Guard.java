package com.grow.outreach.domain;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A policy that can refuse a move that {@link OutreachState} allows. To add a guard, add a constant.
 */
public enum Guard {

    /** Refuses every move but to {@link OutreachState#NOT_AVAILABLE} if the person opted out of the channel. */
    OPTED_OUT("opted_out", "the person opted out of this channel") {
        @Override
        boolean refuses(Outreach outreach, OutreachState to, Circumstances circumstances) {
            return to != OutreachState.NOT_AVAILABLE && circumstances.optOuts().contains(outreach.channel());
        }
    };

    /** All guards in evaluation order. */
    private static final List<Guard> ALL = List.of(values());

    private final String value;
    private final String reason;

    Guard(String value, String reason) {
        this.value = value;
        this.reason = reason;
    }

    /** Returns the first guard that refuses the move, or empty if none does. */
    static Optional<Guard> refusing(Outreach outreach, OutreachState to, Circumstances circumstances) {
        return ALL.stream()
                .filter(guard -> guard.refuses(outreach, to, circumstances))
                .findFirst();
    }

    abstract boolean refuses(Outreach outreach, OutreachState to, Circumstances circumstances);

    /** Returns the name in the API, for example {@code opted_out}. */
    public String value() {
        return value;
    }

    /** Returns the guard with a name, or empty if there is none. Case-sensitive. */
    public static Optional<Guard> parse(String text) {
        Objects.requireNonNull(text, "text");
        return ALL.stream().filter(guard -> guard.value.equals(text)).findFirst();
    }

    /** Returns the reason for a refusal, for error messages. */
    public String reason() {
        return reason;
    }
}

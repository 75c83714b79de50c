package com.grow.outreach.domain;

import static java.util.Collections.unmodifiableMap;
import static java.util.Collections.unmodifiableSet;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The states of an outreach and, in one table, the moves allowed between them.
 *
 * <p>API documentation: the field {@code current_state} and the parameter {@code status}.
 */
public enum OutreachState {
    NEW("new", "just created"),
    STARTING("starting", "preparation has started"),
    WAITING("waiting", "queued, or waiting for input"),
    ENRICHMENT("enrichment", "Grow is looking up contact data for the channel"),
    READY("ready", "contact data is available; a rep can reach out"),
    NOT_AVAILABLE("not_available", "the person can't be reached on this channel");

    private static final Map<OutreachState, Set<OutreachState>> TRANSITIONS = transitions();

    private final String value;
    private final String meaning;

    OutreachState(String value, String meaning) {
        this.value = value;
        this.meaning = meaning;
    }

    private static Map<OutreachState, Set<OutreachState>> transitions() {
        var table = new EnumMap<OutreachState, Set<OutreachState>>(OutreachState.class);
        table.put(NEW, EnumSet.of(STARTING, ENRICHMENT, NOT_AVAILABLE));
        table.put(STARTING, EnumSet.of(WAITING, NOT_AVAILABLE));
        table.put(WAITING, EnumSet.of(ENRICHMENT, READY, NOT_AVAILABLE));
        table.put(ENRICHMENT, EnumSet.of(WAITING, READY, NOT_AVAILABLE));
        table.put(READY, EnumSet.of(ENRICHMENT, NOT_AVAILABLE));
        table.put(NOT_AVAILABLE, EnumSet.of(ENRICHMENT));
        table.replaceAll((from, allowed) -> unmodifiableSet(allowed));
        return unmodifiableMap(table);
    }

    /** Returns the value in the API, for example {@code not_available}. */
    public String value() {
        return value;
    }

    /** Returns a short description of the state. */
    public String meaning() {
        return meaning;
    }

    /** Returns the states that can directly follow this one, in declaration order, never this state itself. */
    public Set<OutreachState> allowedTransitions() {
        return TRANSITIONS.getOrDefault(this, Set.of());
    }

    /** Returns whether {@code to} can directly follow this state. */
    public boolean canTransitionTo(OutreachState to) {
        return allowedTransitions().contains(Objects.requireNonNull(to, "to"));
    }

    /**
     * Returns the shortest path from this state to another. Among equally short paths, earlier declared states win.
     *
     * @return the states after this one up to the other, an empty list if they are equal; empty if there is no path
     */
    Optional<List<OutreachState>> pathTo(OutreachState state) {
        var before = new EnumMap<OutreachState, OutreachState>(OutreachState.class);
        var next = new ArrayDeque<>(List.of(this));
        while (!next.isEmpty() && !before.containsKey(state)) {
            var from = next.remove();
            for (var to : from.allowedTransitions()) {
                if (to != this && before.putIfAbsent(to, from) == null) {
                    next.add(to);
                }
            }
        }
        if (state != this && !before.containsKey(state)) {
            return Optional.empty();
        }
        var path = new LinkedList<OutreachState>();
        for (var at = state; at != this && before.containsKey(at); at = before.getOrDefault(at, this)) {
            path.addFirst(at);
        }
        return Optional.of(path);
    }

    /** Returns the state with an API value, or empty if there is none. Case-sensitive. */
    public static Optional<OutreachState> parse(String text) {
        Objects.requireNonNull(text, "text");
        return Arrays.stream(values()).filter(state -> state.value.equals(text)).findFirst();
    }
}

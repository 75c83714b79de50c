package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import io.helidon.webserver.http.ServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request's query, read strictly. Every parameter that a resource knows is asked for by name, then
 * {@link #check} refuses the request if any of them, or one that nobody asked for, is wrong. A blank value is as if absent.
 */
final class QueryParameters {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");

    private final Map<String, List<String>> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<InvalidField> errors = new ArrayList<>();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    static QueryParameters of(ServerRequest request) {
        return new QueryParameters(UrlEncoded.parse(request.prologue().query().rawValue()));
    }

    /** Refuses a request that has any parameter. */
    static void rejectAll(ServerRequest request) {
        of(request).check();
    }

    /** A parameter that is an id, or null if it is absent or wrong. */
    <T extends Id> @Nullable T id(String name, IdKind<T> kind) {
        return read(name, kind::parse, "expected " + kind.description()).orElse(null);
    }

    /** A parameter that is one of some words, or null if it is absent or wrong. */
    <T> @Nullable T word(String name, Map<String, T> words) {
        return read(name, text -> Optional.ofNullable(words.get(text)), Words.oneOf(words.keySet()))
                .orElse(null);
    }

    /** The parameters {@code page} and {@code per}. */
    PageRequest page() {
        return new PageRequest(number("page", 1, PageRequest.MAX_NUMBER), size());
    }

    /** The parameter {@code per}. */
    int size() {
        return (int) number("per", PageRequest.DEFAULT_SIZE, PageRequest.MAX_SIZE);
    }

    /** The parameter {@code cursor}, or null if it is absent or wrong. */
    @Nullable Cursor cursor() {
        return read("cursor", Cursor::parse, "expected 'start' or the next_cursor of an answer")
                .orElse(null);
    }

    /** Refuses parameters that have no meaning beside another one that is given. */
    void refuseBeside(String other, String... names) {
        for (var name : names) {
            read(name, text -> Optional.empty(), "can't be given together with '%s'".formatted(other));
        }
    }

    private long number(String name, long absent, long max) {
        return read(
                        name,
                        text -> Optional.of(text)
                                .filter(digits -> WHOLE_NUMBER.matcher(digits).matches())
                                .map(Long::valueOf)
                                .filter(number -> number >= 1 && number <= max),
                        "expected a whole number from 1 to " + max)
                .orElse(absent);
    }

    private <T> Optional<T> read(String name, Function<String, Optional<T>> parse, String expected) {
        known.add(name);
        var given = values.getOrDefault(name, List.of());
        if (given.size() > 1) {
            errors.add(new InvalidField(name, "is given %d times; give it once".formatted(given.size())));
            return Optional.empty();
        }
        var text = given.isEmpty() ? "" : given.getFirst();
        if (text.isBlank()) {
            return Optional.empty();
        }
        var value = parse.apply(text);
        if (value.isEmpty()) {
            errors.add(new InvalidField(name, "got %s; %s".formatted(Words.quote(text), expected)));
        }
        return value;
    }

    /**
     * To be called when every known parameter has been asked for.
     *
     * @throws ProblemException if any parameter is unknown or was wrong
     */
    void check() {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                errors.add(new InvalidField(
                        Words.shorten(name),
                        known.isEmpty()
                                ? "is not a known parameter; this path takes none"
                                : "is not a known parameter; " + Words.oneOf(known)));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}

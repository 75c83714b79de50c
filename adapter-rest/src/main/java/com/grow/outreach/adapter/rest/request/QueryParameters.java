package com.grow.outreach.adapter.rest.request;

import static java.util.stream.Collectors.toCollection;

import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, with strict validation. A route reads every known parameter by name and then calls {@link
 * #check}, which rejects the request if a parameter is invalid or unknown. A blank value counts as absent.
 */
public final class QueryParameters implements FilterSource {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Map<String, Direction> DIRECTIONS = Words.ofNames(EnumSet.allOf(Direction.class));

    private final Map<String, List<String>> values;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<InvalidField> errors = new ArrayList<>();

    private QueryParameters(Map<String, List<String>> values) {
        this.values = values;
    }

    public static QueryParameters of(ServerRequest request) {
        var query = request.prologue().query().rawValue();
        requireAscii(query);
        return parse(query);
    }

    /**
     * Parses a query of printable ASCII characters, without the question mark.
     *
     * @throws ProblemException if it has a malformed escape
     */
    public static QueryParameters parse(String query) {
        return new QueryParameters(UrlEncoded.parse("query", query));
    }

    /** Rejects bytes that are not valid in a query. Helidon replaces them by replacement characters. */
    private static void requireAscii(String query) {
        for (var pair : query.split("&")) {
            if (pair.indexOf('\uFFFD') >= 0) {
                var name = pair.split("=", 2)[0];
                throw new ProblemException(Problem.invalid(
                        Words.shorten(name),
                        "has unescaped characters beyond ASCII; escape them, for example %C3%A9 for é"));
            }
        }
    }

    /** Rejects a request that has parameters. */
    public static void rejectAll(ServerRequest request) {
        of(request).check();
    }

    /** Returns an id, or null if the parameter is absent or invalid. */
    public <T extends Id> @Nullable T id(String name, IdKind<T> kind) {
        return read(name, kind::parse, "expected " + kind.description()).orElse(null);
    }

    /** Returns the value of a parameter with a fixed set of words, or null if it is absent or invalid. */
    public <T> @Nullable T word(String name, Map<String, T> words) {
        return read(name, text -> Optional.ofNullable(words.get(text)), Words.oneOf(words.keySet()))
                .orElse(null);
    }

    /**
     * Returns the values of a parameter with a fixed set of words. The parameter can be repeated, or its values
     * separated by commas. Ignores blank values.
     */
    public <T> Set<T> words(String name, Map<String, T> words) {
        return new FilterValues(this).words(name, words);
    }

    @Override
    public List<String> listed(String name, String expected) {
        return all(name).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    @Override
    public Optional<String> written(String name, String expected) {
        return read(name, Optional::of, expected);
    }

    @Override
    public <T> Optional<T> reject(String name, String detail) {
        errors.add(new InvalidField(name, detail));
        return Optional.empty();
    }

    /** Returns the texts of a parameter that can be repeated. Ignores blank values. */
    public Set<String> texts(String name) {
        return all(name).stream().filter(text -> !text.isBlank()).collect(toCollection(LinkedHashSet::new));
    }

    /** Returns the parsed values of a parameter that can be repeated. Ignores blank values. */
    public <T> List<T> allParsed(String name, Function<String, Optional<T>> meaning, String expected) {
        return texts(name).stream()
                .flatMap(text -> one(name, text, meaning, expected).stream())
                .toList();
    }

    /** Returns a parsed value, or null if the parameter is absent or invalid. */
    public <T> @Nullable T parsed(String name, Function<String, Optional<T>> meaning, String expected) {
        return read(name, meaning, expected).orElse(null);
    }

    /** Returns a text, or null if the parameter is absent or invalid. */
    public @Nullable String text(String name) {
        return read(name, Optional::of, "expected a text").orElse(null);
    }

    /** Returns an integer, or null if the parameter is absent or invalid. */
    public @Nullable Integer integer(String name) {
        return read(
                        name,
                        text -> Optional.of(text)
                                .filter(digits -> INTEGER.matcher(digits).matches())
                                .map(Integer::valueOf),
                        "expected a whole number of up to 9 digits")
                .orElse(null);
    }

    /** Returns a date, or null if the parameter is absent or invalid. */
    public @Nullable LocalDate date(String name) {
        return read(name, Moments::date, "expected a date as YYYY-MM-DD").orElse(null);
    }

    /** Returns a time, or null if the parameter is absent or invalid. */
    public @Nullable Instant instant(String name) {
        return read(name, Moments::time, "expected a time like 2026-03-02T10:00:00Z")
                .orElse(null);
    }

    /** Returns whether a parameter whose only allowed value is {@code true} is present. */
    public boolean isTrue(String name) {
        return word(name, Map.of("true", true)) != null;
    }

    /** Returns the parameter {@code direction}; ascending by default. */
    public Direction direction() {
        var direction = word("direction", DIRECTIONS);
        return direction == null ? Direction.ASC : direction;
    }

    /** Returns the parameters {@code sort} and {@code direction} of a list that is sorted by name. */
    public NameSort nameSort() {
        var byName = word("sort", Map.of("name", true));
        var direction = direction();
        if (byName == null) {
            return NameSort.NEWEST_FIRST;
        }
        return direction == Direction.ASC ? NameSort.NAME_ASC : NameSort.NAME_DESC;
    }

    /** Returns all parameters of a list that is searched by name only, and validates them. */
    public NamedQuery named() {
        var query = new NamedQuery(text("name"), nameSort(), page());
        check();
        return query;
    }

    /** Returns the parameters {@code page} and {@code per}. */
    public PageRequest page() {
        return new PageRequest(number("page", 1, PageRequest.MAX_NUMBER), size());
    }

    /** Returns the parameter {@code per}. */
    public int size() {
        return (int) number("per", PageRequest.DEFAULT_SIZE, PageRequest.MAX_SIZE);
    }

    /** Returns the parameter {@code cursor}, or null if it is absent or invalid. */
    public @Nullable Cursor cursor() {
        return read("cursor", Cursor::parse, "expected 'start' or the next_cursor of a response")
                .orElse(null);
    }

    /** Rejects parameters that can't be combined with another one, if that one is present. */
    public void refuseBeside(String other, String... names) {
        for (var name : names) {
            read(name, text -> Optional.empty(), "can't be given together with '%s'".formatted(other));
        }
    }

    private long number(String name, long absent, long max) {
        return number(name, absent, 1, max);
    }

    /** Returns an integer within a range, or {@code absent} if the parameter is absent or invalid. */
    public long number(String name, long absent, long min, long max) {
        return read(
                        name,
                        text -> Optional.of(text)
                                .filter(digits -> WHOLE_NUMBER.matcher(digits).matches())
                                .map(Long::valueOf)
                                .filter(number -> number >= min && number <= max),
                        "expected a whole number from %d to %d".formatted(min, max))
                .orElse(absent);
    }

    private <T> Optional<T> read(String name, Function<String, Optional<T>> parse, String expected) {
        var given = all(name);
        if (given.size() > 1) {
            errors.add(new InvalidField(name, "is given %d times; give it once".formatted(given.size())));
            return Optional.empty();
        }
        return given.isEmpty() ? Optional.empty() : one(name, given.getFirst(), parse, expected);
    }

    private List<String> all(String name) {
        known.add(name);
        return values.getOrDefault(name, List.of());
    }

    private <T> Optional<T> one(String name, String text, Function<String, Optional<T>> parse, String expected) {
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
     * Validates the query. Call it after reading every known parameter.
     *
     * @throws ProblemException if a parameter is unknown or invalid
     */
    public void check() {
        for (var name : values.keySet()) {
            if (!known.contains(name)) {
                errors.add(new InvalidField(
                        Words.shorten(name),
                        known.isEmpty()
                                ? "is not a known parameter; this request takes none"
                                : "is not a known parameter; " + Words.oneOf(known)));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}

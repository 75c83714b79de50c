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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
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
 * The parameters of a request's query, read strictly. Every parameter that a resource knows is asked for by name, then
 * {@link #check} refuses the request if any of them, or one that nobody asked for, is wrong. A blank value is as if absent.
 */
public final class QueryParameters {

    private static final Pattern WHOLE_NUMBER = Pattern.compile("[0-9]{1,18}");
    private static final Pattern INTEGER = Pattern.compile("-?[0-9]{1,9}");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
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
        return new QueryParameters(UrlEncoded.parse("query", query));
    }

    /** Refuses bytes that a query can't have; Helidon has put replacement characters in their places. */
    private static void requireAscii(String query) {
        for (var pair : query.split("&")) {
            if (pair.indexOf('\uFFFD') >= 0) {
                var name = pair.split("=", 2)[0];
                throw new ProblemException(Problem.invalid(
                        Words.shorten(name), "has characters beyond ASCII as they are; escape them, as %C3%A9 for é"));
            }
        }
    }

    /** Refuses a request that has any parameter. */
    public static void rejectAll(ServerRequest request) {
        of(request).check();
    }

    /** A parameter that is an id, or null if it is absent or wrong. */
    public <T extends Id> @Nullable T id(String name, IdKind<T> kind) {
        return read(name, kind::parse, "expected " + kind.description()).orElse(null);
    }

    /** A parameter that is one of some words, or null if it is absent or wrong. */
    public <T> @Nullable T word(String name, Map<String, T> words) {
        return read(name, text -> Optional.ofNullable(words.get(text)), Words.oneOf(words.keySet()))
                .orElse(null);
    }

    /** A parameter that is any of some words, several times or with commas between them; blank ones don't count. */
    public <T> Set<T> words(String name, Map<String, T> words) {
        var found = new LinkedHashSet<T>();
        for (var text : all(name)) {
            for (var word : text.split(",", -1)) {
                found.addAll(one(
                                name,
                                word.strip(),
                                given -> Optional.ofNullable(words.get(given)),
                                Words.oneOf(words.keySet()))
                        .stream()
                        .toList());
            }
        }
        return found;
    }

    /** A parameter that is any text and may be given several times; blank ones don't count. */
    public Set<String> texts(String name) {
        return all(name).stream().filter(text -> !text.isBlank()).collect(toCollection(LinkedHashSet::new));
    }

    /** A parameter by its meaning that may be given several times; blank ones don't count. */
    public <T> List<T> allParsed(String name, Function<String, Optional<T>> meaning, String expected) {
        return texts(name).stream()
                .flatMap(text -> one(name, text, meaning, expected).stream())
                .toList();
    }

    /** A parameter by its meaning, or null if it is absent or has none. */
    public <T> @Nullable T parsed(String name, Function<String, Optional<T>> meaning, String expected) {
        return read(name, meaning, expected).orElse(null);
    }

    /** A parameter that is any text, or null if it is absent or wrong. */
    public @Nullable String text(String name) {
        return read(name, Optional::of, "expected a text").orElse(null);
    }

    /** A parameter that is an integer, or null if it is absent or wrong. */
    public @Nullable Integer integer(String name) {
        return read(
                        name,
                        text -> Optional.of(text)
                                .filter(digits -> INTEGER.matcher(digits).matches())
                                .map(Integer::valueOf),
                        "expected a whole number of up to 9 digits")
                .orElse(null);
    }

    /** A parameter that is a day, or null if it is absent or wrong. */
    public @Nullable LocalDate date(String name) {
        return read(name, QueryParameters::parseDate, "expected a date as YYYY-MM-DD")
                .orElse(null);
    }

    private static Optional<LocalDate> parseDate(String text) {
        try {
            return Optional.of(text)
                    .filter(date -> DATE.matcher(date).matches())
                    .map(LocalDate::parse)
                    .filter(date -> date.getYear() > 0);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Whether a parameter that can only be {@code true} is there. */
    public boolean isTrue(String name) {
        return word(name, Map.of("true", true)) != null;
    }

    /** The parameter {@code direction}; ascending unless it says otherwise. */
    public Direction direction() {
        var direction = word("direction", DIRECTIONS);
        return direction == null ? Direction.ASC : direction;
    }

    /** The parameters {@code sort} and {@code direction} of what is sorted by its name. */
    public NameSort nameSort() {
        var byName = word("sort", Map.of("name", true));
        var direction = direction();
        if (byName == null) {
            return NameSort.NEWEST_FIRST;
        }
        return direction == Direction.ASC ? NameSort.NAME_ASC : NameSort.NAME_DESC;
    }

    /** All parameters of a list of what is looked up by its name alone, checked. */
    public NamedQuery named() {
        var query = new NamedQuery(text("name"), nameSort(), page());
        check();
        return query;
    }

    /** The parameters {@code page} and {@code per}. */
    public PageRequest page() {
        return new PageRequest(number("page", 1, PageRequest.MAX_NUMBER), size());
    }

    /** The parameter {@code per}. */
    public int size() {
        return (int) number("per", PageRequest.DEFAULT_SIZE, PageRequest.MAX_SIZE);
    }

    /** The parameter {@code cursor}, or null if it is absent or wrong. */
    public @Nullable Cursor cursor() {
        return read("cursor", Cursor::parse, "expected 'start' or the next_cursor of an answer")
                .orElse(null);
    }

    /** Refuses parameters that have no meaning beside another one that is given. */
    public void refuseBeside(String other, String... names) {
        for (var name : names) {
            read(name, text -> Optional.empty(), "can't be given together with '%s'".formatted(other));
        }
    }

    private long number(String name, long absent, long max) {
        return number(name, absent, 1, max);
    }

    /** A parameter that is a whole number, or the one for where it is absent or wrong. */
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

    public <T> Optional<T> read(String name, Function<String, Optional<T>> parse, String expected) {
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
     * To be called when every known parameter has been asked for.
     *
     * @throws ProblemException if any parameter is unknown or was wrong
     */
    public void check() {
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

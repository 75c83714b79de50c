package com.grow.outreach.adapter.rest.request;

import static java.util.stream.Collectors.toCollection;

import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.application.query.AnyOf;
import com.grow.outreach.application.query.Period;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A reader of the values of filters. Each filter can have several values, of which a result must have one. */
public record FilterValues(FilterSource source) {

    /** The maximum number of values of a filter. */
    public static final int MOST = 50;

    /** The value for the absence of a reference. */
    public static final String NONE = "none";

    /** Returns the values of a filter with a fixed set of words. */
    public <T> Set<T> words(String name, Map<String, T> words) {
        return values(name, text -> Optional.ofNullable(words.get(text)), Words.oneOf(words.keySet()));
    }

    /** Returns the ids of a filter. */
    public <T extends Id> Set<T> ids(String name, IdKind<T> kind) {
        return values(name, kind::parse, "expected " + kind.description());
    }

    /** Returns the ids of a filter, which can also be {@link #NONE}. */
    public <T extends Id> AnyOf<T> idsOrNone(String name, IdKind<T> kind) {
        var found = values(
                name,
                text -> text.equals(NONE)
                        ? Optional.of(Optional.<T>empty())
                        : kind.parse(text).map(Optional::of),
                "expected %s, or %s".formatted(kind.description(), NONE));
        return new AnyOf<>(
                found.stream().flatMap(Optional::stream).collect(toCollection(LinkedHashSet::new)),
                found.contains(Optional.<T>empty()));
    }

    /** Returns a text, or null if the filter is absent or invalid. */
    public @Nullable String text(String name) {
        return source.written(name, "expected a text").orElse(null);
    }

    /** Returns the period between two filters, both of which are included. */
    public Period period(String after, String before) {
        return new Period(moment(after, Moments::from), moment(before, Moments::end));
    }

    private @Nullable Instant moment(String name, Function<String, Optional<Instant>> parse) {
        return source.written(name, Moments.EXPECTED)
                .flatMap(text -> parse.apply(text)
                        .or(() -> source.reject(name, "got %s; %s".formatted(Words.quote(text), Moments.EXPECTED))))
                .orElse(null);
    }

    private <T> Set<T> values(String name, Function<String, Optional<T>> parse, String expected) {
        var values = new LinkedHashSet<T>();
        var texts = List.copyOf(new LinkedHashSet<>(source.listed(name, expected)));
        if (texts.size() > MOST) {
            source.reject(name, "has %d values; expected at most %d".formatted(texts.size(), MOST));
            return values;
        }
        for (var text : texts) {
            parse.apply(text)
                    .or(() -> source.reject(name, "got %s; %s".formatted(Words.quote(text), expected)))
                    .ifPresent(values::add);
        }
        return values;
    }
}

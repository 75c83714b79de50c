package com.grow.outreach.adapter.rest;

import com.grow.outreach.adapter.rest.BodyValue.FormValues;
import com.grow.outreach.adapter.rest.BodyValue.Items;
import com.grow.outreach.adapter.rest.BodyValue.Null;
import com.grow.outreach.adapter.rest.BodyValue.Text;
import com.grow.outreach.application.port.in.OutreachBatch;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.OutreachId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The fields of a request's body, read strictly. Every field that a resource knows is asked for by name, then
 * {@link #check} refuses the request if any of them, or one that nobody asked for, is wrong. All that are asked for are
 * required.
 */
final class BodyFields {

    private final Map<String, BodyValue> fields;
    private final byte[] source;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<InvalidField> errors = new ArrayList<>();

    /**
     * The fields of a body.
     *
     * @param source the body as it came
     */
    BodyFields(Map<String, BodyValue> fields, byte[] source) {
        this.fields = fields;
        this.source = source;
    }

    /** The body as it came. */
    byte[] source() {
        return source;
    }

    /** A field that holds an id; empty if {@link #check} will refuse the request. */
    <T extends Id> Optional<T> id(String name, IdKind<T> kind) {
        return id(name, kind, false);
    }

    /** A field that holds an id or null; empty if it is null, or if {@link #check} will refuse the request. */
    <T extends Id> Optional<T> nullableId(String name, IdKind<T> kind) {
        return id(name, kind, true);
    }

    private <T extends Id> Optional<T> id(String name, IdKind<T> kind, boolean nullable) {
        known.add(name);
        var expected = "expected " + kind.description() + (nullable ? ", or null" : "");
        return text(name, nullable, expected).flatMap(text -> {
            var id = kind.parse(text);
            if (id.isEmpty()) {
                wrong(name, "got %s; %s".formatted(Words.quote(text), expected));
            }
            return id;
        });
    }

    private Optional<String> text(String name, boolean nullable, String expected) {
        return switch (fields.get(name)) {
            case null -> wrong(name, "is required; " + expected);
            case Text(var text) -> Optional.of(text);
            case FormValues(var values)
            when values.size() > 1 -> wrong(name, "is given %d times; give it once".formatted(values.size()));
            case FormValues(var values) when !values.getFirst().isEmpty() -> Optional.of(values.getFirst());
            case FormValues _, Null _ -> nullable ? Optional.empty() : wrong(name, "is null; " + expected);
            case BodyValue other -> wrong(name, "is %s; %s".formatted(other.kind(), expected));
        };
    }

    /** A field that lists the outreaches of a batch; empty if {@link #check} will refuse the request. */
    Optional<OutreachBatch> batch(String name) {
        known.add(name);
        var kind = OutreachId.KIND;
        return texts(name).flatMap(texts -> {
            var ids = texts.stream().map(kind::parse).flatMap(Optional::stream).toList();
            if (texts.isEmpty()) {
                return wrong(name, "is empty; expected at least one id");
            }
            if (ids.size() < texts.size()) {
                var bad = texts.stream()
                        .filter(text -> kind.parse(text).isEmpty())
                        .findFirst()
                        .orElseThrow();
                return wrong(
                        name,
                        "got %s at position %d; expected %s"
                                .formatted(Words.quote(bad), texts.indexOf(bad) + 1, kind.description()));
            }
            var distinct = new LinkedHashSet<>(ids);
            return distinct.size() > OutreachBatch.MAX_SIZE
                    ? wrong(name, "has %d ids; expected at most %d".formatted(distinct.size(), OutreachBatch.MAX_SIZE))
                    : Optional.of(new OutreachBatch(distinct));
        });
    }

    private Optional<List<String>> texts(String name) {
        var expected = "expected an array of ids, or ids with commas between them";
        var bracketed = name + "[]";
        if (fields.containsKey(name) && fields.get(bracketed) instanceof FormValues) {
            known.add(bracketed);
            return wrong(name, "is given as '%s', too; give it in one of the two ways".formatted(bracketed));
        }
        return switch (fields.get(bracketed(name) ? name + "[]" : name)) {
            case null -> wrong(name, "is required; " + expected);
            case Text(var text) -> Optional.of(split(text).toList());
            case FormValues(var values) ->
                // One that is empty is an empty list, as a form without a choice sends it; among others it is a
                // mistake.
                Optional.of(
                        values.size() == 1
                                ? split(values.getFirst()).toList()
                                : values.stream()
                                        .flatMap(value -> value.isBlank() ? Stream.of("") : split(value))
                                        .toList());
            case Items(var items) -> {
                var other =
                        items.stream().filter(item -> !(item instanceof Text)).findFirst();
                yield other.isPresent()
                        ? wrong(
                                name,
                                "has %s at position %d; %s"
                                        .formatted(other.get().kind(), items.indexOf(other.get()) + 1, expected))
                        : Optional.of(
                                items.stream().map(item -> ((Text) item).text()).toList());
            }
            case BodyValue other -> wrong(name, "is %s; %s".formatted(other.kind(), expected));
        };
    }

    /** Whether a form gives a list as {@code name[]}, as many do. */
    private boolean bracketed(String name) {
        boolean bracketed = !fields.containsKey(name) && fields.get(name + "[]") instanceof FormValues;
        if (bracketed) {
            known.add(name + "[]");
        }
        return bracketed;
    }

    private static Stream<String> split(String list) {
        return list.isBlank()
                ? Stream.empty()
                : Arrays.stream(list.split(",", -1)).map(String::strip);
    }

    private <T> Optional<T> wrong(String name, String detail) {
        errors.add(new InvalidField(name, detail));
        return Optional.empty();
    }

    /**
     * To be called when every known field has been asked for.
     *
     * @throws ProblemException if any field is unknown or was wrong
     */
    void check() {
        for (var name : fields.keySet()) {
            if (!known.contains(name)) {
                wrong(
                        Words.shorten(name),
                        known.isEmpty()
                                ? "is not a known field; this call takes none"
                                : "is not a known field; " + Words.oneOf(known));
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException(Problem.invalid(errors));
        }
    }
}

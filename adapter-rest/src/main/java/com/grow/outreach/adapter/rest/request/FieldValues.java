package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyValue.FormValues;
import com.grow.outreach.adapter.rest.request.BodyValue.Items;
import com.grow.outreach.adapter.rest.request.BodyValue.Nested;
import com.grow.outreach.adapter.rest.request.BodyValue.Null;
import com.grow.outreach.adapter.rest.request.BodyValue.Text;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a body by field name, and the errors found in them. It reads texts, lists and objects, and treats JSON
 * and forms alike.
 */
final class FieldValues {

    /** The maximum number of errors in a response. More would not help, and each can list all allowed values. */
    private static final int MOST_ERRORS = 100;

    private final Map<String, BodyValue> values;
    private final String prefix;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<FieldValues> nested = new ArrayList<>();
    private final List<InvalidField> errors = new ArrayList<>();

    /**
     * Creates the values.
     *
     * @param prefix precedes the name of each field in errors: "filter." for the fields of a nested object
     */
    FieldValues(Map<String, BodyValue> values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    /** Returns the values of a nested object. {@link #check} also checks its fields. */
    FieldValues nested(String name, Nested object) {
        var inside = new FieldValues(object.fields(), prefix + name + ".");
        nested.add(inside);
        return inside;
    }

    /** Adds a field to those that the request accepts. */
    void know(String name) {
        known.add(name);
    }

    @Nullable BodyValue get(String name) {
        return values.get(name);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** Returns whether a form sends the list as {@code name[]}, which is a common convention. */
    boolean isBracketed(String name) {
        boolean bracketed = !has(name) && get(name + "[]") instanceof FormValues;
        if (bracketed) {
            known.add(name + "[]");
        }
        return bracketed;
    }

    /** Reads a required text; empty if it is null or invalid. An empty form field is null. */
    Optional<String> text(String name, boolean nullable, String expected) {
        return switch (get(name)) {
            case null -> reject(name, "is required; " + expected);
            case Text(var text) -> Optional.of(text);
            case FormValues(var all) when all.size() > 1 -> rejectRepeated(name, all.size());
            case FormValues(var all) when !all.getFirst().isEmpty() -> Optional.of(all.getFirst());
            case FormValues _, Null _ -> nullable ? Optional.empty() : reject(name, "is null; " + expected);
            case BodyValue other -> rejectKind(name, other, expected);
        };
    }

    /** Reads a required list of texts; empty if it is invalid. A single text separates the elements by commas. */
    Optional<List<String>> texts(String name, String expected) {
        var bracketed = name + "[]";
        if (has(name) && get(bracketed) instanceof FormValues) {
            known.add(bracketed);
            return reject(name, "is also given as '%s'; use one of the two names".formatted(bracketed));
        }
        return switch (get(isBracketed(name) ? bracketed : name)) {
            case null -> reject(name, "is required; " + expected);
            case Text(var text) -> Optional.of(split(text).toList());
            case FormValues(var all) -> Optional.of(elements(all));
            case Items(var items) -> texts(name, items, expected);
            case BodyValue other -> rejectKind(name, other, expected);
        };
    }

    /**
     * Returns the elements of a list in a form. A form without a choice sends a single empty value, which means an empty
     * list. An empty value among others is an error.
     */
    private static List<String> elements(List<String> values) {
        return values.size() == 1
                ? split(values.getFirst()).toList()
                : values.stream()
                        .flatMap(value -> value.isBlank() ? Stream.of("") : split(value))
                        .toList();
    }

    private Optional<List<String>> texts(String name, List<BodyValue> items, String expected) {
        var texts = new ArrayList<String>(items.size());
        for (var item : items) {
            if (!(item instanceof Text(var text))) {
                return reject(name, "has %s at position %d; %s".formatted(item.kind(), texts.size() + 1, expected));
            }
            texts.add(text);
        }
        return Optional.of(texts);
    }

    private static Stream<String> split(String list) {
        return list.isBlank()
                ? Stream.empty()
                : Arrays.stream(list.split(",", -1)).map(String::strip);
    }

    /** Reads an optional object, which a form sends as JSON text; empty if it is absent or invalid. */
    Optional<Nested> object(String name) {
        known.add(name);
        return switch (get(name)) {
            case null -> Optional.empty();
            case Nested object -> Optional.of(object);
            case FormValues(var all) when all.size() > 1 -> rejectRepeated(name, all.size());
            case FormValues(var all) -> parsed(name, all.getFirst());
            case BodyValue other -> rejectKind(name, other, "expected an object");
        };
    }

    private Optional<Nested> parsed(String name, String json) {
        try {
            return Optional.of(new Nested(JsonObject.parse(json), json, 0, json.length()));
        } catch (ProblemException e) {
            return reject(name, "got %s; expected the text of a JSON object".formatted(Words.quote(json)));
        }
    }

    /** Adds an error. Returns an empty value, which stands for the invalid one. */
    <T> Optional<T> reject(String name, String detail) {
        errors.add(new InvalidField(prefix + name, detail));
        return Optional.empty();
    }

    <T> Optional<T> rejectKind(String name, BodyValue value, String expected) {
        return reject(name, "is %s; %s".formatted(value.kind(), expected));
    }

    private <T> Optional<T> rejectRepeated(String name, int times) {
        return reject(name, "is given %d times; give it once".formatted(times));
    }

    void checkThatOneIsGiven() {
        if (values.isEmpty()) {
            reject("body", "names no field; expected at least one of " + String.join(", ", known));
        }
        check();
    }

    void check() {
        var all = new ArrayList<InvalidField>();
        addErrorsTo(all);
        if (all.size() > MOST_ERRORS) {
            all.subList(MOST_ERRORS, all.size()).clear();
            all.add(new InvalidField("body", "has more errors; these are the first " + MOST_ERRORS));
        }
        if (!all.isEmpty()) {
            throw new ProblemException(Problem.invalid(all));
        }
    }

    private void addErrorsTo(List<InvalidField> all) {
        var unknown = known.isEmpty()
                ? "is not a known field; this request takes none"
                : "is not a known field; " + Words.oneOf(known);
        values.keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_ERRORS + 1L)
                .forEach(name -> reject(Words.shorten(name), unknown));
        all.addAll(errors);
        nested.forEach(inside -> inside.addErrorsTo(all));
    }
}

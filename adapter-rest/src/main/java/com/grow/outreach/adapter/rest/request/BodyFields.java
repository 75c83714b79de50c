package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyValue.Bool;
import com.grow.outreach.adapter.rest.request.BodyValue.FormValues;
import com.grow.outreach.adapter.rest.request.BodyValue.Items;
import com.grow.outreach.adapter.rest.request.BodyValue.Nested;
import com.grow.outreach.adapter.rest.request.BodyValue.Null;
import com.grow.outreach.adapter.rest.request.BodyValue.Text;
import com.grow.outreach.application.port.in.outreach.MatchingOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextField.Reading.Blank;
import com.grow.outreach.domain.TextField.Reading.Invalid;
import com.grow.outreach.domain.TextField.Reading.Valid;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request body, with strict validation. A route reads every known field by name and then calls {@link
 * #check}, which rejects the request if a field is invalid or unknown. Ids, words and batches are required unless the
 * method says otherwise.
 */
public final class BodyFields {

    /** The maximum number of errors in a response. More would not help, and each can list all allowed values. */
    private static final int MOST_ERRORS = 100;

    private final Map<String, BodyValue> fields;
    private final byte[] source;
    private final String prefix;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<BodyFields> nested = new ArrayList<>();
    private final List<InvalidField> errors = new ArrayList<>();

    /**
     * Creates the fields of a body.
     *
     * @param source the unparsed body
     */
    public BodyFields(Map<String, BodyValue> fields, byte[] source) {
        this(fields, source, "");
    }

    private BodyFields(Map<String, BodyValue> fields, byte[] source, String prefix) {
        this.fields = fields;
        this.source = source;
        this.prefix = prefix;
    }

    /** Returns the unparsed body. */
    public byte[] source() {
        return source;
    }

    /** Returns a required id; empty if {@link #check} will reject the request. */
    public <T extends Id> Optional<T> id(String name, IdKind<T> kind) {
        return id(name, kind, false);
    }

    /** Returns a required id that can be null; empty if it is null or if {@link #check} will reject the request. */
    public <T extends Id> Optional<T> nullableId(String name, IdKind<T> kind) {
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

    /**
     * Returns the value of a required field with a fixed set of words; empty if {@link #check} will reject the request.
     */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        known.add(name);
        return text(name, false, Words.oneOf(words.keySet())).flatMap(text -> {
            var value = Optional.ofNullable(words.get(text));
            return value.isEmpty()
                    ? wrong(name, "got %s; %s".formatted(Words.quote(text), Words.oneOf(words.keySet())))
                    : value;
        });
    }

    /** Returns an id as {@link #id} does, or null if the field is absent. */
    public <T extends Id> @Nullable T optionalId(String name, IdKind<T> kind) {
        known.add(name);
        return has(name) ? id(name, kind).orElse(null) : null;
    }

    /** Returns a value as {@link #word} does, or null if the field is absent. */
    public <T> @Nullable T optionalWord(String name, Map<String, T> words) {
        known.add(name);
        return has(name) ? word(name, words).orElse(null) : null;
    }

    /** Returns a text with a maximum length in characters; null if the field is absent, null, empty or invalid. */
    public @Nullable String optionalText(String name, int maxLength) {
        known.add(name);
        if (!has(name)) {
            return null;
        }
        var expected = "expected a text of up to %d characters".formatted(maxLength);
        var text = text(name, true, expected).filter(given -> !given.isEmpty()).orElse(null);
        if (text == null) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            wrong(name, "is longer; " + expected);
            return null;
        }
        if (!TextField.canBeKept(text)) {
            wrong(name, "has characters that can't be kept; expected " + TextField.KEPT);
            return null;
        }
        return text;
    }

    /** Returns a boolean; false if the field is absent. */
    public boolean flag(String name) {
        known.add(name);
        var expected = "expected true or false";
        return switch (fields.get(name)) {
            case null -> false;
            case Bool(var value) -> value;
            case FormValues(var values) when values.equals(List.of("true")) -> true;
            case FormValues(var values) when values.equals(List.of("false")) -> false;
            case FormValues(var values)
            when values.size() == 1 ->
                wrong(name, "got %s; %s".formatted(Words.quote(values.getFirst()), expected))
                        .isPresent();
            case FormValues(var values) ->
                wrong(name, "is given %d times; give it once".formatted(values.size()))
                        .isPresent();
            case BodyValue other ->
                wrong(name, "is %s; %s".formatted(other.kind(), expected)).isPresent();
        };
    }

    /**
     * Returns an object, which a form sends as JSON text; empty if the field is absent or if {@link #check} will reject
     * the request.
     */
    public Optional<Nested> object(String name) {
        known.add(name);
        var expected = "expected an object";
        return switch (fields.get(name)) {
            case null -> Optional.empty();
            case Nested object -> Optional.of(object);
            case FormValues(var values)
            when values.size() > 1 -> wrong(name, "is given %d times; give it once".formatted(values.size()));
            case FormValues(var values) -> parsed(name, values.getFirst());
            case BodyValue other -> wrong(name, "is %s; %s".formatted(other.kind(), expected));
        };
    }

    private Optional<Nested> parsed(String name, String json) {
        try {
            return Optional.of(new Nested(JsonObject.parse(json), json, 0, json.length()));
        } catch (ProblemException e) {
            return wrong(name, "got %s; expected the text of a JSON object".formatted(Words.quote(json)));
        }
    }

    /** Returns the fields of an object with known fields, under the rules of {@link #object}. */
    Optional<BodyFields> fields(String name) {
        return object(name).map(object -> {
            var inside = new BodyFields(object.fields(), source, prefix + name + ".");
            nested.add(inside);
            return inside;
        });
    }

    /** Adds an error for the field if its value is not right. Returns {@code right}. */
    public boolean require(String name, boolean right, String detail) {
        return right || wrong(name, detail).isPresent();
    }

    private boolean has(String name) {
        return fields.containsKey(name);
    }

    /** Adds an error for each of these fields that is absent. */
    public void require(String... names) {
        for (var name : names) {
            known.add(name);
            if (!fields.containsKey(name)) {
                wrong(name, "is required");
            }
        }
    }

    /** Returns an optional text. */
    public Given<String> givenText(String name, TextField field) {
        return given(name, () -> read(name, false, field));
    }

    /** Returns an optional text that can be null. */
    public Given<String> givenTextOrNull(String name, TextField field) {
        return given(name, () -> read(name, true, field));
    }

    /** Returns an optional id. */
    public <T extends Id> Given<T> givenId(String name, IdKind<T> kind) {
        return given(name, () -> id(name, kind));
    }

    /** Returns an optional id that can be null. */
    public <T extends Id> Given<T> givenIdOrNull(String name, IdKind<T> kind) {
        return given(name, () -> nullableId(name, kind));
    }

    /** Returns an optional boolean. */
    public Given<Boolean> givenBoolean(String name) {
        return bool(name, false, "expected true or false");
    }

    /** Returns an optional boolean that can be null. */
    public Given<Boolean> givenBooleanOrNull(String name) {
        return bool(name, true, "expected true, false or null");
    }

    private Given<Boolean> bool(String name, boolean nullable, String expected) {
        return given(name, () -> {
            if (fields.get(name) instanceof Bool(var value)) {
                return Optional.of(value);
            }
            return unlessString(name, expected, () -> text(name, nullable, expected))
                    .flatMap(text -> switch (text) {
                        case "true" -> Optional.of(true);
                        case "false" -> Optional.of(false);
                        default -> this.<Boolean>wrong(name, "got %s; %s".formatted(Words.quote(text), expected));
                    });
        });
    }

    /** Returns an optional integer that can be null. */
    public Given<Integer> givenIntegerOrNull(String name, int min, int max) {
        var expected = "expected an integer from %d to %d, or null".formatted(min, max);
        return given(name, () -> {
            var written = fields.get(name) instanceof BodyValue.Number(var digits)
                    ? Optional.of(digits)
                    : unlessString(name, expected, () -> text(name, true, expected));
            return written.flatMap(text -> {
                var integer =
                        text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.<Integer>empty();
                return integer.filter(value -> min <= value && value <= max)
                        .or(() -> wrong(name, "got %s; %s".formatted(Words.quote(text), expected)));
            });
        });
    }

    /** Returns an optional list of words. */
    public <T> Given<List<T>> givenWords(String name, Map<String, T> words) {
        return givenList(
                name, "one of " + String.join(", ", words.keySet()), text -> Optional.ofNullable(words.get(text)));
    }

    /**
     * Returns an optional list of texts.
     *
     * @param refusal returns the error of the list as a whole, or empty if the list is valid
     */
    public Given<List<String>> givenTexts(
            String name, TextField field, Function<List<String>, Optional<String>> refusal) {
        var list = givenList(
                name,
                field.description(),
                text -> field.read(text) instanceof Valid(var valid) ? Optional.of(valid) : Optional.empty());
        if (list.value() != null) {
            refusal.apply(list.value()).ifPresent(reason -> wrong(name, reason));
        }
        return list;
    }

    /** Returns an optional list without duplicates. */
    public <T> Given<List<T>> givenList(String name, String expected, Function<String, Optional<T>> parse) {
        var array = "expected an array";
        return given(
                name,
                () -> unlessString(name, array, () -> texts(name, array)).flatMap(texts -> {
                    var things = new LinkedHashSet<T>();
                    for (int i = 0; i < texts.size(); i++) {
                        var thing = parse.apply(texts.get(i));
                        if (thing.isEmpty()) {
                            return wrong(
                                    name,
                                    "got %s at position %d; expected %s"
                                            .formatted(Words.quote(texts.get(i)), i + 1, expected));
                        }
                        things.add(thing.get());
                    }
                    return Optional.of(List.copyOf(things));
                }));
    }

    private <T> Given<T> given(String name, Supplier<Optional<T>> read) {
        known.add(name);
        boolean isGiven = fields.containsKey(name) || bracketed(name);
        return new Given<>(isGiven, isGiven ? read.get().orElse(null) : null);
    }

    private Optional<String> read(String name, boolean nullable, TextField field) {
        var expected = "expected " + field.description() + (nullable ? ", or null" : "");
        return text(name, nullable, expected).flatMap(text -> switch (field.read(text)) {
            case Valid(var valid) -> Optional.of(valid);
            case Blank() -> this.<String>wrong(name, "is blank; " + expected);
            case Invalid(var reason) -> this.<String>wrong(name, "got %s; %s".formatted(Words.quote(text), reason));
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

    /** Reads a value that has a JSON type other than string. Only a form may send it as text. */
    private <T> Optional<T> unlessString(String name, String expected, Supplier<Optional<T>> read) {
        return fields.get(name) instanceof Text text
                ? wrong(name, "is %s; %s".formatted(text.kind(), expected))
                : read.get();
    }

    /**
     * Returns the selection of outreaches for a batch: one field lists their ids, or another field has a filter.
     * Returns empty if {@link #check} will reject the request.
     *
     * @param filtered reads the fields of the filter
     */
    public Optional<? extends OutreachSelection> selection(
            String ids, String filter, Function<BodyFields, OutreachFilter> filtered) {
        known.add(ids);
        var matching = fields(filter).map(filtered).map(MatchingOutreaches::new);
        if (!has(filter)) {
            return batch(ids, "; or give '%s' instead".formatted(filter));
        }
        return has(ids) || bracketed(ids)
                ? wrong(filter, "can't be given together with '%s'".formatted(ids))
                : matching;
    }

    private Optional<OutreachBatch> batch(String name, String orElse) {
        var kind = OutreachId.KIND;
        return texts(name, "expected an array of ids, or ids with commas between them" + orElse)
                .flatMap(texts -> {
                    var ids = texts.stream()
                            .map(kind::parse)
                            .flatMap(Optional::stream)
                            .toList();
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
                            ? wrong(
                                    name,
                                    "has %d ids; expected at most %d"
                                            .formatted(distinct.size(), OutreachBatch.MAX_SIZE))
                            : Optional.of(new OutreachBatch(distinct));
                });
    }

    private Optional<List<String>> texts(String name, String expected) {
        var bracketed = name + "[]";
        if (fields.containsKey(name) && fields.get(bracketed) instanceof FormValues) {
            known.add(bracketed);
            return wrong(name, "is given as '%s', too; give it in one of the two ways".formatted(bracketed));
        }
        return switch (fields.get(bracketed(name) ? name + "[]" : name)) {
            case null -> wrong(name, "is required; " + expected);
            case Text(var text) -> Optional.of(split(text).toList());
            case FormValues(var values) ->
                // A form without a choice sends a single empty value, which means an empty list. An empty value among
                // others is an error.
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

    /** Returns whether a form sends the list as {@code name[]}, which is a common convention. */
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
        errors.add(new InvalidField(prefix + name, detail));
        return Optional.empty();
    }

    /** Validates as {@link #check} does, and also rejects a body without fields. */
    public void checkThatOneIsGiven() {
        if (fields.isEmpty()) {
            wrong("body", "names no field; expected at least one of " + String.join(", ", known));
        }
        check();
    }

    /**
     * Validates the body. Call it after reading every known field.
     *
     * @throws ProblemException if a field is unknown or invalid
     */
    public void check() {
        var all = new ArrayList<InvalidField>();
        addErrorsTo(all);
        if (all.size() > MOST_ERRORS) {
            all.subList(MOST_ERRORS, all.size()).clear();
            all.add(new InvalidField("body", "has more that is wrong; these are the first " + MOST_ERRORS));
        }
        if (!all.isEmpty()) {
            throw new ProblemException(Problem.invalid(all));
        }
    }

    private void addErrorsTo(List<InvalidField> all) {
        var unknown = known.isEmpty()
                ? "is not a known field; this call takes none"
                : "is not a known field; " + Words.oneOf(known);
        fields.keySet().stream()
                .filter(name -> !known.contains(name))
                .limit(MOST_ERRORS + 1L)
                .forEach(name -> wrong(Words.shorten(name), unknown));
        all.addAll(errors);
        nested.forEach(inside -> inside.addErrorsTo(all));
    }
}

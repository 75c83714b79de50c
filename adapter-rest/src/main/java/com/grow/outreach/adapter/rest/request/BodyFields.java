package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyValue.Bool;
import com.grow.outreach.adapter.rest.request.BodyValue.Nested;
import com.grow.outreach.adapter.rest.request.BodyValue.Text;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.TextFormat.Reading.Blank;
import com.grow.outreach.domain.TextFormat.Reading.Invalid;
import com.grow.outreach.domain.TextFormat.Reading.Valid;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request body, with strict validation. A route reads every known field by name and then calls {@link
 * #check}, which rejects the request if a field is invalid or unknown. Ids, words and lists are required unless the
 * method says otherwise.
 */
public final class BodyFields implements FilterSource {

    /** The description of a list of ids for errors. */
    public static final String LIST_OF_IDS = "expected an array of ids or a comma-separated list";

    /** Longer than the longest password and than the longest e-mail address. */
    private static final int LONGEST_SECRET = 1_024;

    private final FieldValues values;
    private final byte[] source;

    /**
     * Creates the fields of a body.
     *
     * @param source the unparsed body
     */
    public BodyFields(Map<String, BodyValue> fields, byte[] source) {
        this(new FieldValues(fields, ""), source);
    }

    private BodyFields(FieldValues values, byte[] source) {
        this.values = values;
        this.source = source;
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
        values.know(name);
        var expected = "expected " + kind.description() + (nullable ? ", or null" : "");
        return values.text(name, nullable, expected).flatMap(text -> {
            var id = kind.parse(text);
            if (id.isEmpty()) {
                reject(name, "got %s; %s".formatted(Words.quote(text), expected));
            }
            return id;
        });
    }

    /** Returns the value of a required word; empty if {@link #check} will reject the request. */
    public <T> Optional<T> word(String name, Map<String, T> words) {
        values.know(name);
        return values.text(name, false, Words.oneOf(words.keySet())).flatMap(text -> {
            var value = Optional.ofNullable(words.get(text));
            return value.isEmpty()
                    ? reject(name, "got %s; %s".formatted(Words.quote(text), Words.oneOf(words.keySet())))
                    : value;
        });
    }

    /** Returns an id as {@link #id} does, or null if the field is absent. */
    public <T extends Id> @Nullable T optionalId(String name, IdKind<T> kind) {
        values.know(name);
        return has(name) ? id(name, kind).orElse(null) : null;
    }

    /** Returns a value as {@link #word} does, or null if the field is absent. */
    public <T> @Nullable T optionalWord(String name, Map<String, T> words) {
        values.know(name);
        return has(name) ? word(name, words).orElse(null) : null;
    }

    /** Returns the values that commas separate in a text. Rejects a blank value. */
    @Override
    public List<String> listed(String name, String expected) {
        return written(name, expected).stream()
                .flatMap(text -> Arrays.stream(text.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    /** Returns a text, or empty if the field is absent or invalid. Rejects a blank text. */
    @Override
    public Optional<String> written(String name, String expected) {
        values.know(name);
        return has(name)
                ? values.text(name, false, expected)
                        .filter(text ->
                                require(name, !text.isBlank(), "got %s; %s".formatted(Words.quote(text), expected)))
                : Optional.empty();
    }

    /** Returns a text with a maximum length in characters; null if the field is absent, null, empty or invalid. */
    public @Nullable String optionalText(String name, int maxLength) {
        values.know(name);
        var expected = "expected a text of up to %d characters".formatted(maxLength);
        var text = has(name) ? values.text(name, true, expected).orElse("") : "";
        int length = text.codePointCount(0, text.length());
        if (length > maxLength) {
            reject(name, "has %d characters; %s".formatted(length, expected));
            return null;
        }
        if (!TextField.canBeKept(text)) {
            reject(name, "has characters that can't be stored; expected " + TextField.KEPT);
            return null;
        }
        return text.isEmpty() ? null : text;
    }

    /** Returns a boolean; false if the field is absent. */
    public boolean flag(String name) {
        values.know(name);
        return has(name) && bool(name, false, "expected true or false").orElse(false);
    }

    /**
     * Returns a required text that no error shows, such as a password. Returns an empty text if {@link #check} will reject
     * the request.
     */
    public String secret(String name) {
        values.know(name);
        var given = switch (values.get(name)) {
            case null -> "";
            case Text(var text) -> text;
            case BodyValue.FormValues(var all) when all.size() == 1 -> all.getFirst();
            default -> "";
        };
        boolean right = !given.isEmpty() && given.length() <= LONGEST_SECRET;
        return require(name, right, "expected a text with 1 to %d characters".formatted(LONGEST_SECRET)) ? given : "";
    }

    /** Returns an object; empty if the field is absent or invalid. A form sends it as JSON text. */
    public Optional<Nested> object(String name) {
        return values.object(name);
    }

    /** Returns the fields of an object with known fields, under the rules of {@link #object}. */
    public Optional<BodyFields> fields(String name) {
        return object(name).map(object -> new BodyFields(values.nested(name, object), source));
    }

    /**
     * Returns the ids in a required list, which may have none; empty if {@link #check} will reject the request.
     *
     * @param most the maximum number of different ids
     * @param expected the description of the list for errors
     */
    public <T extends Id> Optional<Set<T>> ids(String name, IdKind<T> kind, int most, String expected) {
        values.know(name);
        return values.texts(name, expected)
                .flatMap(texts -> elements(name, texts, kind.description(), kind::parse))
                .filter(ids -> require(
                        name, ids.size() <= most, "has %d ids; expected at most %d".formatted(ids.size(), most)));
    }

    /** Returns the ids in a required list as {@link #ids} does, of which there must be one. */
    public <T extends Id> Optional<Set<T>> atLeastOneId(String name, IdKind<T> kind, int most, String expected) {
        return ids(name, kind, most, expected)
                .filter(ids -> require(name, !ids.isEmpty(), "is empty; expected at least one id"));
    }

    /** Returns whether the field is present, or sent by a form as the list {@code name[]}. */
    public boolean isGiven(String name) {
        values.know(name);
        return has(name) || values.isBracketed(name);
    }

    @Override
    public <T> Optional<T> reject(String name, String detail) {
        return values.reject(name, detail);
    }

    /** Adds an error for the field if its value is not right. Returns {@code right}. */
    public boolean require(String name, boolean right, String detail) {
        return right || reject(name, detail).isPresent();
    }

    /** Returns whether the field is present. */
    public boolean has(String name) {
        return values.has(name);
    }

    /** Adds an error for each of these fields that is absent. */
    public void require(String... names) {
        for (var name : names) {
            values.know(name);
            if (!has(name)) {
                reject(name, "is required");
            }
        }
    }

    /** Returns an optional text. */
    public Given<String> givenText(String name, TextFormat format) {
        return given(name, () -> read(name, false, format));
    }

    /** Returns an optional text that can be null. */
    public Given<String> givenTextOrNull(String name, TextFormat format) {
        return given(name, () -> read(name, true, format));
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
        return given(name, () -> bool(name, false, "expected true or false"));
    }

    /** Returns an optional boolean that can be null. */
    public Given<Boolean> givenBooleanOrNull(String name) {
        return given(name, () -> bool(name, true, "expected true, false or null"));
    }

    private Optional<Boolean> bool(String name, boolean nullable, String expected) {
        if (values.get(name) instanceof Bool(var value)) {
            return Optional.of(value);
        }
        return unlessString(name, expected, () -> values.text(name, nullable, expected))
                .flatMap(text -> switch (text) {
                    case "true" -> Optional.of(true);
                    case "false" -> Optional.of(false);
                    default -> this.<Boolean>reject(name, "got %s; %s".formatted(Words.quote(text), expected));
                });
    }

    /** Returns an optional integer that can be null. */
    public Given<Integer> givenIntegerOrNull(String name, int min, int max) {
        var expected = "expected an integer from %d to %d, or null".formatted(min, max);
        return given(name, () -> {
            var written = values.get(name) instanceof BodyValue.Number(var digits)
                    ? Optional.of(digits)
                    : unlessString(name, expected, () -> values.text(name, true, expected));
            return written.flatMap(text -> {
                var integer =
                        text.matches("-?\\d{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.<Integer>empty();
                return integer.filter(value -> min <= value && value <= max)
                        .or(() -> reject(name, "got %s; %s".formatted(Words.quote(text), expected)));
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
            String name, TextFormat format, Function<List<String>, Optional<String>> refusal) {
        var list = givenList(
                name,
                format.description(),
                text -> format.read(text) instanceof Valid(var valid) ? Optional.of(valid) : Optional.empty());
        if (list.value() != null) {
            refusal.apply(list.value()).ifPresent(reason -> reject(name, reason));
        }
        return list;
    }

    /** Returns an optional list without duplicates. */
    public <T> Given<List<T>> givenList(String name, String expected, Function<String, Optional<T>> parse) {
        var array = "expected an array";
        return given(
                name,
                () -> unlessString(name, array, () -> values.texts(name, array))
                        .flatMap(texts -> elements(name, texts, expected, parse))
                        .map(List::copyOf));
    }

    private <T> Optional<Set<T>> elements(
            String name, List<String> texts, String expected, Function<String, Optional<T>> parse) {
        var elements = new LinkedHashSet<T>();
        for (int i = 0; i < texts.size(); i++) {
            var element = parse.apply(texts.get(i));
            if (element.isEmpty()) {
                return reject(
                        name,
                        "got %s at position %d; expected %s".formatted(Words.quote(texts.get(i)), i + 1, expected));
            }
            elements.add(element.get());
        }
        return Optional.of(elements);
    }

    private <T> Given<T> given(String name, Supplier<Optional<T>> read) {
        boolean isGiven = isGiven(name);
        return new Given<>(isGiven, isGiven ? read.get().orElse(null) : null);
    }

    private Optional<String> read(String name, boolean nullable, TextFormat format) {
        var expected = "expected " + format.description() + (nullable ? ", or null" : "");
        return values.text(name, nullable, expected).flatMap(text -> switch (format.read(text)) {
            case Valid(var valid) -> Optional.of(valid);
            case Blank() -> this.<String>reject(name, "is blank; " + expected);
            case Invalid(var reason) -> this.<String>reject(name, "got %s; %s".formatted(Words.quote(text), reason));
        });
    }

    /** Reads a value that has a JSON type other than string. Only a form may send it as text. */
    private <T> Optional<T> unlessString(String name, String expected, Supplier<Optional<T>> read) {
        return values.get(name) instanceof Text text ? values.<T>rejectKind(name, text, expected) : read.get();
    }

    /** Validates as {@link #check} does, and also rejects a body without fields. */
    public void checkThatOneIsGiven() {
        values.checkThatOneIsGiven();
    }

    /**
     * Validates the body. Call it after reading every known field.
     *
     * @throws ProblemException if a field is unknown or invalid
     */
    public void check() {
        values.check();
    }
}

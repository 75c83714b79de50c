package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.book.ListText;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.contact.Placeholder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a row and collects its validation errors. Methods with a parameter {@code before} return it if the
 * file does not have the column.
 */
final class RowReader {

    /** The earliest valid time. An earlier or too late one is probably a typing error. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final String file;
    private final Row row;
    private final List<Reject> rejects = new ArrayList<>();
    private final List<Reject> warnings = new ArrayList<>();

    private RowReader(String file, Row row) {
        this.file = file;
        this.row = row;
    }

    /** Returns a reader of a row; empty if it is unreadable or has characters that can't be stored, which rejects it. */
    static Optional<RowReader> of(String file, Item item, List<Reject> rejects) {
        if (item instanceof Broken broken) {
            rejects.add(new Reject(file, broken.line(), broken.column(), null, broken.reason()));
            return Optional.empty();
        }
        var row = new RowReader(file, (Row) item);
        row.row.values().forEach((column, value) -> {
            if (value != null && !TextField.canBeKept(value)) {
                row.reject(column, "expected " + TextField.KEPT);
            }
        });
        rejects.addAll(row.rejects);
        return row.isValid() ? Optional.of(row) : Optional.empty();
    }

    /** Returns a reader of a row that {@link #of} has accepted. */
    static RowReader ofValid(String file, Row row) {
        return new RowReader(file, row);
    }

    /** Returns the validation errors so far. */
    List<Reject> rejects() {
        return rejects;
    }

    /** Returns the warnings so far. */
    List<Reject> warnings() {
        return warnings;
    }

    /** Returns the number of the first line of the row, from 1. */
    long line() {
        return row.line();
    }

    /** Adds a warning: the row is imported without the value of a column. */
    void warn(String column, String reason) {
        warnings.add(new Reject(file, row.line(), column, row.values().get(column), reason, true));
    }

    /**
     * Returns the text of an optional column. Blanks and placeholders such as {@code N/A} are null. Without {@code strict}, an
     * invalid text is null, too, and adds a warning; with it, the row is rejected.
     */
    @Nullable String optionalText(String column, TextFormat format, boolean strict) {
        return optionalText(column, optionalReading(column, format), strict);
    }

    /** Reads an optional column. Placeholders are blank. */
    TextFormat.Reading optionalReading(String column, TextFormat format) {
        var text = raw(column);
        return text == null || Placeholder.is(text) ? new TextFormat.Reading.Blank() : format.read(text);
    }

    /** Returns the text of an optional column from its reading. */
    @Nullable String optionalText(String column, TextFormat.Reading reading, boolean strict) {
        if (reading instanceof TextFormat.Reading.Invalid invalid) {
            if (strict) {
                reject(column, invalid.reason());
            } else {
                warn(
                        column,
                        "got '%s'; %s; imported without it"
                                .formatted(shown(String.valueOf(raw(column))), invalid.reason()));
            }
        }
        return reading instanceof TextFormat.Reading.Valid valid ? valid.text() : null;
    }

    /** Returns whether the row has no errors so far. */
    boolean isValid() {
        return rejects.isEmpty();
    }

    /** Returns whether the file has a column. */
    boolean has(String column) {
        return row.values().containsKey(column);
    }

    /** Returns the value of a column without surrounding spaces; null if it is blank. */
    @Nullable String raw(String column) {
        var value = row.values().get(column);
        if (value == null) {
            return null;
        }
        var stripped = value.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /** Adds a validation error of a column, or of the whole row if the column is null. */
    void reject(@Nullable String column, String reason) {
        rejects.add(new Reject(
                file,
                row.line(),
                column,
                column == null ? null : row.values().get(column),
                row.lastLine() == row.line()
                        ? reason
                        : "%s (the row ends in line %d)".formatted(reason, row.lastLine())));
    }

    /** Returns the text of a column; null if it is blank or invalid. */
    @Nullable String text(String column, TextFormat format, @Nullable String before) {
        var written = row.values().get(column);
        if (written == null) {
            return has(column) ? null : before;
        }
        if (written.equals(before)) {
            // Stored before the format had its present rules.
            return before;
        }
        return reading(column, format, written);
    }

    /** Returns the text of a required column; an empty text if it is blank or invalid, which rejects the row. */
    String requiredText(String column, TextFormat format, @Nullable String before) {
        int earlier = rejects.size();
        var text = text(column, format, before);
        if (text == null && rejects.size() == earlier) {
            reject(column, "is missing; expected " + format.description());
        }
        return text == null ? "" : text;
    }

    private @Nullable String reading(String column, TextFormat format, String written) {
        var reading = format.read(written);
        if (reading instanceof TextFormat.Reading.Valid valid) {
            return valid.text();
        }
        if (reading instanceof TextFormat.Reading.Invalid invalid) {
            reject(column, invalid.reason());
        }
        return null;
    }

    /** Returns the text of a column without stripping it; null if it is empty or too long. */
    @Nullable String plainText(String column, int maxLength) {
        var text = row.values().get(column);
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (text.codePointCount(0, text.length()) > maxLength) {
            reject(column, "expected at most %,d characters".formatted(maxLength));
            return null;
        }
        return text;
    }

    /** Returns the id in a column; null if it is blank or invalid. */
    <T extends Id> @Nullable T id(String column, IdKind<T> kind, @Nullable T before) {
        if (!has(column)) {
            return before;
        }
        return parsed(column, kind::parse, kind::description);
    }

    /** Returns the parsed value of a column; null if it is blank or invalid. */
    <T> @Nullable T parsed(String column, Function<String, Optional<T>> parser, String expected) {
        return parsed(column, parser, () -> expected);
    }

    private <T> @Nullable T parsed(String column, Function<String, Optional<T>> parser, Supplier<String> expected) {
        var text = raw(column);
        if (text == null) {
            return null;
        }
        var value = parser.apply(text);
        if (value.isEmpty()) {
            reject(column, "got '%s'; expected %s".formatted(shown(text), expected.get()));
        }
        return value.orElse(null);
    }

    static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /** Returns the parsed elements of a list; empty if it is blank or an element is invalid. The first invalid one is named. */
    <T> List<T> list(String column, Function<String, Optional<T>> parser, String expected, List<T> before) {
        if (!has(column)) {
            return before;
        }
        var text = raw(column);
        if (text == null) {
            return List.of();
        }
        var elements = new ArrayList<T>();
        for (var element : ListText.parse(text).elements()) {
            var value = parser.apply(element);
            if (value.isEmpty()) {
                reject(column, "got '%s'; expected %s".formatted(shown(element), expected));
                return List.of();
            }
            elements.add(value.get());
        }
        return elements;
    }

    /** Returns the whole number in a column; null if it is blank or invalid. */
    @Nullable Integer number(String column, int min, int max, @Nullable Integer before) {
        if (!has(column)) {
            return before;
        }
        return parsed(
                column,
                text -> {
                    try {
                        int value = Integer.parseInt(text);
                        return value < min || value > max ? Optional.empty() : Optional.of(value);
                    } catch (NumberFormatException e) {
                        return Optional.empty();
                    }
                },
                () -> "a whole number from %d to %d".formatted(min, max));
    }

    /** Returns the time in a column, in microseconds; the time before if it is blank or invalid. */
    Instant time(String column, Instant before) {
        var time = time(column);
        return time == null ? before : time;
    }

    /** Returns the time in a column, in microseconds; null if it is blank or invalid. */
    @Nullable Instant time(String column) {
        return parsed(column, RowReader::readTime, "a time like 2026-03-02T09:00:00Z, or a day");
    }

    private static Optional<Instant> readTime(String text) {
        try {
            var time = text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
            return time.isBefore(EARLIEST) || time.isAfter(LATEST)
                    ? Optional.empty()
                    : Optional.of(time.truncatedTo(ChronoUnit.MICROS));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.book.ListText;
import com.grow.outreach.application.port.out.file.Records.Broken;
import com.grow.outreach.application.port.out.file.Records.Item;
import com.grow.outreach.application.port.out.file.Records.Row;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.TextField;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row of a file and takes note of all that is wrong with it. Of a column that the row does not have, everything
 * stays as it was before.
 */
final class RowReader {

    /** What PostgreSQL and people can tell apart from each other; a year beyond is a slip. */
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    private final String file;
    private final Row row;
    private final List<Reject> rejects = new ArrayList<>();

    private RowReader(String file, Row row) {
        this.file = file;
        this.row = row;
    }

    /** The fields of a row; empty if it can't be read or has what can't be kept, which is added to the rejects then. */
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

    /** Everything that was wrong so far. */
    List<Reject> rejects() {
        return rejects;
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

    void reject(@Nullable String column, String reason) {
        rejects.add(new Reject(
                file,
                row.line(),
                column,
                column == null ? null : row.values().get(column),
                row.lastLine() == row.line()
                        ? reason
                        : "%s (the row goes on to line %d)".formatted(reason, row.lastLine())));
    }

    /** The text of a column; null if it is blank. */
    @Nullable String text(String column, TextField field, @Nullable String before) {
        var written = row.values().get(column);
        if (written == null) {
            return has(column) ? null : before;
        }
        return reading(column, field, written);
    }

    /** The text of a column that has to have one. */
    String requiredText(String column, TextField field, @Nullable String before) {
        int earlier = rejects.size();
        var text = text(column, field, before);
        if (text == null && rejects.size() == earlier) {
            reject(column, "is missing; expected " + field.description());
        }
        return text == null ? "" : text;
    }

    /** The address of a page; one without a scheme, as CRMs have them, gets {@code https://}. */
    @Nullable String url(String column) {
        var text = raw(column);
        if (text == null) {
            return null;
        }
        return reading(column, TextField.URL, text.contains("://") ? text : "https://" + text);
    }

    /** A domain, in lower case; of the address of a page, as CRMs have them, its domain. */
    @Nullable String domain(String column) {
        var text = raw(column);
        if (text == null) {
            return null;
        }
        var host = text.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("^www\\.", "")
                .split("[/?#]", 2)[0];
        return reading(column, TextField.DOMAIN, host);
    }

    private @Nullable String reading(String column, TextField field, String written) {
        var reading = field.read(written);
        if (reading instanceof TextField.Reading.Valid valid) {
            return valid.text();
        }
        if (reading instanceof TextField.Reading.Invalid invalid) {
            reject(column, invalid.reason());
        }
        return null;
    }

    /** The text of a column as it stands; null if there is none, or too much of it. */
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

    /** The id in a column; null if it is blank or no such id. */
    <T extends Id> @Nullable T id(String column, IdKind<T> kind, @Nullable T before) {
        if (!has(column)) {
            return before;
        }
        return parsed(column, kind::parse, kind::description);
    }

    /** What a column says, by its meaning; null if it is blank or means nothing. */
    <T> @Nullable T parsed(String column, Function<String, Optional<T>> meaning, String expected) {
        return parsed(column, meaning, () -> expected);
    }

    private <T> @Nullable T parsed(String column, Function<String, Optional<T>> meaning, Supplier<String> expected) {
        var text = raw(column);
        if (text == null) {
            return null;
        }
        var value = meaning.apply(text);
        if (value.isEmpty()) {
            reject(column, "got '%s'; expected %s".formatted(shown(text), expected.get()));
        }
        return value.orElse(null);
    }

    static String shown(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    /** The elements of a list, each by its meaning; of those without, the first is named. */
    <T> List<T> list(String column, Function<String, Optional<T>> meaning, String expected, List<T> before) {
        if (!has(column)) {
            return before;
        }
        var text = raw(column);
        if (text == null) {
            return List.of();
        }
        var elements = new ArrayList<T>();
        for (var element : ListText.parse(text).elements()) {
            var value = meaning.apply(element);
            if (value.isEmpty()) {
                reject(column, "got '%s'; expected %s".formatted(shown(element), expected));
                return List.of();
            }
            elements.add(value.get());
        }
        return elements;
    }

    /** A whole number; null if it is blank or none. */
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

    /** A point in time, to the microsecond; the one before if it is blank or none. */
    Instant time(String column, Instant before) {
        var time = time(column);
        return time == null ? before : time;
    }

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

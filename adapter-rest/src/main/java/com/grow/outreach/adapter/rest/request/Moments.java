package com.grow.outreach.adapter.rest.request;

import com.grow.outreach.application.query.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The bounds of periods as days or times. Both bounds belong to the period, and days are days in UTC. */
public final class Moments {

    static final String EXPECTED = "expected a date as YYYY-MM-DD, or a time like 2026-03-02T10:00:00Z";

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Moments() {}

    /** Returns the first moment of a period. */
    static Optional<Instant> from(String text) {
        return date(text)
                .map(Moments::start)
                .or(() -> time(text).map(time -> time.plusNanos(999).truncatedTo(ChronoUnit.MICROS)));
    }

    /** Returns the first moment after a period. The database has microseconds. */
    static Optional<Instant> end(String text) {
        return date(text)
                .map(day -> start(day.plusDays(1)))
                .or(() -> time(text)
                        .map(time -> time.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS)))
                .map(end -> end.isAfter(LATEST) ? LATEST : end);
    }

    /** Returns a date; empty if the text is none. */
    static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(text)
                    .filter(date -> DATE.matcher(date).matches())
                    .map(LocalDate::parse)
                    .filter(date -> date.getYear() > 0);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Returns a time; empty if the text is none. */
    static Optional<Instant> time(String text) {
        try {
            return Optional.of(OffsetDateTime.parse(text).toInstant())
                    .filter(time -> !time.isBefore(EARLIEST) && !time.isAfter(LATEST));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Returns the text of the first moment of a period, or null if there is none. */
    public static @Nullable String textOfFrom(Period period) {
        var from = period.from();
        if (from == null) {
            return null;
        }
        return isMidnight(from) ? day(from).toString() : from.toString();
    }

    /** Returns the text of the last moment of a period, or null if there is none. */
    public static @Nullable String textOfLast(Period period) {
        var end = period.end();
        if (end == null) {
            return null;
        }
        return isMidnight(end)
                ? day(end).minusDays(1).toString()
                : end.minus(1, ChronoUnit.MICROS).toString();
    }

    private static boolean isMidnight(Instant moment) {
        return start(day(moment)).equals(moment);
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

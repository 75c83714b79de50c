package com.grow.outreach.application.query;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The whole weeks that insights are about. Weeks begin on Monday, in UTC.
 *
 * @param first the Monday of the first week
 * @param last the Monday of the last week
 */
public record InsightPeriod(LocalDate first, LocalDate last) {

    /** The maximum number of weeks. */
    public static final int MAX_WEEKS = 106;

    private static final int USUAL_WEEKS = 12;

    /**
     * Returns the weeks that contain the days of a period.
     *
     * @param from the first day, or null for 12 weeks up to the last one
     * @param to the last day, or null for today
     * @return the period, or empty if it ends before it begins or has more weeks than {@link #MAX_WEEKS}
     */
    public static Optional<InsightPeriod> of(@Nullable LocalDate from, @Nullable LocalDate to, LocalDate today) {
        var last = monday(to == null ? today : to);
        var first = from == null ? last.minusWeeks(USUAL_WEEKS - 1L) : monday(from);
        return Optional.of(new InsightPeriod(first, last))
                .filter(period -> !first.isAfter(last) && period.count() <= MAX_WEEKS);
    }

    private static LocalDate monday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
    }

    private long count() {
        return ChronoUnit.WEEKS.between(first, last) + 1;
    }

    /** Returns the Mondays of the weeks, in their order. */
    public List<LocalDate> weeks() {
        return LongStream.range(0, count()).mapToObj(first::plusWeeks).toList();
    }
}

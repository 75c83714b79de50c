package com.grow.outreach.adapter.persistence.list;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;

import com.grow.outreach.application.query.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;

/**
 * The periods of a filter as whole days in UTC, which counters know, and the parts of days before and after them.
 *
 * @param further the periods; at most one of them has bounds if counters are used
 */
record Days(Further further) {

    static Days of(Further further) {
        return new Days(further);
    }

    /** Returns the condition for the days that a period contains as a whole. */
    Condition on(Field<LocalDate> createdOn, Field<LocalDate> changedOn) {
        return in(further.created(), createdOn).and(in(further.changed(), changedOn));
    }

    private static Condition in(Period period, Field<LocalDate> day) {
        var from = period.from();
        var end = period.end();
        return (from == null ? noCondition() : day.ge(inline(day(firstStart(from)))))
                .and(end == null ? noCondition() : day.lt(inline(day(end))));
    }

    /** Returns the rows of the parts of days at both ends of a period. */
    List<Narrowing> partsOfDays(Narrowing narrowing) {
        var parts = new ArrayList<Narrowing>();
        addParts(further.created(), parts, part -> narrowing.within(part, further.changed()));
        addParts(further.changed(), parts, part -> narrowing.within(further.created(), part));
        return parts;
    }

    private static void addParts(Period period, List<Narrowing> parts, Function<Period, Narrowing> narrowed) {
        var from = period.from();
        var end = period.end();
        if (from != null && end != null && !from.isBefore(end)) {
            return;
        }
        if (from != null && end != null && day(end).isBefore(day(firstStart(from)))) {
            parts.add(narrowed.apply(period));
            return;
        }
        if (from != null && !firstStart(from).equals(from)) {
            parts.add(narrowed.apply(new Period(from, firstStart(from))));
        }
        if (end != null && !start(day(end)).equals(end)) {
            parts.add(narrowed.apply(new Period(start(day(end)), end)));
        }
    }

    /** Returns the start of the first day that begins at this moment or later. */
    private static Instant firstStart(Instant moment) {
        var start = start(day(moment));
        return start.equals(moment) ? start : start(day(moment).plusDays(1));
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}

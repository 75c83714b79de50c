package com.grow.outreach.adapter.persistence.repository;

import com.grow.outreach.application.query.Insights.Flow;
import com.grow.outreach.application.query.Insights.Stays;
import com.grow.outreach.domain.OutreachState;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jooq.Record;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;

/** The figures of groups of outreaches, by the places of the groups. */
final class InsightFigures {

    /**
     * The place of a flow.
     *
     * @param group the place of the group
     * @param week the week, or null for the whole period
     */
    private record Place(long group, @Nullable LocalDate week) {}

    private final Map<Long, @Nullable String> groups = new TreeMap<>();
    private final Map<Place, Long> created = new HashMap<>();
    private final Map<Place, Long> ready = new HashMap<>();
    private final Map<Place, Map<OutreachState, Long>> moves = new HashMap<>();
    private final Map<Long, Map<OutreachState, Stays>> stays = new HashMap<>();
    private long total;

    /** Reads rows of a kind, a place, a week, a value, a number and two percentiles. */
    InsightFigures(Result<Record> rows) {
        rows.forEach(this::add);
    }

    private void add(Record row) {
        long group = row.get("place", Long.class);
        var value = row.get("value", String.class);
        long n = row.get("n", Long.class);
        var place = new Place(group, row.get("week", LocalDate.class));
        switch (row.get("kind", String.class)) {
            case "total" -> total = n;
            case "group" -> groups.put(group, value);
            case "created" -> created.put(place, n);
            case "ready" -> ready.put(place, n);
            case "move" -> moves.computeIfAbsent(place, none -> states()).put(state(value), n);
            default ->
                stays.computeIfAbsent(group, none -> states())
                        .put(state(value), new Stays(n, row.get("median", Long.class), row.get("p90", Long.class)));
        }
    }

    private static <T> Map<OutreachState, T> states() {
        return new EnumMap<>(OutreachState.class);
    }

    private static OutreachState state(String value) {
        return OutreachState.parse(value).orElseThrow();
    }

    /** Returns the values of the groups by their places. */
    Map<Long, @Nullable String> groups() {
        return groups;
    }

    /** Returns the number of groups on all pages. */
    long total() {
        return total;
    }

    Flow flow(long group, @Nullable LocalDate week) {
        var place = new Place(group, week);
        return new Flow(
                created.getOrDefault(place, 0L), ready.getOrDefault(place, 0L), moves.getOrDefault(place, Map.of()));
    }

    Map<OutreachState, Stays> stays(long group) {
        return stays.getOrDefault(group, Map.of());
    }
}

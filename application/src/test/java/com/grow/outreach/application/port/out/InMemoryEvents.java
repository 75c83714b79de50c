package com.grow.outreach.application.port.out;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.Event.Change;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of outreaches and merges of {@link InMemoryStorage}. Only the first of them have positions. */
final class InMemoryEvents implements EventRepository {

    private final List<Event> events = new ArrayList<>();
    private int sequenced;

    /** The skipped positions. The first event after a gap comes at its end. */
    private final List<FeedExtent.Gap> gaps = new ArrayList<>();

    InMemoryEvents copy() {
        var copy = new InMemoryEvents();
        copy.events.addAll(events);
        copy.sequenced = sequenced;
        copy.gaps.addAll(gaps);
        return copy;
    }

    void record(@Nullable Id id, Change change, Instant at, @Nullable String actor) {
        events.add(new Event(extent(events.size()).last().next(), id, change, at, actor));
    }

    /** Restores a backup without the events after a position. Their positions are never assigned again. */
    void lose(EventPosition after, EventPosition next) {
        events.removeIf(event -> event.position().compareTo(after) > 0);
        sequenced = events.size();
        gaps.removeIf(gap -> gap.after().compareTo(after) >= 0);
        gaps.add(new FeedExtent.Gap(after, next));
    }

    private FeedExtent extent(int count) {
        var last = count == 0 ? new EventPosition(0) : events.get(count - 1).position();
        var all = new FeedExtent(last, gaps);
        return new FeedExtent(all.beyondGap(last), gaps);
    }

    @Override
    public int sequence() {
        int given = events.size() - sequenced;
        sequenced = events.size();
        return given;
    }

    @Override
    public EventSeal seal() {
        return new Letters();
    }

    /** Positions as letters, after the number of the call or a dash. */
    private static final class Letters implements EventSeal {

        private int calls;

        @Override
        public String event(EventPosition position) {
            return "- " + letters(position);
        }

        @Override
        public String anew(EventPosition position) {
            return ++calls + " " + letters(position);
        }

        private static String letters(EventPosition position) {
            return Long.toString(position.value())
                    .chars()
                    .mapToObj(digit -> String.valueOf((char) ('a' + digit - '0')))
                    .collect(joining());
        }

        @Override
        public Optional<EventPosition> open(String text) {
            return Optional.of(text)
                    .filter(found -> found.matches("(-|\\d+) [a-j]+"))
                    .map(found -> found.substring(found.indexOf(' ') + 1))
                    .map(letters -> letters.chars()
                            .mapToObj(letter -> String.valueOf((char) ('0' + letter - 'a')))
                            .collect(joining()))
                    .map(digits -> new EventPosition(Long.parseLong(digits)));
        }
    }

    @Override
    public List<Event> after(EventPosition position, int limit) {
        return events.stream()
                .limit(sequenced)
                .filter(event -> event.position().compareTo(position) > 0)
                .limit(limit)
                .toList();
    }

    @Override
    public FeedExtent extent() {
        return extent(sequenced);
    }
}

package com.grow.outreach.application.port.out;

import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import com.grow.outreach.domain.OutreachEvent.Change;
import com.grow.outreach.domain.OutreachId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened to the outreaches of {@link InMemoryStorage}; the first of them have been given their positions. */
final class InMemoryEvents implements EventRepository {

    private final List<OutreachEvent> events = new ArrayList<>();
    private int sequenced;

    InMemoryEvents copy() {
        var copy = new InMemoryEvents();
        copy.events.addAll(events);
        copy.sequenced = sequenced;
        return copy;
    }

    void tell(OutreachId id, Change change, Instant at, @Nullable String actor) {
        events.add(new OutreachEvent(new EventPosition(events.size() + 1L), id, change, at, actor));
    }

    @Override
    public int sequence() {
        int given = events.size() - sequenced;
        sequenced = events.size();
        return given;
    }

    @Override
    public List<OutreachEvent> after(EventPosition position, int limit) {
        return events.stream()
                .limit(sequenced)
                .skip(position.value())
                .limit(limit)
                .toList();
    }

    @Override
    public EventPosition last() {
        return new EventPosition(sequenced);
    }
}

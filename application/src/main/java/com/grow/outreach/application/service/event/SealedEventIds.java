package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.domain.EventPosition;
import java.util.Optional;

/**
 * The ids for callers who don't see all events: encrypted positions. The gaps between plain positions would show how many
 * other events happened.
 */
record SealedEventIds(EventSeal seal) implements EventIds {

    /**
     * The position of a plain id. It is after all events, so the stream resets whatever the id is. Otherwise callers could find
     * out the latest position by trying.
     */
    private static final EventPosition UNKNOWN = new EventPosition(Long.MAX_VALUE);

    @Override
    public String of(EventPosition event) {
        return seal.event(event);
    }

    @Override
    public String between(EventPosition position) {
        return seal.anew(position);
    }

    @Override
    public boolean hideProgress() {
        return true;
    }

    @Override
    public Optional<EventPosition> parse(String text) {
        return PlainEventIds.plain(text).map(plain -> UNKNOWN).or(() -> seal.open(text));
    }

    @Override
    public String expected() {
        return "expected the id of an event";
    }
}

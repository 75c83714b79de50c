package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.application.port.out.EventSeal;
import com.grow.outreach.domain.EventPosition;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The ids for callers who see all events: the positions.
 *
 * @param seal the encryption of the ids that the caller got while not seeing all events, for example before a change of the
 *     role
 */
record PlainEventIds(EventSeal seal) implements EventIds {

    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,18}");

    static Optional<EventPosition> plain(String text) {
        return PLAIN.matcher(text).matches() ? Optional.of(new EventPosition(Long.parseLong(text))) : Optional.empty();
    }

    @Override
    public String of(EventPosition event) {
        return Long.toString(event.value());
    }

    @Override
    public String between(EventPosition position) {
        return of(position);
    }

    @Override
    public boolean hideProgress() {
        return false;
    }

    @Override
    public Optional<EventPosition> parse(String text) {
        return plain(text).or(() -> seal.open(text));
    }

    @Override
    public String expected() {
        return "expected the id of an event, a whole number of up to 18 digits";
    }
}

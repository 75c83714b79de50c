package com.grow.outreach.adapter.rest.event;

import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.OutreachEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A stream of server-sent events to one client. */
final class EventStream implements AutoCloseable {

    static final String MEDIA_TYPE = "text/event-stream";
    static final String EXPECTED = "expected the id of an event, a whole number of up to 18 digits";

    private static final Pattern ID = Pattern.compile("[0-9]{1,18}");
    private static final byte[] HEARTBEAT = utf8(": still here\n\n");

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** Parses the id of an event. Returns empty if it is not a position. */
    static Optional<EventPosition> parse(String id) {
        return Optional.of(id)
                .filter(text -> ID.matcher(text).matches())
                .map(text -> new EventPosition(Long.parseLong(text)));
    }

    /** Sends the position before the first event, so that a client that is disconnected early resumes there. */
    void begin(EventPosition position) throws IOException {
        send(utf8("retry: 1000\nid: %d\n\n".formatted(position.value())));
    }

    /** Sends events, and the position that they reach if it is behind the last one. */
    void send(List<OutreachEvent> events, EventPosition reached) throws IOException {
        var text = new ByteArrayOutputStream();
        for (var event : events) {
            text.writeBytes(utf8("id: %d\nevent: %s\ndata: "
                    .formatted(event.position().value(), event.type().value())));
            text.writeBytes(EventJson.event(event));
            text.writeBytes(utf8("\n\n"));
        }
        if (events.isEmpty() || !events.getLast().position().equals(reached)) {
            text.writeBytes(utf8("id: %d\n\n".formatted(reached.value())));
        }
        send(text.toByteArray());
    }

    /** Reports that some events are no longer available and that the stream continues at this position. */
    void reset(EventPosition now) throws IOException {
        send(utf8("id: %d\nevent: reset\ndata: {\"type\":\"reset\"}\n\n".formatted(now.value())));
    }

    void heartbeat() throws IOException {
        send(HEARTBEAT);
    }

    /** Sends bytes. The connection limits the time that a client has to receive them. */
    private void send(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

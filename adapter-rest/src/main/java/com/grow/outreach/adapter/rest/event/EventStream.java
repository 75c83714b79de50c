package com.grow.outreach.adapter.rest.event;

import com.grow.outreach.application.port.in.event.EventIds;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A stream of server-sent events to one client. */
final class EventStream implements AutoCloseable {

    static final String MEDIA_TYPE = "text/event-stream";
    private static final String RESET = "{\"type\":\"reset\"}";
    private static final byte[] HEARTBEAT = utf8(": still here\n\n");

    private final OutputStream out;

    EventStream(OutputStream out) {
        this.out = out;
    }

    /** Sends the position before the first event, so that a client that is disconnected early resumes there. */
    void begin(EventPosition position, EventIds ids) throws IOException {
        send(utf8("retry: 1000\nid: %s\n\n".formatted(ids.between(position))));
    }

    /** Sends events, and the position that they reach if it is behind the last one. */
    void send(List<Event> events, EventPosition reached, EventIds ids) throws IOException {
        var text = new ByteArrayOutputStream();
        for (var event : events) {
            text.writeBytes(utf8("id: %s\nevent: %s\ndata: "
                    .formatted(ids.of(event.position()), event.type().value())));
            text.writeBytes(event.type() == EventType.RESET ? utf8(RESET) : EventJson.event(event));
            text.writeBytes(utf8("\n\n"));
        }
        if (events.isEmpty() || !events.getLast().position().equals(reached)) {
            text.writeBytes(utf8("id: %s\n\n".formatted(ids.between(reached))));
        }
        send(text.toByteArray());
    }

    /** Reports that some events are no longer available and that the stream continues at this position. */
    void reset(EventPosition now, EventIds ids) throws IOException {
        send(utf8("id: %s\nevent: reset\ndata: %s\n\n".formatted(ids.between(now), RESET)));
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

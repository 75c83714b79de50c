package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ChunkedContent.MalformedException;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataWriter;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of the responses of one connection. It removes the chunks of a response to an HTTP/1.0 client, and limits
 * the memory for responses that clients receive slowly.
 */
final class ResponseBytes implements DataWriter {

    private static final int WRITE_BUFFER = 16 << 10;

    private final Connection connection;
    private final OpenConnections connections;

    private @Nullable Runnable onBegin;
    private @Nullable ChunkedContent chunks;
    private boolean atHead;

    ResponseBytes(Connection connection, OpenConnections connections) {
        this.connection = connection;
        this.connections = connections;
    }

    /** Prepares for the response to the next request. */
    void reset() {
        onBegin = null;
        chunks = null;
    }

    /** Registers an action that runs when the first byte of the current response is about to be sent. */
    void whenBegun(Runnable action) {
        onBegin = action;
    }

    /** Removes the chunks of the current response. The next call to {@link #write} contains its head. */
    void removeChunks() {
        chunks = new ChunkedContent();
        atHead = true;
    }

    @Override
    public void write(BufferData data) {
        var content = chunks == null || atHead ? data : BufferData.create(decoded(chunks, data));
        atHead = false;
        if (content.available() <= WRITE_BUFFER) {
            begin();
            send(content);
            return;
        }
        // The content and a copy of it with its headers stay in memory until the client has received them.
        int taken = connections.takeMemoryForResponse(2L * content.available());
        try {
            begin();
            send(content);
        } finally {
            connections.giveBackMemoryForResponse(taken);
        }
    }

    private void begin() {
        var action = onBegin;
        if (action != null) {
            onBegin = null;
            action.run();
        }
    }

    private static byte[] decoded(ChunkedContent chunks, BufferData data) {
        var content = new ByteArrayOutputStream(data.available());
        try {
            chunks.decode(ByteBuffer.wrap(data.readBytes()), content);
        } catch (MalformedException e) {
            throw new IllegalStateException("The response is not chunked", e);
        }
        return content.toByteArray();
    }

    private void send(BufferData data) {
        var buffer = ByteBuffer.allocate(Math.min(WRITE_BUFFER, data.available()));
        while (!data.consumed()) {
            data.writeTo(buffer, data.available());
            buffer.flip();
            while (buffer.hasRemaining()) {
                connection.channel().send(buffer);
            }
            buffer.clear();
        }
    }

    @Override
    public void write(BufferData... data) {
        write(BufferData.create(data));
    }

    @Override
    public void writeNow(BufferData data) {
        send(data);
    }

    @Override
    public void writeNow(BufferData... data) {
        send(BufferData.create(data));
    }
}

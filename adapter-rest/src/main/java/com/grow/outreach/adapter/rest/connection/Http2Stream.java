package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.http2.Http2Request;
import com.grow.outreach.adapter.rest.http2.Http2Response;
import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A stream of an HTTP/2 connection, which carries one request and its response. To the server it looks like a
 * connection of HTTP/1.1, so that both versions have the same behavior. One thread reads and writes.
 */
final class Http2Stream implements ClientChannel {

    private static final int DISCARD_BUFFER = 16 << 10;
    private static final byte[] LAST_CHUNK = "0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = {'\r', '\n'};

    private final int id;
    private final Http2Connection connection;
    private final long writeNanos;
    private final boolean chunked;
    private final ResponseConversion response;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** The received bytes that have not been read. */
    private final Deque<Piece> received = new ArrayDeque<>();

    /** Whether the request is complete. */
    private boolean complete;

    /** Whether the stream can't carry any more bytes. */
    private boolean closed;

    private boolean expired;

    private volatile CompletableFuture<Void> sending = CompletableFuture.completedFuture(null);
    private volatile boolean reading;
    private volatile boolean writing;
    private volatile long waitingSince;

    /**
     * A part of a request.
     *
     * @param window the number of bytes that the client may send after this part has been read
     */
    private record Piece(ByteBuffer bytes, int window) {}

    Http2Stream(int id, Http2Connection connection, Http2Request request, long writeNanos) {
        this.id = id;
        this.connection = connection;
        this.writeNanos = writeNanos;
        this.chunked = request.chunked();
        this.response = new ResponseConversion(request.headOnly());
        received.add(new Piece(ByteBuffer.wrap(request.head()), 0));
    }

    // Methods for the thread that receives frames.

    /** Handles content of the request. */
    void received(byte[] content, boolean last) {
        lock.lock();
        try {
            if (content.length > 0) {
                if (chunked) {
                    var size = (Integer.toHexString(content.length) + "\r\n").getBytes(StandardCharsets.US_ASCII);
                    received.add(new Piece(ByteBuffer.wrap(size), 0));
                }
                received.add(new Piece(ByteBuffer.wrap(content), content.length));
                if (chunked) {
                    received.add(new Piece(ByteBuffer.wrap(LINE_END), 0));
                }
            }
            if (last && chunked) {
                received.add(new Piece(ByteBuffer.wrap(LAST_CHUNK), 0));
            }
            complete |= last;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Handles the end of the stream. A request that has not arrived completely fails. */
    void closed() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    // Methods for the thread that handles the request.

    @Override
    public boolean receive(ByteBuffer buffer, long until) {
        int window = 0;
        lock.lock();
        try {
            awaitBytes(until);
            if (received.isEmpty()) {
                return false;
            }
            while (!received.isEmpty() && buffer.hasRemaining()) {
                var piece = received.element();
                int size = Math.min(buffer.remaining(), piece.bytes().remaining());
                buffer.put(piece.bytes().slice(piece.bytes().position(), size));
                piece.bytes().position(piece.bytes().position() + size);
                if (!piece.bytes().hasRemaining()) {
                    window += received.remove().window();
                }
            }
        } finally {
            lock.unlock();
        }
        if (window > 0) {
            connection.consumed(id, window);
        }
        return true;
    }

    /** Waits until there are bytes to read or there will not be any. */
    private void awaitBytes(long until) {
        beginWait();
        reading = true;
        try {
            while (received.isEmpty() && !complete && !expired) {
                if (closed) {
                    throw new ServerConnectionException(
                            "The client has canceled the request", new IOException("The stream is closed"));
                }
                long left = until == Wait.NONE ? writeNanos : until - System.nanoTime();
                if (changed.awaitNanos(left) <= 0) {
                    expired |= until != Wait.NONE;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerConnectionException("The server stops", e);
        } finally {
            reading = false;
        }
    }

    @Override
    public void send(ByteBuffer buffer) {
        var part = response.convert(buffer);
        if (part.isPresent()) {
            send(part.get());
        }
    }

    private void send(Http2Response part) {
        sending = connection.send(id, part);
        if (!sending.isDone()) {
            beginWait();
            writing = true;
        }
        try {
            sending.get(writeNanos, TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            connection.cancel(id);
            throw new UncheckedIOException(new IOException("The client has canceled the request or is too slow", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("The server stops", e));
        } finally {
            writing = false;
        }
    }

    private void beginWait() {
        waitingSince = System.nanoTime();
    }

    @Override
    public void shutdownOutput() {
        if (response.endsWithConnection()) {
            send(response.end());
        } else if (!response.isComplete()) {
            connection.fail(id);
        }
    }

    @Override
    public void discard(long until) {
        var ignored = ByteBuffer.allocate(DISCARD_BUFFER);
        try {
            while (receive(ignored.clear(), until)) {
                // The content is ignored.
            }
        } catch (ServerConnectionException e) {
            // The client does not send any more either.
            return;
        }
    }

    @Override
    public void close() {
        connection.finish(id);
    }

    @Override
    public boolean isExpired() {
        return expired;
    }

    @Override
    public boolean hasOneRequest() {
        return true;
    }

    @Override
    public boolean isSecure() {
        return true;
    }

    @Override
    public Peer local() {
        return connection.socket().local();
    }

    @Override
    public Peer remote() {
        return connection.socket().remote();
    }

    // Methods for other threads.

    @Override
    public long waitingSince() {
        return waitingSince;
    }

    @Override
    public boolean waitsSince(long moment) {
        return (reading || writing) && waitingSince - moment <= 0;
    }

    @Override
    public boolean isWriting() {
        return writing;
    }

    @Override
    public void expireIfDue(long now) {
        // The waits end by themselves.
    }

    @Override
    public boolean expire() {
        if (writing) {
            return evict();
        }
        lock.lock();
        try {
            boolean ended = reading && !expired;
            expired |= ended;
            changed.signalAll();
            return ended;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean evict() {
        boolean waits = reading || writing;
        if (waits) {
            abort();
        }
        return waits;
    }

    @Override
    public void abort() {
        // The thread of this method must not wait for the client.
        Thread.ofVirtual().name("http-stream-end").start(() -> connection.cancel(id));
    }
}

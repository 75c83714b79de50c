package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import com.grow.outreach.adapter.rest.http2.Http2Codec;
import com.grow.outreach.adapter.rest.http2.Http2Request;
import com.grow.outreach.adapter.rest.http2.Http2Response;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An HTTP/2 connection of a client. One thread receives its frames, and each request has a thread. A connection without
 * requests waits for its client.
 */
final class Http2Connection implements Waits, Http2Codec.Events {

    private static final Logger LOG = System.getLogger(Http2Connection.class.getName());

    private static final int BUFFER = 16 << 10;

    /** The maximum number of requests, including those that the client has canceled and that are still handled. */
    private static final int MAX_REQUESTS = 2 * Http2Codec.MAX_STREAMS;

    /** The number of bytes that a client may send in addition if the server has the memory. */
    private static final int WIDER_WINDOW = 512 << 10;

    private final ClientSocket socket;
    private final OpenConnections connections;
    private final Function<Http2Stream, Connection> opening;
    private final ServerConnectionSelector protocol;
    private final Patience patience;

    /** Guards the codec and the order of its output. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Http2Codec codec = new Http2Codec(this);
    private final Queue<byte[]> output = new ConcurrentLinkedQueue<>();
    private final ReentrantLock sending = new ReentrantLock();
    private final Map<Integer, Http2Stream> streams = new ConcurrentHashMap<>();

    /** The number of requests that are handled, including those that the client has canceled. */
    private final AtomicInteger requests = new AtomicInteger();

    private volatile long idleSince = System.nanoTime();

    /**
     * Creates a connection.
     *
     * @param opening creates the connection of a stream
     * @param protocol the protocol of the streams
     */
    Http2Connection(
            ClientSocket socket,
            OpenConnections connections,
            Function<Http2Stream, Connection> opening,
            ServerConnectionSelector protocol) {
        this.socket = socket;
        this.connections = connections;
        this.opening = opening;
        this.protocol = protocol;
        this.patience = connections.patience();
    }

    ClientSocket socket() {
        return socket;
    }

    /** Receives frames until the connection ends. */
    void run() {
        int wider = connections.takeMemoryForWindow(WIDER_WINDOW);
        try {
            act(() -> {
                if (wider > 0) {
                    codec.widen(WIDER_WINDOW);
                }
            });
            var buffer = ByteBuffer.allocate(BUFFER);
            while (codec.isOpen() && socket.receive(buffer.clear(), Wait.NONE)) {
                act(() -> codec.receive(buffer.flip()));
            }
            act(codec::end);
        } catch (RuntimeException e) {
            LOG.log(Level.TRACE, "The client went away", e);
        } finally {
            streams.values().forEach(Http2Stream::closed);
            connections.giveBackMemoryForWindow(wider);
        }
    }

    // Events of the codec, which the holder of the lock raises.

    @Override
    public boolean request(int id, Http2Request request) {
        var stream = new Http2Stream(id, this, request, patience.write().toNanos());
        var connection = opening.apply(stream);
        if (requests.get() >= MAX_REQUESTS || !connections.addStream(connection)) {
            return false;
        }
        requests.incrementAndGet();
        streams.put(id, stream);
        Thread.ofVirtual().name("http-stream").start(() -> {
            try {
                connection.handle(protocol);
            } finally {
                streams.remove(id);
                connections.removeStream(connection);
                idleSince = System.nanoTime();
                requests.decrementAndGet();
            }
        });
        return true;
    }

    @Override
    public void content(int id, byte[] content, boolean last) {
        var stream = streams.get(id);
        if (stream != null) {
            stream.received(content, last);
        }
    }

    @Override
    public void closed(int id) {
        var stream = streams.get(id);
        if (stream != null) {
            stream.closed();
        }
    }

    // Methods for the threads of the requests.

    CompletableFuture<Void> send(int stream, Http2Response part) {
        return act(() -> codec.send(stream, part));
    }

    void consumed(int stream, int bytes) {
        act(() -> codec.consumed(stream, bytes));
    }

    void finish(int stream) {
        quietly(() -> codec.finish(stream));
    }

    void fail(int stream) {
        quietly(() -> codec.fail(stream));
    }

    void cancel(int stream) {
        quietly(() -> codec.cancel(stream));
    }

    private void quietly(Runnable action) {
        try {
            act(action);
        } catch (UncheckedIOException e) {
            LOG.log(Level.TRACE, "The client went away", e);
        }
    }

    private void act(Runnable action) {
        act(() -> {
            action.run();
            return true;
        });
    }

    /** Uses the codec and sends its output. */
    private <T> T act(Supplier<T> action) {
        T result;
        lock.lock();
        try {
            result = action.get();
            collectOutput();
        } finally {
            lock.unlock();
        }
        flush();
        return result;
    }

    private void collectOutput() {
        var bytes = codec.toSend();
        if (bytes.length > 0) {
            output.add(bytes);
        }
    }

    private void flush() {
        sending.lock();
        try {
            for (var next = output.poll(); next != null; next = output.poll()) {
                for (var bytes = ByteBuffer.wrap(next); bytes.hasRemaining(); ) {
                    socket.send(bytes);
                }
            }
        } finally {
            sending.unlock();
        }
    }

    // Methods for other threads.

    /** Asks the client to send no more requests on this connection. */
    void announceEnd() {
        Thread.ofVirtual().name("http-goaway").start(() -> quietly(codec::announceEnd));
    }

    private boolean isIdle() {
        return requests.get() == 0;
    }

    @Override
    public long waitingSince() {
        return isIdle() ? idleSince : socket.waitingSince();
    }

    @Override
    public boolean waitsSince(long moment) {
        return isIdle() ? idleSince - moment <= 0 : socket.waitsSince(moment);
    }

    @Override
    public boolean isWriting() {
        return socket.isWriting();
    }

    @Override
    public void expireIfDue(long now) {
        socket.expireIfDue(now);
        var limit = codec.hasBegun() ? patience.idle() : patience.headers();
        if (isIdle() && now - idleSince > limit.toNanos()) {
            expire();
        }
    }

    @Override
    public boolean expire() {
        lock.lock();
        try {
            if (!isIdle() || !codec.isOpen()) {
                return false;
            }
            codec.end();
            collectOutput();
        } finally {
            lock.unlock();
        }
        socket.endInput();
        return true;
    }

    @Override
    public boolean evict() {
        if (isIdle()) {
            socket.abort();
            return true;
        }
        return socket.evict();
    }

    @Override
    public void abort() {
        socket.abort();
    }
}

package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ChunkedContent.MalformedException;
import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import io.helidon.common.buffers.BufferData;
import io.helidon.common.buffers.DataReader;
import io.helidon.common.buffers.DataWriter;
import io.helidon.common.concurrency.limits.FixedLimit;
import io.helidon.common.socket.PeerInfo;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.ServerConnectionException;
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.Principal;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A connection of a client. One thread handles it. Other threads can end its wait for the client.
 *
 * <p>Each wait for the client has a deadline, which {@link #expireIfDue} enforces. After the deadline, reads return no
 * more bytes, so that the server can still send a response, and a blocked write fails.
 */
public final class Connection implements ConnectionContext, DataWriter {

    /** The deadline of a connection that does not wait for its client. */
    static final long NONE = Long.MAX_VALUE;

    private static final long EXPIRED = Long.MIN_VALUE;

    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();
    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private static final int WRITE_BUFFER = 16 << 10;

    private final SocketChannel channel;
    private final HttpListener listener;
    private final Patience patience;
    private final Peer local;
    private final Peer remote;
    private final RequestBytes requests = new RequestBytes(this);
    private final DataReader reader = DataReader.create(requests);

    /** The deadline of the current wait, in {@link System#nanoTime()}; {@link #NONE} without a wait. */
    private final AtomicLong deadline = new AtomicLong(NONE);

    private volatile long waitingSince;
    private volatile boolean writing;
    private volatile boolean idle;
    private volatile boolean last;
    private volatile long receivingSince;
    private volatile boolean receiving;
    private boolean expired;
    private boolean routing;
    private int memory;

    private @Nullable ServerConnection http;
    private @Nullable Runnable onAnswer;
    private @Nullable ChunkedContent answer;
    private boolean answerBegins;

    private record Peer(InetSocketAddress address) implements PeerInfo {

        static Peer of(SocketAddress address) {
            return new Peer((InetSocketAddress) address);
        }

        @Override
        public String host() {
            return address.getHostString();
        }

        @Override
        public int port() {
            return address.getPort();
        }

        @Override
        public Optional<Principal> tlsPrincipal() {
            return Optional.empty();
        }

        @Override
        public Optional<Certificate[]> tlsCertificates() {
            return Optional.empty();
        }
    }

    Connection(SocketChannel channel, HttpListener listener, Patience patience) throws IOException {
        this.channel = channel;
        this.listener = listener;
        this.patience = patience;
        this.local = Peer.of(channel.getLocalAddress());
        this.remote = Peer.of(channel.getRemoteAddress());
    }

    InetAddress peer() {
        return remote.address().getAddress();
    }

    /** Handles requests until there are no more, then closes the connection. */
    void handle(ServerConnectionSelector protocol) {
        try (channel) {
            ScopedValue.where(CURRENT, this).run(() -> serve(protocol));
            receiving = false;
            linger();
        } catch (IOException e) {
            LOG.log(Level.TRACE, "The client went away", e);
        }
    }

    private void serve(ServerConnectionSelector protocol) {
        try {
            var connection = protocol.connection(this);
            http = connection;
            connection.handle(FixedLimit.create());
        } catch (CloseConnectionException e) {
            LOG.log(Level.TRACE, "The connection ends", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A connection failed", e);
        }
    }

    /**
     * Gives the client time to read the response. Closing the connection while the client still sends would make its
     * TCP stack discard the response.
     */
    private void linger() throws IOException {
        channel.shutdownOutput();
        if (last || requests.hasUnread()) {
            var ignored = ByteBuffer.allocate(WRITE_BUFFER);
            long end = in(patience.linger());
            while (receive(ignored, end)) {
                ignored.clear();
            }
        }
    }

    // Reading requests.

    long idleDeadline() {
        idle = true;
        return in(patience.idle());
    }

    long headDeadline() {
        idle = false;
        routing = false;
        return in(patience.headers());
    }

    long bodyDeadline(long waitedNanos) {
        return in(patience.body().minusNanos(waitedNanos));
    }

    private static long in(Duration duration) {
        return System.nanoTime() + duration.toNanos();
    }

    /** Returns whether the current request is the last one. */
    boolean isLast() {
        return last;
    }

    /** Returns whether the client has timed out. */
    boolean isExpired() {
        return expired;
    }

    /**
     * Receives the next bytes.
     *
     * @return false if the client has closed its side or has timed out
     */
    boolean receive(ByteBuffer buffer, long until) {
        waitUntil(until);
        int read;
        try {
            read = channel.read(buffer);
        } catch (IOException e) {
            throw new ServerConnectionException("The client went away", e);
        } finally {
            waited();
        }
        return !expired && read > 0;
    }

    private void waitUntil(long until) {
        waitingSince = System.nanoTime();
        deadline.set(until);
    }

    private void waited() {
        if (deadline.getAndSet(NONE) == EXPIRED) {
            expired = true;
        }
    }

    // Writing responses.

    /** Handles the headers of a request after Helidon has parsed them. */
    void requested(Headers headers) {
        if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
            last = true;
        }
        answer = null;
        onAnswer = null;
        requests.headWasRead(headers);
        routing = true;
        receivingSince = System.nanoTime();
        receiving = requests.hasUnread();
        last |= requests.isHttp10();
    }

    /** Adjusts the headers of a response before Helidon sends them. */
    void answered(ServerResponseHeaders headers) {
        receiving = false;
        if (requests.isHttp10() && headers.containsToken(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            // For an HTTP/1.0 client, the end of the connection marks the end of the response.
            headers.remove(HeaderNames.TRANSFER_ENCODING);
            answer = new ChunkedContent();
            answerBegins = true;
        }
        if (last
                || !requests.endsBeforeNext()
                || listener.isStopping()
                || headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
            last = true;
            headers.set(HeaderValues.CONNECTION_CLOSE);
            // While this thread reads a head, the call would interrupt it. In that case the connection ends by itself.
            if (http != null && routing) {
                http.close(false);
            }
        }
    }

    /** Closes the connection of the current request after its response. */
    public static void closeAfterAnswer() {
        if (CURRENT.isBound()) {
            CURRENT.get().last = true;
        }
    }

    /**
     * Registers an action that runs when the first byte of the current response is about to be sent. Does nothing
     * outside a connection.
     */
    public static void whenAnswered(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().onAnswer = action;
        }
    }

    /**
     * Returns whether there is memory for so many bytes of the body of the current request. Disconnects slow clients if
     * there is not.
     */
    public static boolean hasMemory(long bytes) {
        return !CURRENT.isBound() || CURRENT.get().listener.hasMemoryForBody(bytes);
    }

    /**
     * Reserves memory for the body of the current request until its response is sent. Returns false if there is not
     * enough.
     */
    public static boolean takeMemory(long bytes) {
        return !CURRENT.isBound() || CURRENT.get().take(bytes);
    }

    /** Releases the memory for the body of the current request. */
    public static void giveBackMemory() {
        if (CURRENT.isBound()) {
            CURRENT.get().giveBack();
        }
    }

    private boolean take(long bytes) {
        int taken = listener.takeMemoryForBody(bytes);
        memory += Math.max(0, taken);
        return taken >= 0;
    }

    private void giveBack() {
        listener.giveBackMemoryForBody(memory);
        memory = 0;
    }

    @Override
    public void write(BufferData data) {
        var content = answer == null || answerBegins ? data : BufferData.create(decoded(answer, data));
        answerBegins = false;
        if (content.available() <= WRITE_BUFFER) {
            beginAnswer();
            send(content);
            return;
        }
        // The content and a copy of it with its headers stay in memory until the client has received them.
        int taken = listener.takeMemoryForAnswer(2L * content.available());
        try {
            beginAnswer();
            send(content);
        } finally {
            listener.giveBackMemoryForAnswer(taken);
        }
    }

    private void beginAnswer() {
        var action = onAnswer;
        if (action != null) {
            onAnswer = null;
            action.run();
        }
    }

    private static byte[] decoded(ChunkedContent answer, BufferData data) {
        var content = new ByteArrayOutputStream(data.available());
        try {
            answer.decode(ByteBuffer.wrap(data.readBytes()), content);
        } catch (MalformedException e) {
            throw new IllegalStateException("An answer is not in chunks", e);
        }
        return content.toByteArray();
    }

    private void send(BufferData data) {
        var buffer = ByteBuffer.allocate(Math.min(WRITE_BUFFER, data.available()));
        while (!data.consumed()) {
            data.writeTo(buffer, data.available());
            buffer.flip();
            while (buffer.hasRemaining()) {
                send(buffer);
            }
            buffer.clear();
        }
    }

    private void send(ByteBuffer buffer) {
        writing = true;
        waitUntil(in(patience.write()));
        try {
            channel.write(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            waited();
            writing = false;
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

    // Methods for other threads.

    /** Returns when the current wait for the client began, in {@link System#nanoTime()}. */
    long waitingSince() {
        return waitingSince;
    }

    /** Returns whether the connection has waited for its client at least since the given time. */
    boolean waitsSince(long moment) {
        return deadline.get() != NONE && waitingSince - moment <= 0;
    }

    boolean isWriting() {
        return writing;
    }

    /** Returns whether the connection has been receiving a body at least since the given time. */
    boolean receivesSince(long moment) {
        return receiving && receivingSince - moment <= 0;
    }

    long receivingSince() {
        return receivingSince;
    }

    /** Ends the wait for the client if its deadline has passed. */
    void expireIfDue(long now) {
        long until = deadline.get();
        if (until != NONE && until != EXPIRED && until - now < 0 && deadline.compareAndSet(until, EXPIRED)) {
            giveUp();
        }
    }

    /**
     * Ends the wait for the client. The server can still send a response, unless it was waiting to write. Returns false
     * if there is no wait.
     */
    boolean expire() {
        return endWaiting() && giveUp();
    }

    /** Closes the connection if it waits for its client. Returns false if there is no wait. */
    boolean evict() {
        if (endWaiting()) {
            abort();
            return true;
        }
        return false;
    }

    private boolean endWaiting() {
        long until = deadline.get();
        return until != NONE && until != EXPIRED && deadline.compareAndSet(until, EXPIRED);
    }

    private boolean giveUp() {
        if (writing) {
            abort();
        } else {
            try {
                channel.shutdownInput();
            } catch (IOException e) {
                abort();
            }
        }
        return true;
    }

    /** Returns whether the connection has waited for the first byte of a request at least since the given time. */
    boolean isIdleSince(long moment) {
        return idle && waitsSince(moment);
    }

    /** Closes the connection and discards unsent data. */
    void abort() {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.log(Level.TRACE, "The connection is closed already", e);
        }
    }

    // Helidon's connection context.

    @Override
    public ListenerContext listenerContext() {
        return listener.context();
    }

    @Override
    public ExecutorService executor() {
        return listener.context().executor();
    }

    @Override
    public DataWriter dataWriter() {
        return this;
    }

    @Override
    public DataReader dataReader() {
        return reader;
    }

    @Override
    public Router router() {
        return listener.router();
    }

    @Override
    public PeerInfo remotePeer() {
        return remote;
    }

    @Override
    public PeerInfo localPeer() {
        return local;
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public String socketId() {
        return local.address().toString();
    }

    @Override
    public String childSocketId() {
        return remote.address().toString();
    }
}

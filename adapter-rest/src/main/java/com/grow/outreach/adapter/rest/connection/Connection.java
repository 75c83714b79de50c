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
 * A connection of a client. One thread handles it; others may end its waiting for the client.
 *
 * <p>What it waits for has a deadline, and {@link #expireIfDue} ends it. Then a read returns nothing more, so that the
 * client can still be told, and a write fails.
 */
public final class Connection implements ConnectionContext, DataWriter {

    /** The deadline of a connection that doesn't wait for its client. */
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

    /** When to give the client up, in {@link System#nanoTime()}; {@link #NONE} while it isn't waited for. */
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

    /** Handles requests until there are no more, and closes. */
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

    /** Leaves the client time to read what it was told before what it still sends makes its system forget that. */
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

    // Reading.

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

    /** Whether no request is read after the current one. */
    boolean isLast() {
        return last;
    }

    /** Whether the client was given up. */
    boolean isExpired() {
        return expired;
    }

    /**
     * Receives what comes next.
     *
     * @return false if nothing comes, since the client has sent all that it will or was given up
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

    // Answering.

    /** Called with the headers of a request when Helidon has read them. */
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

    /** Called with the headers of an answer before Helidon sends them. */
    void answered(ServerResponseHeaders headers) {
        receiving = false;
        if (requests.isHttp10() && headers.containsToken(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            // To such a client the answer ends where the connection does.
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
            // It would interrupt this thread while it reads a head; then it ends the connection by itself.
            if (http != null && routing) {
                http.close(false);
            }
        }
    }

    /** Has the connection of the current request closed after its answer. */
    public static void closeAfterAnswer() {
        if (CURRENT.isBound()) {
            CURRENT.get().last = true;
        }
    }

    /** Has something done once the answer to the current request begins to be sent; at once if there is no connection. */
    public static void whenAnswered(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().onAnswer = action;
        }
    }

    /** Whether there is memory for so many bytes of the body of the current request; makes room if there is not. */
    public static boolean hasMemory(long bytes) {
        return !CURRENT.isBound() || CURRENT.get().listener.hasMemoryForBody(bytes);
    }

    /** Takes memory for the body of the current request until its answer is sent; whether there was enough. */
    public static boolean takeMemory(long bytes) {
        return !CURRENT.isBound() || CURRENT.get().take(bytes);
    }

    /** Gives the memory for the body of the current request back. */
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
        // Both the content and a copy of it with its headers are kept until the client has taken it.
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

    // From other threads.

    /** When it began to wait for its client, in {@link System#nanoTime()}. */
    long waitingSince() {
        return waitingSince;
    }

    /** Whether it waits for its client and has done so since before a moment. */
    boolean waitsSince(long moment) {
        return deadline.get() != NONE && waitingSince - moment <= 0;
    }

    boolean isWriting() {
        return writing;
    }

    /** Whether it receives a body and has done so since before a moment. */
    boolean receivesSince(long moment) {
        return receiving && receivingSince - moment <= 0;
    }

    long receivingSince() {
        return receivingSince;
    }

    /** Gives the client up if its time is over. */
    void expireIfDue(long now) {
        long until = deadline.get();
        if (until != NONE && until != EXPIRED && until - now < 0 && deadline.compareAndSet(until, EXPIRED)) {
            giveUp();
        }
    }

    /** Gives the client up if it is waited for, and leaves it time to be told; whether it is waited for. */
    boolean expire() {
        return endWaiting() && giveUp();
    }

    /** Closes it if its client is waited for; whether it is. */
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

    /** Whether it waits for the first byte of a request and has done so since before a moment. */
    boolean isIdleSince(long moment) {
        return idle && waitsSince(moment);
    }

    /** Closes it and forgets what its client has not taken yet. */
    void abort() {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.log(Level.TRACE, "The connection is closed already", e);
        }
    }

    // The context of Helidon's connection.

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

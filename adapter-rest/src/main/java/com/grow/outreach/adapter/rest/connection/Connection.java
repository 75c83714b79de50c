package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
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
import io.helidon.webserver.spi.ServerConnection;
import io.helidon.webserver.spi.ServerConnectionSelector;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** A connection of a client, which one thread handles. It hands the requests to Helidon, one at a time. */
final class Connection implements ConnectionContext {

    private static final Logger LOG = System.getLogger(Connection.class.getName());

    private final ClientChannel channel;
    private final HttpListener listener;
    private final OpenConnections connections;
    private final Patience patience;
    private final RequestBytes requests;
    private final DataReader reader;
    private final ResponseBytes responses;
    private final BodyMemory memory;

    private volatile boolean idle;
    private volatile boolean last;
    private volatile long receivingSince;
    private volatile boolean receiving;
    private boolean routing;

    private @Nullable ServerConnection http;
    private volatile @Nullable Http2Connection http2;

    Connection(ClientChannel channel, HttpListener listener, OpenConnections connections) {
        this.channel = channel;
        this.listener = listener;
        this.connections = connections;
        this.patience = connections.patience();
        this.requests = new RequestBytes(this);
        this.reader = DataReader.create(requests);
        this.responses = new ResponseBytes(this, connections);
        this.memory = new BodyMemory(connections);
    }

    ClientChannel channel() {
        return channel;
    }

    /** Returns the waits for the client. */
    Waits waits() {
        var streams = http2;
        return streams == null ? channel : streams;
    }

    InetAddress peer() {
        return channel.remote().address().getAddress();
    }

    /** Handles requests until there are no more, then closes the connection. */
    void handle(ServerConnectionSelector protocol) {
        try (channel) {
            if (!(channel instanceof ClientSocket socket)) {
                handleRequests(protocol);
            } else if (negotiates(socket)) {
                if (socket.isHttp2()) {
                    handleStreams(socket, protocol);
                } else {
                    handleRequests(protocol);
                }
            }
            linger();
        } catch (IOException e) {
            LOG.log(Level.TRACE, "The client went away", e);
        }
    }

    private void handleRequests(ServerConnectionSelector protocol) {
        CurrentConnection.run(this, () -> serve(protocol));
        receiving = false;
    }

    private void handleStreams(ClientSocket socket, ServerConnectionSelector protocol) {
        var streams = new Http2Connection(
                socket, connections, stream -> new Connection(stream, listener, connections), protocol);
        http2 = streams;
        if (listener.isStopping()) {
            streams.announceEnd();
        }
        streams.run();
        last = true;
    }

    /**
     * Negotiates TLS if the listener requires it. Sends a response to a client that uses plain HTTP, and returns false.
     */
    private boolean negotiates(ClientSocket socket) throws IOException {
        var tls = listener.tls();
        if (tls == null) {
            return true;
        }
        idle = true;
        if (socket.negotiate(tls.certificate(), in(patience.headers()))) {
            return true;
        }
        last = true;
        socket.send(ByteBuffer.wrap(tls.plainRefusal()));
        return false;
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
            channel.discard(in(patience.linger()));
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

    // Writing responses.

    /** Handles the headers of a request after Helidon has parsed them. */
    void requested(Headers headers) {
        if (headers.containsToken(HeaderValues.CONNECTION_CLOSE)) {
            last = true;
        }
        responses.reset();
        requests.headWasRead(headers);
        routing = true;
        receivingSince = System.nanoTime();
        receiving = requests.hasUnread();
        last |= requests.isHttp10() || channel.hasOneRequest();
    }

    /** Adjusts the headers of a response before Helidon sends them. */
    void responding(ServerResponseHeaders headers) {
        receiving = false;
        if (requests.isHttp10() && headers.containsToken(HeaderValues.TRANSFER_ENCODING_CHUNKED)) {
            // For an HTTP/1.0 client, the end of the connection marks the end of the response.
            headers.remove(HeaderNames.TRANSFER_ENCODING);
            responses.removeChunks();
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

    void closeAfterResponse() {
        last = true;
    }

    ResponseBytes responses() {
        return responses;
    }

    BodyMemory memory() {
        return memory;
    }

    // Methods for other threads.

    /** Returns whether the connection has been receiving a body at least since the given time. */
    boolean receivesSince(long moment) {
        return receiving && receivingSince - moment <= 0;
    }

    long receivingSince() {
        return receivingSince;
    }

    /** Returns whether the connection has waited for the first byte of a request at least since the given time. */
    boolean isIdleSince(long moment) {
        return idle && waits().waitsSince(moment);
    }

    /** Asks the client to send no more requests on this connection, if it has a way to do so. */
    void announceEnd() {
        var streams = http2;
        if (streams != null) {
            streams.announceEnd();
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
        return responses;
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
        return channel.remote();
    }

    @Override
    public PeerInfo localPeer() {
        return channel.local();
    }

    @Override
    public boolean isSecure() {
        return channel.isSecure();
    }

    @Override
    public String socketId() {
        return channel.local().address().toString();
    }

    @Override
    public String childSocketId() {
        return channel.remote().address().toString();
    }
}

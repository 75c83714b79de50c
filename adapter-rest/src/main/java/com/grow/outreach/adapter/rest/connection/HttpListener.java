package com.grow.outreach.adapter.rest.connection;

import io.helidon.common.context.Context;
import io.helidon.http.Headers;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.http.media.MediaContext;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.ListenerConfig;
import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionListener;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/**
 * A listener that accepts connections and passes their requests to Helidon. It replaces Helidon's own listener, which
 * stops permanently after a failure to accept a connection, has no timeout for slow clients, and does not notify
 * clients when it stops.
 */
public final class HttpListener implements AutoCloseable {

    private static final Logger LOG = System.getLogger(HttpListener.class.getName());

    private static final int BACKLOG = 1024;

    /** The pause after a failure to accept a connection. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    /** The time that an idle connection stays open when the listener stops, in case a request is in transit. */
    private static final Duration QUIET = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofMillis(50);

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ConnectionLimits limits;
    private final Protocol protocol;
    private final Http1ConnectionSelector http;
    private final ListenerContext context;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private final MemoryBudget bodies = MemoryBudget.ofHeap(8);
    private final MemoryBudget answers = MemoryBudget.ofHeap(8);

    /** A future that completes when the listener no longer accepts connections. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final Thread acceptor;
    private final Thread clock;

    private volatile boolean stopping;
    private volatile boolean stopped;

    /**
     * The components that Helidon needs to handle requests.
     *
     * @param router routes the requests
     * @param http the settings of the HTTP parser
     * @param answers sees the headers of every response before they are sent
     * @param problems creates the responses to requests that can't be parsed
     * @param config the settings of the connections
     * @param refusal the response to clients beyond the limits
     */
    @SuppressWarnings("ArrayRecordComponent")
    public record Protocol(
            Router router,
            Http1Config.Builder http,
            Http1ConnectionListener answers,
            DirectHandlers problems,
            ListenerConfig config,
            byte[] refusal) {}

    private record HelidonContext(
            Context context,
            MediaContext mediaContext,
            ContentEncodingContext contentEncodingContext,
            DirectHandlers directHandlers,
            ListenerConfig config,
            ExecutorService executor)
            implements ListenerContext {}

    private HttpListener(ServerSocketChannel server, Selector selector, ConnectionLimits limits, Protocol protocol) {
        this.server = server;
        this.selector = selector;
        this.limits = limits;
        this.protocol = protocol;
        this.http = Http1ConnectionSelector.builder()
                .config(protocol.http()
                        .addReceiveListener(new Received())
                        .addSendListener(new Sent(protocol.answers()))
                        .build())
                .build();
        this.context = new HelidonContext(
                Context.create(),
                MediaContext.create(),
                ContentEncodingContext.create(),
                protocol.problems(),
                protocol.config(),
                threads);
        this.acceptor = Thread.ofPlatform().name("http-listener").unstarted(this::acceptUntilStopped);
        this.clock = Thread.ofPlatform().daemon().name("http-deadlines").unstarted(this::expireUntilStopped);
    }

    /** A listener that notifies a connection of its requests. */
    private static final class Received implements Http1ConnectionListener {

        @Override
        public void headers(ConnectionContext connection, Headers headers) {
            ((Connection) connection).requested(headers);
        }
    }

    /**
     * A listener that notifies a connection of its responses.
     *
     * @param next the listener to call afterwards, because Helidon calls none if there are two
     */
    private record Sent(Http1ConnectionListener next) implements Http1ConnectionListener {

        @Override
        public void headers(ConnectionContext connection, Headers headers) {
            next.headers(connection, headers);
            if (headers instanceof ServerResponseHeaders sent) {
                ((Connection) connection).answered(sent);
            }
        }
    }

    /**
     * Starts accepting connections.
     *
     * @throws UncheckedIOException if the server can't listen on the address
     */
    public static HttpListener start(InetSocketAddress address, ConnectionLimits limits, Protocol protocol) {
        try {
            var server = ServerSocketChannel.open();
            try {
                server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
                server.bind(address, BACKLOG);
                server.configureBlocking(false);
                var selector = Selector.open();
                server.register(selector, SelectionKey.OP_ACCEPT);
                protocol.router().beforeStart();
                var listener = new HttpListener(server, selector, limits, protocol);
                listener.acceptor.start();
                listener.clock.start();
                return listener;
            } catch (IOException e) {
                server.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Can't listen on " + address, e);
        }
    }

    /** Returns the port that the server listens on. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /**
     * Returns a future that completes when the listener no longer accepts connections. It completes exceptionally if
     * the reason is a failure and not a call to stop.
     */
    public CompletableFuture<Void> ended() {
        return ended;
    }

    ListenerContext context() {
        return context;
    }

    Router router() {
        return protocol.router();
    }

    boolean isStopping() {
        return stopping;
    }

    private void acceptUntilStopped() {
        try (selector;
                server) {
            boolean failing = false;
            while (!stopping) {
                selector.select();
                selector.selectedKeys().clear();
                try {
                    acceptAll();
                    failing = false;
                } catch (IOException e) {
                    if (!server.isOpen()) {
                        throw e;
                    }
                    if (!failing) {
                        LOG.log(Level.WARNING, "Can't accept connections: %s; trying again.".formatted(e.getMessage()));
                    }
                    failing = true;
                    makeRoom(connection -> true);
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
            }
            // Clients that have connected already still get a response.
            acceptAll();
            ended.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            if (stopping) {
                ended.complete(null);
            } else {
                ended.completeExceptionally(e);
            }
        }
    }

    private void acceptAll() throws IOException {
        for (var channel = server.accept(); channel != null; channel = server.accept()) {
            try {
                begin(channel);
            } catch (IOException e) {
                LOG.log(Level.TRACE, "The client went away", e);
                channel.close();
            }
        }
    }

    private void begin(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        var connection = new Connection(channel, this, limits.patience());
        if (!hasRoomFor(connection.peer())) {
            refuse(channel);
            return;
        }
        connections.add(connection);
        Thread.ofVirtual().name("http-connection").start(() -> {
            try {
                connection.handle(http);
            } finally {
                connections.remove(connection);
            }
        });
    }

    private boolean hasRoomFor(InetAddress peer) {
        int perPeer = peer.isLoopbackAddress() ? limits.perLoopbackPeer() : limits.perPeer();
        if (perPeer > 0) {
            Predicate<Connection> same = connection -> connection.peer().equals(peer);
            if (connections.stream().filter(same).count() >= perPeer && !makeRoom(same)) {
                return false;
            }
        }
        return connections.size() < limits.connections() || makeRoom(connection -> true);
    }

    boolean hasMemoryForBody(long bytes) {
        int units = bodies.units(bytes);
        boolean room = bodies.takeOrMakeRoom(units, this::makeRoomForBody);
        if (room) {
            bodies.giveBack(units);
        }
        return room;
    }

    /**
     * Reserves memory for a body. Returns the number of units to release, or a negative number if there is not enough.
     */
    int takeMemoryForBody(long bytes) {
        int units = bodies.units(bytes);
        return bodies.takeOrMakeRoom(units, this::makeRoomForBody) ? units : -1;
    }

    void giveBackMemoryForBody(int units) {
        bodies.giveBack(units);
    }

    /**
     * Reserves memory for a response. If there is not enough, closes the connection that has waited the longest for its
     * client to receive a response.
     */
    int takeMemoryForAnswer(long bytes) {
        int units = answers.units(bytes);
        if (!answers.takeOrMakeRoom(units, () -> makeRoom(Connection::isWriting))) {
            throw new UncheckedIOException(new IOException("There is no memory for the answer"));
        }
        return units;
    }

    void giveBackMemoryForAnswer(int units) {
        answers.giveBack(units);
    }

    /** Ends the wait for the client that has been sending a body for the longest time. */
    private boolean makeRoomForBody() {
        long latest = System.nanoTime() - limits.patience().evictable().toNanos();
        return connections.stream()
                .filter(connection -> connection.receivesSince(latest))
                .sorted(Comparator.comparingLong(connection -> connection.receivingSince() - latest))
                .anyMatch(Connection::expire);
    }

    /** Closes the connection that has waited for its client for the longest time. Returns false if there is none. */
    private boolean makeRoom(Predicate<Connection> among) {
        long latest = System.nanoTime() - limits.patience().evictable().toNanos();
        var longest = connections.stream()
                .filter(among)
                .filter(connection -> connection.waitsSince(latest))
                .sorted(Comparator.comparingLong(connection -> connection.waitingSince() - latest))
                .filter(Connection::evict)
                .findFirst();
        longest.ifPresent(connections::remove);
        return longest.isPresent();
    }

    private void refuse(SocketChannel channel) throws IOException {
        try (channel) {
            channel.configureBlocking(false);
            channel.write(ByteBuffer.wrap(protocol.refusal()));
            channel.shutdownOutput();
        }
    }

    private void expireUntilStopped() {
        while (!stopped) {
            long now = System.nanoTime();
            connections.forEach(connection -> connection.expireIfDue(now));
            LockSupport.parkNanos(TICK.toNanos());
        }
    }

    /**
     * Stops accepting connections, and returns when all requests that have arrived have a response, or when the time is
     * over. Idle connections stay open for a moment, because a request may be in transit.
     *
     * @param grace the time that requests have to finish
     */
    public void stop(Duration grace) {
        long start = System.nanoTime();
        stopping = true;
        selector.wakeup();
        try {
            ended.get(grace.toNanos(), TimeUnit.NANOSECONDS);
            while (!connections.isEmpty() && System.nanoTime() - start < grace.toNanos()) {
                long now = System.nanoTime();
                if (now - start > QUIET.toNanos()) {
                    connections.stream()
                            .filter(connection -> connection.isIdleSince(now - QUIET.toNanos()))
                            .forEach(Connection::expire);
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "It had ended before", e);
        }
        connections.forEach(Connection::abort);
        stopped = true;
        threads.shutdownNow();
        protocol.router().afterStop();
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}

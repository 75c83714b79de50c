package com.grow.outreach.adapter.rest.connection;

import io.helidon.webserver.ListenerContext;
import io.helidon.webserver.Router;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

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
    private final HttpProtocol protocol;
    private final Http1ConnectionSelector http;
    private final ListenerContext context;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final OpenConnections connections;

    /** A future that completes when the listener no longer accepts connections. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final Thread acceptor;
    private final Thread clock;

    private volatile boolean stopping;
    private volatile boolean stopped;

    private HttpListener(
            ServerSocketChannel server, Selector selector, ConnectionLimits limits, HttpProtocol protocol) {
        this.server = server;
        this.selector = selector;
        this.connections = new OpenConnections(limits);
        this.protocol = protocol;
        this.http = protocol.selector();
        this.context = protocol.context(threads);
        this.acceptor = Thread.ofPlatform().name("http-listener").unstarted(this::acceptUntilStopped);
        this.clock = Thread.ofPlatform().daemon().name("http-deadlines").unstarted(this::expireUntilStopped);
    }

    /**
     * Starts accepting connections.
     *
     * @throws UncheckedIOException if the server can't listen on the address
     */
    public static HttpListener start(InetSocketAddress address, ConnectionLimits limits, HttpProtocol protocol) {
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

    HttpProtocol.@Nullable Tls tls() {
        return protocol.tls();
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
                    connections.makeRoom();
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
        var connection =
                new Connection(new ClientSocket(channel, connections.patience().write()), this, connections);
        if (!connections.hasRoomFor(connection.peer())) {
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

    private void refuse(SocketChannel channel) throws IOException {
        try (channel) {
            if (protocol.tls() == null) {
                channel.configureBlocking(false);
                channel.write(ByteBuffer.wrap(protocol.refusal()));
                channel.shutdownOutput();
            }
        }
    }

    private void expireUntilStopped() {
        while (!stopped) {
            connections.expireDue();
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
        connections.announceEnd();
        selector.wakeup();
        try {
            ended.get(grace.toNanos(), TimeUnit.NANOSECONDS);
            while (!connections.isEmpty() && System.nanoTime() - start < grace.toNanos()) {
                long now = System.nanoTime();
                if (now - start > QUIET.toNanos()) {
                    connections.expireIdleSince(now - QUIET.toNanos());
                }
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "The listener had not stopped normally", e);
        }
        connections.abortAll();
        stopped = true;
        threads.shutdownNow();
        protocol.router().afterStop();
    }

    @Override
    public void close() {
        stop(Duration.ZERO);
    }
}

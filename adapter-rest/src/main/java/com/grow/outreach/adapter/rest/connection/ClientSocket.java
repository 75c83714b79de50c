package com.grow.outreach.adapter.rest.connection;

import io.helidon.webserver.ServerConnectionException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tlschannel.TlsChannel;

/**
 * The socket of a connection, with or without TLS. Each wait for the client has a deadline, which {@link #expireIfDue}
 * enforces. After the deadline, reads return no more bytes, so that the server can still send a response, and a blocked
 * write fails.
 *
 * <p>One thread reads and writes. Other threads can end its wait.
 */
final class ClientSocket implements AutoCloseable {

    /** The deadline of a socket that does not wait for its client. */
    static final long NONE = Long.MAX_VALUE;

    private static final long EXPIRED = Long.MIN_VALUE;

    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());

    private static final int DISCARD_BUFFER = 16 << 10;

    /** The first byte of a TLS connection. No HTTP request begins with it. */
    private static final byte TLS_HANDSHAKE = 22;

    private final SocketChannel channel;
    private final Peer local;
    private final Peer remote;
    private final long writeNanos;

    /** The bytes on the network, which are encrypted with TLS. */
    private final Wire network = new Wire();

    /** The decrypted bytes; null without TLS. */
    private @Nullable TlsChannel tls;

    /** The deadline of the reads of the current operation. */
    private long readDeadline;

    /** The deadline of the current wait, in {@link System#nanoTime()}; {@link #NONE} without a wait. */
    private final AtomicLong deadline = new AtomicLong(NONE);

    private volatile long waitingSince;
    private volatile boolean writing;
    private boolean expired;

    /**
     * Creates a socket without TLS.
     *
     * @param write the time in which a client must receive part of a response
     */
    ClientSocket(SocketChannel channel, Duration write) throws IOException {
        this.channel = channel;
        this.writeNanos = write.toNanos();
        this.local = Peer.of(channel.getLocalAddress());
        this.remote = Peer.of(channel.getRemoteAddress());
    }

    Peer local() {
        return local;
    }

    Peer remote() {
        return remote;
    }

    /** Returns whether the client has timed out. */
    boolean isExpired() {
        return expired;
    }

    /**
     * Receives the next bytes.
     *
     * @param until the deadline, in {@link System#nanoTime()}
     * @return false if the client has closed its side or has timed out
     */
    boolean receive(ByteBuffer buffer, long until) {
        try {
            return receive(tls == null ? network : tls, buffer, until);
        } catch (IOException e) {
            throw new ServerConnectionException("The client went away", e);
        }
    }

    private boolean receive(ByteChannel from, ByteBuffer buffer, long until) throws IOException {
        readDeadline = until;
        int read = from.read(buffer);
        return !expired && read > 0;
    }

    /**
     * Sends at least one byte.
     *
     * @throws UncheckedIOException if the client has gone away or has timed out
     */
    void send(ByteBuffer buffer) {
        try {
            (tls == null ? network : tls).write(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Negotiates TLS with the client.
     *
     * @param until the deadline, in {@link System#nanoTime()}
     * @return false if the client does not use TLS
     * @throws IOException if the client has gone away or has timed out, or if there is no agreement
     */
    boolean negotiate(TlsCertificate certificate, long until) throws IOException {
        var first = ByteBuffer.allocate(1);
        if (!receive(network, first, until)) {
            throw new EOFException("The client has sent nothing");
        }
        if (first.get(0) != TLS_HANDSHAKE) {
            return false;
        }
        network.unread(first.flip());
        tls = certificate.negotiate(network);
        return true;
    }

    /** Returns whether the connection uses TLS. */
    boolean isSecure() {
        return tls != null;
    }

    private void beginWait(long until) {
        waitingSince = System.nanoTime();
        deadline.set(until);
    }

    private void endWait() {
        if (deadline.getAndSet(NONE) == EXPIRED) {
            expired = true;
        }
    }

    void shutdownOutput() throws IOException {
        if (tls != null) {
            tls.shutdown();
        }
        channel.shutdownOutput();
    }

    /** Receives and discards bytes until the client has closed its side or the deadline has passed. */
    void discard(long until) throws IOException {
        var ignored = ByteBuffer.allocate(DISCARD_BUFFER);
        while (receive(network, ignored, until)) {
            ignored.clear();
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    // Methods for other threads.

    /** Returns when the current wait for the client began, in {@link System#nanoTime()}. */
    long waitingSince() {
        return waitingSince;
    }

    /** Returns whether the socket has waited for its client at least since the given time. */
    boolean waitsSince(long moment) {
        return deadline.get() != NONE && waitingSince - moment <= 0;
    }

    boolean isWriting() {
        return writing;
    }

    /** Ends the wait for the client if its deadline has passed. */
    void expireIfDue(long now) {
        long until = deadline.get();
        if (until - now < 0 && endWait(until)) {
            giveUp();
        }
    }

    /**
     * Ends the wait for the client. The server can still send a response, unless it was waiting to write. Returns false
     * if there is no wait.
     */
    boolean expire() {
        boolean ended = endWait(deadline.get());
        if (ended) {
            giveUp();
        }
        return ended;
    }

    /** Closes the socket if it waits for its client. Returns false if there is no wait. */
    boolean evict() {
        boolean ended = endWait(deadline.get());
        if (ended) {
            abort();
        }
        return ended;
    }

    private boolean endWait(long until) {
        return until != NONE && until != EXPIRED && deadline.compareAndSet(until, EXPIRED);
    }

    private void giveUp() {
        if (writing) {
            abort();
        } else {
            try {
                channel.shutdownInput();
            } catch (IOException e) {
                abort();
            }
        }
    }

    /** Closes the socket and discards unsent data. */
    void abort() {
        try (channel) {
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException e) {
            LOG.log(Level.TRACE, "The socket is closed already", e);
        }
    }

    /** The channel to the client. Each of its reads and writes is a wait for the client. */
    private final class Wire implements ByteChannel {

        private ByteBuffer unread = ByteBuffer.allocate(0);

        /** Makes bytes the next ones to read. */
        void unread(ByteBuffer bytes) {
            unread = bytes;
        }

        @Override
        public int read(ByteBuffer buffer) throws IOException {
            if (unread.hasRemaining()) {
                int size = unread.remaining();
                buffer.put(unread);
                return size;
            }
            beginWait(readDeadline);
            try {
                return channel.read(buffer);
            } finally {
                endWait();
            }
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            writing = true;
            beginWait(System.nanoTime() + writeNanos);
            try {
                return channel.write(buffer);
            } finally {
                endWait();
                writing = false;
            }
        }

        @Override
        public boolean isOpen() {
            return channel.isOpen();
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}

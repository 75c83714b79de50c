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
import org.jspecify.annotations.Nullable;
import tlschannel.TlsChannel;

/**
 * The socket of a connection, with or without TLS. Each wait for the client has a deadline, which {@link #expireIfDue}
 * enforces. After the deadline, reads return no more bytes, so that the server can still send a response, and a blocked
 * write fails.
 *
 * <p>At most one thread reads, and at most one writes. Other threads can end their waits.
 */
final class ClientSocket implements ClientChannel {

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

    private final Wait reading = new Wait();
    private final Wait writing = new Wait();

    private volatile boolean expired;

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

    @Override
    public Peer local() {
        return local;
    }

    @Override
    public Peer remote() {
        return remote;
    }

    @Override
    public boolean isExpired() {
        return expired;
    }

    @Override
    public boolean hasOneRequest() {
        return false;
    }

    @Override
    public boolean receive(ByteBuffer buffer, long until) {
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

    @Override
    public void send(ByteBuffer buffer) {
        try {
            if ((tls == null ? network : tls).write(buffer) == 0) {
                throw new EOFException("The client has ended TLS");
            }
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

    @Override
    public boolean isSecure() {
        return tls != null;
    }

    /** Returns whether the client has chosen HTTP/2. */
    boolean isHttp2() {
        return tls != null && TlsCertificate.HTTP_2.equals(tls.getSslEngine().getApplicationProtocol());
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (tls != null) {
            tls.shutdown();
        }
        channel.shutdownOutput();
    }

    @Override
    public void discard(long until) throws IOException {
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

    @Override
    public long waitingSince() {
        return writing.isActive() ? writing.since() : reading.since();
    }

    @Override
    public boolean waitsSince(long moment) {
        return writing.hasLastedSince(moment) || reading.hasLastedSince(moment);
    }

    @Override
    public boolean isWriting() {
        return writing.isActive();
    }

    @Override
    public void expireIfDue(long now) {
        if (writing.endIfDue(now)) {
            abort();
        } else if (reading.endIfDue(now)) {
            endInput();
        }
    }

    @Override
    public boolean expire() {
        if (writing.endEarly()) {
            abort();
            return true;
        }
        boolean ended = reading.endEarly();
        if (ended) {
            endInput();
        }
        return ended;
    }

    @Override
    public boolean evict() {
        boolean ended = writing.endEarly() || reading.endEarly();
        if (ended) {
            abort();
        }
        return ended;
    }

    /** Ends the input. The server can still send. */
    void endInput() {
        try {
            channel.shutdownInput();
        } catch (IOException e) {
            abort();
        }
    }

    @Override
    public void abort() {
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
            reading.begin(readDeadline);
            try {
                return channel.read(buffer);
            } finally {
                if (reading.end()) {
                    expired = true;
                }
            }
        }

        @Override
        public int write(ByteBuffer buffer) throws IOException {
            writing.begin(System.nanoTime() + writeNanos);
            try {
                return channel.write(buffer);
            } finally {
                if (writing.end()) {
                    expired = true;
                }
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

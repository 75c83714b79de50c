package com.grow.outreach.adapter.rest.connection;

import io.helidon.webserver.ServerConnectionException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The socket of a connection. Each wait for the client has a deadline, which {@link #expireIfDue} enforces. After the
 * deadline, reads return no more bytes, so that the server can still send a response, and a blocked write fails.
 *
 * <p>One thread reads and writes. Other threads can end its wait.
 */
final class ClientSocket implements AutoCloseable {

    /** The deadline of a socket that does not wait for its client. */
    static final long NONE = Long.MAX_VALUE;

    private static final long EXPIRED = Long.MIN_VALUE;

    private static final Logger LOG = System.getLogger(ClientSocket.class.getName());

    private static final int DISCARD_BUFFER = 16 << 10;

    private final SocketChannel channel;
    private final Peer local;
    private final Peer remote;

    /** The deadline of the current wait, in {@link System#nanoTime()}; {@link #NONE} without a wait. */
    private final AtomicLong deadline = new AtomicLong(NONE);

    private volatile long waitingSince;
    private volatile boolean writing;
    private boolean expired;

    ClientSocket(SocketChannel channel) throws IOException {
        this.channel = channel;
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
        beginWait(until);
        int read;
        try {
            read = channel.read(buffer);
        } catch (IOException e) {
            throw new ServerConnectionException("The client went away", e);
        } finally {
            endWait();
        }
        return !expired && read > 0;
    }

    /**
     * Sends at least one byte.
     *
     * @param until the deadline, in {@link System#nanoTime()}
     * @throws UncheckedIOException if the client has gone away or has timed out
     */
    void send(ByteBuffer buffer, long until) {
        writing = true;
        beginWait(until);
        try {
            channel.write(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            endWait();
            writing = false;
        }
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
        channel.shutdownOutput();
    }

    /** Receives and discards bytes until the client has closed its side or the deadline has passed. */
    void discard(long until) {
        var ignored = ByteBuffer.allocate(DISCARD_BUFFER);
        while (receive(ignored, until)) {
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
}

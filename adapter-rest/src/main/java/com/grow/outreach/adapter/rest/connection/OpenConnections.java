package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The open connections of a listener. It limits their number and the memory of their requests and responses. At a
 * limit, it closes the connection that has waited for its client for the longest time.
 */
final class OpenConnections {

    private final ConnectionLimits limits;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** The streams of HTTP/2 connections. */
    private final Set<Connection> streams = ConcurrentHashMap.newKeySet();

    private final Map<InetAddress, Integer> streamsPerPeer = new ConcurrentHashMap<>();
    private final MemoryBudget bodies = MemoryBudget.ofHeap(8);
    private final MemoryBudget windows = MemoryBudget.ofHeap(16);
    private final MemoryBudget responses = MemoryBudget.ofHeap(8);

    OpenConnections(ConnectionLimits limits) {
        this.limits = limits;
    }

    Patience patience() {
        return limits.patience();
    }

    void add(Connection connection) {
        connections.add(connection);
    }

    void remove(Connection connection) {
        connections.remove(connection);
    }

    /** Adds a stream of an HTTP/2 connection. Returns false if the limits do not allow one more of this address. */
    boolean addStream(Connection stream) {
        var peer = stream.peer();
        int perPeer = limits.of(peer);
        int open = streamsPerPeer.merge(peer, 1, Integer::sum);
        streams.add(stream);
        if (perPeer > 0 && open > perPeer || streams.size() > limits.connections()) {
            removeStream(stream);
            return false;
        }
        return true;
    }

    void removeStream(Connection stream) {
        streams.remove(stream);
        streamsPerPeer.computeIfPresent(stream.peer(), (peer, open) -> open == 1 ? null : open - 1);
    }

    boolean isEmpty() {
        return connections.isEmpty();
    }

    /** Returns whether the limits allow one more connection of this address. */
    boolean hasRoomFor(InetAddress peer) {
        int perPeer = limits.of(peer);
        if (perPeer > 0) {
            Predicate<Connection> same = connection -> connection.peer().equals(peer);
            if (connections.stream().filter(same).count() >= perPeer
                    && !makeRoom(connections.stream().filter(same))) {
                return false;
            }
        }
        return connections.size() < limits.connections() || makeRoom();
    }

    boolean hasMemoryForBody(long bytes) {
        int units = takeMemoryForBody(bytes);
        if (units >= 0) {
            bodies.giveBack(units);
        }
        return units >= 0;
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
     *
     * @return the number of units to release
     */
    int takeMemoryForResponse(long bytes) {
        int units = responses.units(bytes);
        if (!responses.takeOrMakeRoom(
                units,
                () -> makeRoom(Stream.concat(connections.stream(), streams.stream())
                        .filter(connection -> connection.waits().isWriting())))) {
            throw new UncheckedIOException(new IOException("There is not enough memory for the response"));
        }
        return units;
    }

    /**
     * Reserves memory for content that clients of HTTP/2 may send before the server reads it. Returns the number of
     * units to release, or 0 if there is not enough.
     */
    int takeMemoryForWindow(long bytes) {
        int units = windows.units(bytes);
        return windows.take(units, 0) ? units : 0;
    }

    void giveBackMemoryForWindow(int units) {
        windows.giveBack(units);
    }

    void giveBackMemoryForResponse(int units) {
        responses.giveBack(units);
    }

    /** Ends the wait for the client that has been sending a body for the longest time. */
    private boolean makeRoomForBody() {
        long latest = latestEvictable();
        return Stream.concat(connections.stream(), streams.stream())
                .filter(connection -> connection.receivesSince(latest))
                .sorted(Comparator.comparingLong(connection -> connection.receivingSince() - latest))
                .anyMatch(connection -> connection.waits().expire());
    }

    /** Closes the connection that has waited for its client for the longest time. Returns false if there is none. */
    boolean makeRoom() {
        return makeRoom(connections.stream());
    }

    private boolean makeRoom(Stream<Connection> among) {
        long latest = latestEvictable();
        var longest = among.filter(connection -> connection.waits().waitsSince(latest))
                .sorted(Comparator.comparingLong(
                        connection -> connection.waits().waitingSince() - latest))
                .filter(connection -> connection.waits().evict())
                .findFirst();
        longest.ifPresent(connections::remove);
        return longest.isPresent();
    }

    private long latestEvictable() {
        return System.nanoTime() - limits.patience().evictable().toNanos();
    }

    /** Ends the waits whose deadline has passed. */
    void expireDue() {
        long now = System.nanoTime();
        connections.forEach(connection -> connection.waits().expireIfDue(now));
    }

    /** Ends the waits for a next request that last at least since the given time. */
    void expireIdleSince(long moment) {
        connections.stream()
                .filter(connection -> connection.isIdleSince(moment))
                .forEach(connection -> connection.waits().expire());
    }

    /** Asks the clients to send no more requests, if their connections have a way to do so. */
    void announceEnd() {
        connections.forEach(Connection::announceEnd);
    }

    void abortAll() {
        connections.forEach(connection -> connection.waits().abort());
    }
}

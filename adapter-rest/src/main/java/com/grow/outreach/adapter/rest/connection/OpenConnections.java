package com.grow.outreach.adapter.rest.connection;

import com.grow.outreach.adapter.rest.connection.ConnectionLimits.Patience;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The open connections of a listener. It limits their number and the memory of their requests and responses. At a
 * limit, it closes the connection that has waited for its client for the longest time.
 */
final class OpenConnections {

    private final ConnectionLimits limits;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final MemoryBudget bodies = MemoryBudget.ofHeap(8);
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

    boolean isEmpty() {
        return connections.isEmpty();
    }

    /** Returns whether the limits allow one more connection of this address. */
    boolean hasRoomFor(InetAddress peer) {
        int perPeer = limits.of(peer);
        if (perPeer > 0) {
            Predicate<Connection> same = connection -> connection.peer().equals(peer);
            if (connections.stream().filter(same).count() >= perPeer && !makeRoom(same)) {
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
                units, () -> makeRoom(connection -> connection.socket().isWriting()))) {
            throw new UncheckedIOException(new IOException("There is not enough memory for the response"));
        }
        return units;
    }

    void giveBackMemoryForResponse(int units) {
        responses.giveBack(units);
    }

    /** Ends the wait for the client that has been sending a body for the longest time. */
    private boolean makeRoomForBody() {
        long latest = latestEvictable();
        return connections.stream()
                .filter(connection -> connection.receivesSince(latest))
                .sorted(Comparator.comparingLong(connection -> connection.receivingSince() - latest))
                .anyMatch(connection -> connection.socket().expire());
    }

    /** Closes the connection that has waited for its client for the longest time. Returns false if there is none. */
    boolean makeRoom() {
        return makeRoom(connection -> true);
    }

    private boolean makeRoom(Predicate<Connection> among) {
        long latest = latestEvictable();
        var longest = connections.stream()
                .filter(among)
                .filter(connection -> connection.socket().waitsSince(latest))
                .sorted(Comparator.comparingLong(
                        connection -> connection.socket().waitingSince() - latest))
                .filter(connection -> connection.socket().evict())
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
        connections.forEach(connection -> connection.socket().expireIfDue(now));
    }

    /** Ends the waits for a next request that last at least since the given time. */
    void expireIdleSince(long moment) {
        connections.stream()
                .filter(connection -> connection.isIdleSince(moment))
                .forEach(connection -> connection.socket().expire());
    }

    void abortAll() {
        connections.forEach(connection -> connection.socket().abort());
    }
}

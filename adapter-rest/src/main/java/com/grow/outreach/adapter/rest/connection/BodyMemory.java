package com.grow.outreach.adapter.rest.connection;

/** The memory for the body of the current request of a connection. */
final class BodyMemory {

    private final OpenConnections connections;
    private int taken;

    BodyMemory(OpenConnections connections) {
        this.connections = connections;
    }

    /** Returns whether there is memory for this number of bytes. */
    boolean has(long bytes) {
        return connections.hasMemoryForBody(bytes);
    }

    /** Reserves memory. Returns false if there is not enough. */
    boolean take(long bytes) {
        int units = connections.takeMemoryForBody(bytes);
        taken += Math.max(0, units);
        return units >= 0;
    }

    /** Releases all of the reserved memory. */
    void giveBack() {
        connections.giveBackMemoryForBody(taken);
        taken = 0;
    }
}

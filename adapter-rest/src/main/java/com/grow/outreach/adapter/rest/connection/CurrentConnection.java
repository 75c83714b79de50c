package com.grow.outreach.adapter.rest.connection;

import java.util.function.Predicate;

/** The connection of the request that the current thread handles. Outside a connection, nothing is limited. */
public final class CurrentConnection {

    private static final ScopedValue<Connection> CURRENT = ScopedValue.newInstance();

    private CurrentConnection() {}

    /** Runs an action whose thread handles the requests of the connection. */
    static void run(Connection connection, Runnable action) {
        ScopedValue.where(CURRENT, connection).run(action);
    }

    /** Returns whether the connection uses TLS. */
    public static boolean isSecure() {
        return CURRENT.isBound() && CURRENT.get().isSecure();
    }

    /** Closes the connection after the response to the current request. */
    public static void closeAfterResponse() {
        if (CURRENT.isBound()) {
            CURRENT.get().closeAfterResponse();
        }
    }

    /**
     * Registers an action that runs when the first byte of the current response is about to be sent. Does nothing
     * outside a connection.
     */
    public static void whenResponseBegins(Runnable action) {
        if (CURRENT.isBound()) {
            CURRENT.get().responses().whenBegun(action);
        }
    }

    /**
     * Returns whether there is memory for this number of bytes of the body of the current request. Disconnects slow
     * clients if there is not.
     */
    public static boolean hasMemory(long bytes) {
        return unlimitedOr(connection -> connection.memory().has(bytes));
    }

    /**
     * Reserves memory for the body of the current request until its response is sent. Returns false if there is not
     * enough.
     */
    public static boolean takeMemory(long bytes) {
        return unlimitedOr(connection -> connection.memory().take(bytes));
    }

    private static boolean unlimitedOr(Predicate<Connection> limit) {
        return !CURRENT.isBound() || limit.test(CURRENT.get());
    }

    /** Releases the memory for the body of the current request. */
    public static void giveBackMemory() {
        if (CURRENT.isBound()) {
            CURRENT.get().memory().giveBack();
        }
    }
}

package com.grow.outreach.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Concurrent clients, one per thread. */
final class Clients {

    private Clients() {}

    /** The requests of one client. */
    @FunctionalInterface
    interface Client {
        void run(int number) throws Exception;
    }

    /** Starts the clients at the same moment, and waits for all of them. Fails if one fails. */
    static void runConcurrently(int count, Client client) throws Exception {
        var ready = new CyclicBarrier(count);
        var clients = IntStream.range(0, count)
                .<Callable<Void>>mapToObj(number -> () -> {
                    ready.await();
                    client.run(number);
                    return null;
                })
                .toList();
        try (var threads = Executors.newFixedThreadPool(count)) {
            for (var result : threads.invokeAll(clients)) {
                result.get();
            }
        }
    }
}

package com.grow.outreach.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Clients at once, each on a thread of its own. */
final class Clients {

    private Clients() {}

    /** What one of them does. */
    @FunctionalInterface
    interface Client {
        void run(int number) throws Exception;
    }

    /** Runs as many as that, none before all are ready; returns when all are done, and fails if one fails. */
    static void atOnce(int count, Client client) throws Exception {
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

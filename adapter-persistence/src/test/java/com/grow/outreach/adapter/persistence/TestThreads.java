package com.grow.outreach.adapter.persistence;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Threads for concurrent calls. */
final class TestThreads implements AutoCloseable {

    private final ExecutorService executor = Executors.newCachedThreadPool();

    /** Starts a call on another thread. */
    <T> Future<T> submit(Callable<T> call) {
        return executor.submit(call);
    }

    /** Runs each call on its own thread. All calls start together. */
    <T> List<T> runTogether(List<Callable<T>> calls) throws Exception {
        var start = new CyclicBarrier(calls.size());
        var results = new ArrayList<T>();
        for (var result : executor.invokeAll(calls.stream()
                .<Callable<T>>map(call -> () -> {
                    start.await();
                    return call.call();
                })
                .toList())) {
            results.add(result.get());
        }
        return results;
    }

    @Override
    public void close() {
        executor.close();
    }
}

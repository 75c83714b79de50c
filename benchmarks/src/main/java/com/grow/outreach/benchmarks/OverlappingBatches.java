package com.grow.outreach.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Concurrent batches over the same outreaches in different orders. None may fail, and nothing may be counted twice. */
final class OverlappingBatches implements Part {

    private static final int ROUNDS = 1_000;
    private static final int THREADS = 32;
    private static final int OUTREACHES = 80;

    @Override
    public void measure(Target target) throws Exception {
        var statuses = new ConcurrentHashMap<Integer, LongAdder>();
        var succeeded = new AtomicInteger();
        var wrong = new AtomicInteger();
        try (var sample = OutreachSample.of(target, OUTREACHES, 1);
                var sql = target.sql()) {
            var deadlocks = "select deadlocks from pg_stat_database where datname = current_database()";
            long before = sql.number(deadlocks);
            // Between rounds, nothing writes: every outreach must have moved and been counted once.
            var round = new CyclicBarrier(THREADS, () -> {
                try {
                    int moved = sample.restore();
                    if (moved != sample.ids().size() || succeeded.getAndSet(0) != moved) {
                        wrong.incrementAndGet();
                    }
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            Clients.runConcurrently(THREADS, client -> {
                var random = new Random(client);
                try (var http = target.http()) {
                    for (int i = 0; i < ROUNDS; i++) {
                        var ids = new ArrayList<>(sample.ids());
                        // Each client leaves out others, so that each outreach is in most batches.
                        Collections.rotate(ids, client);
                        ids.subList(0, OUTREACHES / 8).clear();
                        Collections.shuffle(ids, random);
                        var answer = http.startEnrichment(ids);
                        statuses.computeIfAbsent(answer.status(), status -> new LongAdder())
                                .increment();
                        if (answer.status() == 200) {
                            succeeded.addAndGet((int) answer.number("success_count"));
                        }
                        round.await();
                    }
                }
            });
            System.out.printf(
                    "%n### Overlapping batches: %d rounds, %d threads, %d outreaches%n%n", ROUNDS, THREADS, OUTREACHES);
            System.out.printf("| | |%n|---|---|%n");
            System.out.printf("| answers by status | %s |%n", counts(statuses));
            System.out.printf("| deadlocks | %d |%n", sql.number(deadlocks) - before);
            System.out.printf("| rounds in which an outreach moved or counted twice or never | %d |%n", wrong.get());
        }
        TotalsCheck.print(target);
    }

    static Map<Integer, Long> counts(Map<Integer, LongAdder> statuses) {
        var counts = new HashMap<Integer, Long>();
        statuses.forEach((status, count) -> counts.put(status, count.sum()));
        return counts;
    }
}

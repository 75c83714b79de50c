package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The largest pages, single reads and the largest batches, concurrently for a minute, on 512 MiB of heap. */
final class FullLoad implements Part {

    private static final int SECONDS = 60;
    private static final int PAGES = 16;
    private static final int SINGLES = 4;
    private static final int BATCHES = 4;
    private static final int BATCH = 10_000;

    private static final List<String> FILTERS = List.of("", "status=ready", "channel=email", "owner=usr_1");

    private final ConcurrentHashMap<String, LongAdder> answers = new ConcurrentHashMap<>();

    @Override
    public void measure(Target target) throws Exception {
        var samples = new ArrayList<OutreachSample>();
        for (int i = 0; i < BATCHES; i++) {
            samples.add(OutreachSample.of(target, BATCH, i, BATCHES, i));
        }
        long end = System.nanoTime() + SECONDS * 1_000_000_000L;
        Clients.runConcurrently(PAGES + SINGLES + BATCHES, client -> {
            var random = new Random(client);
            try (var http = target.http()) {
                while (System.nanoTime() < end) {
                    if (client < PAGES) {
                        page(http, target, random);
                    } else if (client < PAGES + SINGLES) {
                        note("one", http.get("/api/outreaches/out_" + (1 + random.nextLong(target.outreaches()))));
                    } else {
                        batches(http, samples.get(client - PAGES - SINGLES), random);
                    }
                }
            }
        });
        for (var each : samples) {
            each.close();
        }
        System.out.printf(
                "%n### Full load for %d s: %d connections for pages of 500, %d for single reads, %d for batches of %,d%n%n",
                SECONDS, PAGES, SINGLES, BATCHES, BATCH);
        System.out.printf("| | answers |%n|---|---|%n");
        answers.entrySet().stream()
                .map(each ->
                        "| %s | %,d |".formatted(each.getKey(), each.getValue().sum()))
                .sorted()
                .forEach(System.out::println);
        System.out.printf("%nHeap: %s.%n", target.heap());
        TotalsCheck.print(target);
    }

    /** Requests a page: half of them near the top, the others anywhere. */
    private void page(HttpConnection http, Target target, Random random) throws IOException {
        var sorts = DeepPages.SORTS;
        long pages = random.nextBoolean() ? 5 : target.outreaches() / 500;
        note(
                "page",
                http.get("/api/outreaches?per=500&page=%d&sort=%s&%s"
                        .formatted(
                                1 + random.nextLong(pages),
                                sorts.get(random.nextInt(sorts.size())),
                                FILTERS.get(random.nextInt(FILTERS.size())))));
    }

    /** Sends a batch that moves all, one that is refused for each outreach, and one that assigns all. */
    private void batches(HttpConnection http, OutreachSample sample, Random random) throws Exception {
        var ids = sample.ids();
        note("batch that moves", http.startEnrichment(ids));
        note("batch that is refused", http.startEnrichment(ids));
        note("batch that assigns", http.assign("seq_" + (1 + random.nextInt(8)), ids));
        sample.restore();
    }

    private void note(String what, HttpConnection.Answer answer) {
        answers.computeIfAbsent(what + ", " + answer.status(), each -> new LongAdder())
                .increment();
    }
}

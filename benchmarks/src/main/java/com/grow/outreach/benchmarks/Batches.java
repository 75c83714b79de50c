package com.grow.outreach.benchmarks;

import java.sql.SQLException;
import java.util.List;

/**
 * Compares {@code batch_start_enrichment} of ten thousand outreaches over HTTP with bare SQL that locks, updates and writes the
 * history alike, and with single requests. Each round gives both sides fresh outreaches, then swaps them. The side that
 * begins alternates.
 */
final class Batches implements Part {

    private static final int BATCH = 10_000;
    private static final int SINGLES = 500;
    private static final int WARM_UP = 2;
    private static final int ROUNDS = 5;

    @Override
    public void measure(Target target) throws Exception {
        var bare = new Ratios();
        var singles = new Ratios();
        int size = 0;
        for (int round = 1 - WARM_UP; round <= ROUNDS; round++) {
            try (var sample = OutreachSample.of(target, 2 * BATCH + SINGLES, WARM_UP + round);
                    var http = target.http();
                    var sql = target.sql()) {
                var ids = sample.ids();
                size = (ids.size() - SINGLES) / 2;
                var some = ids.subList(0, size);
                var others = ids.subList(size, 2 * size);
                var few = ids.subList(2 * size, 2 * size + SINGLES);
                sql.execute("checkpoint");
                double[] fresh = times(http, some, sql, others, round % 2 == 0);
                double rows = Ratios.time(() -> {
                    for (var id : few) {
                        http.patch("/api/outreaches/%s/start_enrichment".formatted(id), "")
                                .ok();
                    }
                });
                sample.restore();
                sql.execute("checkpoint");
                double[] again = times(http, others, sql, some, round % 2 != 0);
                if (round > 0) {
                    System.out.printf(
                            "  round %d: fresh %.0f ms over HTTP, %.0f by bare SQL; again %.0f, %.0f; a single one %.2f%n",
                            round,
                            fresh[0] / 1e6,
                            fresh[1] / 1e6,
                            again[0] / 1e6,
                            again[1] / 1e6,
                            rows / few.size() / 1e6);
                    bare.add("fresh outreaches", fresh[1] / fresh[0]);
                    bare.add("the same outreaches again", again[1] / again[0]);
                    singles.add("single requests", rows / few.size() * size / fresh[0]);
                }
            }
        }
        try (var sql = target.sql()) {
            sql.execute("vacuum outreaches, outreach_transitions");
        }
        bare.print("`batch_start_enrichment` of %,d by bare SQL".formatted(size), "rate of HTTP / bare SQL");
        singles.print("`batch_start_enrichment` of %,d one by one".formatted(size), "rate of the batch / one by one");
    }

    private static double[] times(
            HttpConnection http, List<String> some, Sql sql, List<String> others, boolean bareFirst) throws Exception {
        double[] times = new double[2];
        if (bareFirst) {
            times[1] = Ratios.time(() -> startEnrichment(sql, others));
        }
        times[0] = Ratios.time(() -> http.startEnrichment(some).ok());
        if (!bareFirst) {
            times[1] = Ratios.time(() -> startEnrichment(sql, others));
        }
        return times;
    }

    private static void startEnrichment(Sql sql, List<String> ids) throws SQLException {
        sql.connection().setAutoCommit(false);
        sql.execute("select id from outreaches where public_id = any(?) order by id for no key update", ids);
        sql.execute("""
                with moved as (
                  update outreaches set current_state = 'enrichment', last_sort_key = last_sort_key + 10
                  where public_id = any(?) returning id, last_sort_key
                )
                insert into outreach_transitions (outreach_id, sort_key, from_state, to_state, created_at)
                select id, last_sort_key, 'ready', 'enrichment', now() from moved
                """, ids);
        sql.connection().commit();
        sql.connection().setAutoCommit(true);
    }
}

package com.grow.outreach.benchmarks;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * The cost of maintaining the counts during a transition of one outreach: the same statements with the triggers on and off, in
 * turns, by one client and by many. Writes without triggers are also restored without triggers.
 */
final class SingleWrites implements Part {

    private static final int ROUNDS = 5;
    private static final int OUTREACHES = 8_000;
    private static final int CLIENTS = 16;

    @Override
    public void measure(Target target) throws Exception {
        var ratios = new Ratios();
        try (var sample = OutreachSample.of(target, OUTREACHES, 1);
                var sql = target.sql()) {
            for (int round = 0; round <= ROUNDS; round++) {
                for (int clients : new int[] {1, CLIENTS}) {
                    var ids =
                            clients == 1 ? sample.ids().subList(0, sample.ids().size() / 4) : sample.ids();
                    boolean countedFirst = round % 2 == 0;
                    double first = time(target, sample, sql, ids, clients, countedFirst);
                    double second = time(target, sample, sql, ids, clients, !countedFirst);
                    double counted = countedFirst ? first : second;
                    double uncounted = countedFirst ? second : first;
                    // The first round is the warm-up.
                    if (round > 0) {
                        System.out.printf(
                                "  round %d, %d at once: %.0f µs a write with the counts, %.0f without%n",
                                round, clients, counted / ids.size() / 1e3, uncounted / ids.size() / 1e3);
                        ratios.add(clients + " at once", counted / uncounted);
                    }
                }
            }
            sql.execute("vacuum outreaches, outreach_transitions");
        }
        ratios.print("A transition of one outreach in plain SQL", "time with / without the counts");
        TotalsCheck.print(target);
    }

    private static double time(
            Target target, OutreachSample sample, Sql sql, List<String> ids, int clients, boolean counted)
            throws Exception {
        if (!counted) {
            sql.execute("alter table outreaches disable trigger user");
        }
        try {
            return Ratios.time(() -> Clients.runConcurrently(clients, client -> {
                int share = ids.size() / clients;
                move(target, ids.subList(client * share, (client + 1) * share));
            }));
        } finally {
            sample.restore();
            sql.execute("alter table outreaches enable trigger user");
        }
    }

    private static void move(Target target, List<String> ids) throws SQLException {
        try (var sql = target.sql();
                var lock = sql.connection().prepareStatement("""
                        select id, last_sort_key + 10 from outreaches where public_id = ? for no key update
                        """);
                var update = sql.connection().prepareStatement("""
                        update outreaches set current_state = 'enrichment', last_sort_key = ? where id = ?
                        """);
                var insert = sql.connection().prepareStatement("""
                        insert into outreach_transitions (sort_key, outreach_id, from_state, to_state, created_at)
                        values (?, ?, 'ready', 'enrichment', now())
                        """)) {
            sql.connection().setAutoCommit(false);
            for (var id : ids) {
                lock.setString(1, id);
                try (var row = lock.executeQuery()) {
                    row.next();
                    for (PreparedStatement write : List.of(update, insert)) {
                        write.setInt(1, row.getInt(2));
                        write.setLong(2, row.getLong(1));
                    }
                }
                update.executeUpdate();
                insert.executeUpdate();
                sql.connection().commit();
            }
        }
    }
}

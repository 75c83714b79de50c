package com.grow.outreach.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random ready outreaches. A benchmark changes them, and {@link #restore} restores them with their histories. */
final class OutreachSample implements AutoCloseable {

    private static final String RESTORE = """
            with back as (
              update outreaches
              set current_state = 'ready', last_sort_key = sample.last_sort_key, sequence_id = sample.sequence_id
              from sample
              where outreaches.id = sample.id
                and (outreaches.last_sort_key, outreaches.sequence_id)
                  is distinct from (sample.last_sort_key, sample.sequence_id)
              returning outreaches.id, outreaches.last_sort_key
            )
            delete from outreach_transitions using back
            where outreach_id = back.id and sort_key > back.last_sort_key
            """;

    private final Sql sql;
    private final List<String> ids;

    private OutreachSample(Sql sql, List<String> ids) {
        this.sql = sql;
        this.ids = ids;
    }

    static OutreachSample of(Target target, int size, int seed) throws SQLException {
        return of(target, size, seed, 1, 0);
    }

    /** Takes a sample from one of several slices of all outreaches, so that samples of different slices are disjoint. */
    static OutreachSample of(Target target, int size, int seed, int slices, int slice) throws SQLException {
        var sql = target.sql();
        sql.execute("select setseed(%s)".formatted(seed / 1_000.0));
        // Two fifths of the outreaches are ready.
        sql.execute("""
                create temporary table sample as
                select id, public_id, last_sort_key, sequence_id
                from (
                  select distinct %1$d * floor(random() * %2$d / %1$d)::bigint + %3$d + 1 as id
                  from generate_series(1, 4 * %4$d)
                ) drawn
                join outreaches using (id)
                where current_state = 'ready'
                limit %4$d
                """.formatted(slices, target.outreaches(), slice, size));
        sql.execute("create unique index on sample (id)");
        sql.execute("analyze sample");
        var ids = new ArrayList<>(sql.texts("select public_id from sample order by id"));
        Collections.shuffle(ids, new Random(seed));
        return new OutreachSample(sql, ids);
    }

    /** Returns the ids in random order. */
    List<String> ids() {
        return ids;
    }

    /** Restores the outreaches. Returns the number of transitions that it deleted. */
    int restore() throws SQLException {
        // A trigger rejects deletes from the history.
        sql.execute("begin; alter table outreach_transitions disable trigger append_only");
        int moved = sql.change(RESTORE);
        sql.execute("alter table outreach_transitions enable trigger append_only; commit");
        return moved;
    }

    @Override
    public void close() throws SQLException {
        try (sql) {
            restore();
        }
    }
}

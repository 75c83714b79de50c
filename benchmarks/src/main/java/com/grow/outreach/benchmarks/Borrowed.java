package com.grow.outreach.benchmarks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Outreaches picked at random that are ready, to be changed and then put back as they were, histories included. */
final class Borrowed implements AutoCloseable {

    private static final String AS_THEY_WERE = """
            with back as (
              update outreaches
              set current_state = 'ready', last_sort_key = borrowed.last_sort_key, sequence_id = borrowed.sequence_id
              from borrowed
              where outreaches.id = borrowed.id
                and (outreaches.last_sort_key, outreaches.sequence_id)
                  is distinct from (borrowed.last_sort_key, borrowed.sequence_id)
              returning outreaches.id, outreaches.last_sort_key
            )
            delete from outreach_transitions using back
            where outreach_id = back.id and sort_key > back.last_sort_key
            """;

    private final Sql sql;
    private final List<String> ids;

    private Borrowed(Sql sql, List<String> ids) {
        this.sql = sql;
        this.ids = ids;
    }

    static Borrowed of(Target target, int size, int seed) throws SQLException {
        return of(target, size, seed, 1, 0);
    }

    /** From one of several slices of all outreaches, so that what is borrowed from another slice is something else. */
    static Borrowed of(Target target, int size, int seed, int slices, int slice) throws SQLException {
        var sql = target.sql();
        sql.execute("select setseed(%s)".formatted(seed / 1_000.0));
        // Two in five are ready.
        sql.execute("""
                create temporary table borrowed as
                select id, public_id, last_sort_key, sequence_id
                from (
                  select distinct %1$d * floor(random() * %2$d / %1$d)::bigint + %3$d + 1 as id
                  from generate_series(1, 4 * %4$d)
                ) drawn
                join outreaches using (id)
                where current_state = 'ready'
                limit %4$d
                """.formatted(slices, target.outreaches(), slice, size));
        sql.execute("create unique index on borrowed (id)");
        sql.execute("analyze borrowed");
        var ids = new ArrayList<>(sql.texts("select public_id from borrowed order by id"));
        Collections.shuffle(ids, new Random(seed));
        return new Borrowed(sql, ids);
    }

    /** Their ids, in no order. */
    List<String> ids() {
        return ids;
    }

    /** Puts them back as they were; how many transitions they had made. */
    int giveBack() throws SQLException {
        // A history is append-only for everybody else.
        sql.execute("begin; alter table outreach_transitions disable trigger append_only");
        int moved = sql.change(AS_THEY_WERE);
        sql.execute("alter table outreach_transitions enable trigger append_only; commit");
        return moved;
    }

    @Override
    public void close() throws SQLException {
        try (sql) {
            giveBack();
        }
    }
}

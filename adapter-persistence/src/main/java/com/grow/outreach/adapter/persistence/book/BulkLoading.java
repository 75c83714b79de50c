package com.grow.outreach.adapter.persistence.book;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

/**
 * Drops indexes and constraints and disables triggers while empty tables are filled. Restores them in the same transaction,
 * which checks the constraints once. If the feed may have followers, publishes one event that makes them read everything
 * again.
 */
final class BulkLoading {

    /** The tables with triggers that update counts and publish events. */
    private static final List<String> WATCHED =
            List.of("users", "companies", "people", "sequences", "outreaches", "outreach_transitions");

    private final DSLContext dsl;
    private final List<String> restore;

    private BulkLoading(DSLContext dsl, List<String> restore) {
        this.dsl = dsl;
        this.restore = restore;
    }

    static BulkLoading begin(DSLContext dsl) {
        var constraints = dsl.fetch("""
                select
                  format('alter table %s drop constraint %I', conrelid::regclass, conname),
                  format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                from pg_constraint
                where connamespace = current_schema()::regnamespace
                  and contype in ('f', 'u', 'p')
                  and array[conrelid, confrelid] && array[
                    'users'::regclass, 'companies'::regclass, 'people'::regclass, 'sequences'::regclass,
                    'outreaches'::regclass, 'outreach_transitions'::regclass]::oid[]
                -- Foreign keys are dropped before the keys that they refer to, and restored after them.
                order by contype = 'f' desc, conrelid, conname
                """);
        var indexes = dsl.fetch("""
                select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
                from pg_index
                where indrelid in (
                    'users'::regclass, 'companies'::regclass, 'people'::regclass, 'sequences'::regclass,
                    'outreaches'::regclass, 'outreach_transitions'::regclass)
                  and not exists (select from pg_constraint where conindid = indexrelid)
                order by indexrelid
                """);
        constraints.forEach(row -> dsl.execute(row.get(0, String.class)));
        indexes.forEach(row -> dsl.execute(row.get(0, String.class)));
        WATCHED.forEach(table -> dsl.execute("alter table %s disable trigger user".formatted(table)));
        var restore = new ArrayList<>(indexes.getValues(1, String.class));
        restore.addAll(constraints.getValues(1, String.class).reversed());
        return new BulkLoading(dsl, restore);
    }

    void end() {
        dsl.execute("set local maintenance_work_mem = '256MB'");
        restore.forEach(dsl::execute);
        WATCHED.forEach(table -> dsl.execute("alter table %s enable trigger user".formatted(table)));
        dsl.execute("select recount_outreaches()");
        dsl.execute("select recount_rows()");
        dsl.execute("select recount_names()");
        dsl.execute("select recount_insights()");
        // Without an incarnation, nobody has followed the feed.
        dsl.execute("""
                insert into events (type, at)
                select 'reset', clock_timestamp() from event_feed where incarnation is not null
                """);
    }
}

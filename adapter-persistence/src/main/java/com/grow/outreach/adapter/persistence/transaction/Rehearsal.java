package com.grow.outreach.adapter.persistence.transaction;

import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.Select;
import org.jooq.SelectForUpdateStep;

/**
 * A copy of the directory and the outreaches for the rest of a transaction. Temporary views replace the tables. They
 * show the stored rows and the changes of the transaction, which are in temporary tables. No other transaction waits
 * for a lock.
 */
public record Rehearsal(DSLContext dsl) {

    private static final String ACTIVE = "rehearsal";

    private static final String BEGIN = """
            do $rehearsal$
            declare
              name text;
              stored text;
              changed text;
              columns text;
              written text;
              written_of_new text;
              keyed boolean;
              written_default record;
            begin
              foreach name in array array['users', 'companies', 'people', 'sequences', 'outreaches', 'outreach_transitions']
              loop
                stored := format('%I.%I', current_schema(), name);
                changed := 'rehearsed_' || name;
                select
                  string_agg(quote_ident(attname), ', ' order by attnum),
                  string_agg(quote_ident(attname), ', ' order by attnum) filter (where attgenerated = ''),
                  string_agg('new.' || quote_ident(attname), ', ' order by attnum) filter (where attgenerated = ''),
                  bool_or(attname = 'id')
                into columns, written, written_of_new, keyed
                from pg_attribute
                where attrelid = stored::regclass and attnum > 0 and not attisdropped;
                execute format(
                  'create temporary table %I (like %s including generated including indexes) on commit drop',
                  changed, stored);
                -- The condition is outside of the union and no join, so that each side is looked up by its own indexes.
                execute format(
                  'create temporary view %I as select %s'
                    ' from (select %s, false as rehearsed from %s union all select %s, true from %I) both_of_them'
                    ' where rehearsed or %s',
                  name, columns, columns, stored, columns, changed,
                  case when keyed
                    then format('(select count(*) from %I changed where changed.id = both_of_them.id) = 0', changed)
                    else 'true'
                  end);
                for written_default in
                  select attname, coalesce(
                    pg_get_expr(adbin, adrelid),
                    format('nextval(%L)', pg_get_serial_sequence(stored, attname))) as expression
                  from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
                  where attrelid = stored::regclass and attnum > 0 and not attisdropped and attgenerated = ''
                    and (atthasdef or attidentity <> '')
                loop
                  execute format(
                    'alter view %I alter column %I set default %s',
                    name, written_default.attname, written_default.expression);
                end loop;
                execute format(
                  $function$
                    create or replace function pg_temp.rehearse_%1$s() returns trigger language plpgsql as $body$
                    begin
                      if tg_op = 'UPDATE' then
                        delete from %2$I where id = old.id;
                      end if;
                      insert into %2$I (%3$s) values (%4$s);
                      return new;
                    end
                    $body$
                  $function$, name, changed, written, written_of_new);
                execute format(
                  'create trigger rehearse instead of insert or update on %I for each row'
                    ' execute function pg_temp.rehearse_%s()',
                  name, name);
              end loop;
            end
            $rehearsal$
            """;

    /** Starts a rehearsal in the current transaction. */
    public void begin() {
        dsl.execute(BEGIN);
        dsl.data(ACTIVE, true);
    }

    /** Locks rows for a change; in a rehearsal, only reads them. */
    public static <R extends Record> Select<R> forNoKeyUpdate(SelectForUpdateStep<R> rows, DSLContext dsl) {
        return isIn(dsl) ? rows : rows.forNoKeyUpdate();
    }

    /** Locks rows for new references to them; in a rehearsal, only reads them. */
    public static <R extends Record> Select<R> forKeyShare(SelectForUpdateStep<R> rows, DSLContext dsl) {
        return isIn(dsl) ? rows : rows.forKeyShare();
    }

    private static boolean isIn(DSLContext dsl) {
        return dsl.data(ACTIVE) != null;
    }
}

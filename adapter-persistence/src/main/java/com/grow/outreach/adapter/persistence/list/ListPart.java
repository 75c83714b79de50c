package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.castNull;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.when;
import static org.jooq.impl.DSL.with;

import java.time.Instant;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record5;
import org.jooq.Select;
import org.jooq.SortOrder;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;

/** A part of a list. All its rows come before the rows of the next part. */
sealed interface ListPart {

    /** The columns of the rows of a part: the sort keys, and the key that finds the outreach. */
    Name PART = name("part");

    Name NAME = name("name");
    Name KEY = name("named");
    Name CREATED_AT = name("created_at");
    Name ID = name("id");

    /**
     * Returns the query for the first rows of this part.
     *
     * @param position the index of the part in the list
     * @param limit the maximum number of rows
     */
    Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit);

    /** Rows sorted by a time, which an index returns in this order. */
    record Timed(Narrowing narrowing, TimeOrder order) implements ListPart {

        @Override
        public Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit) {
            var rows = new FirstRows(narrowing, order, limit).query().asTable("rows");
            return select(
                            inline(position).as(PART),
                            castNull(COMPANIES.NAME).as(NAME),
                            key(requireNonNull(rows.field(TimeOrder.MOMENT, Instant.class)))
                                    .as(KEY),
                            rows.field(OUTREACHES.CREATED_AT),
                            rows.field(OUTREACHES.ID))
                    .from(rows);
        }

        /** Returns the time in microseconds, by which the page is sorted in the direction of the list. */
        private Field<Long> key(Field<Instant> moment) {
            return order.equals(TimeOrder.NEWEST)
                    ? castNull(SQLDataType.BIGINT)
                    : field("(extract(epoch from {0}) * 1000000)::bigint", SQLDataType.BIGINT, moment);
        }
    }

    /** Returns rows sorted by creation time, newest first. */
    static ListPart newest(Narrowing narrowing) {
        return new Timed(narrowing, TimeOrder.NEWEST);
    }

    /**
     * Rows sorted by the name that they refer to. PostgreSQL reads the names in order, and for each name its rows.
     *
     * @param names the table with the names
     * @param direction the direction of the sort
     * @param among the condition for the names to read
     * @param narrowed the rows that refer to a key for which a test holds
     */
    record Walk(NamedTable names, SortOrder direction, Condition among, Function<Narrowing.Test, Narrowing> narrowed)
            implements ListPart {

        @Override
        public Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit) {
            var narrowing = narrowed.apply(reference -> reference.eq(names.key()));
            var rows = new FirstRows(narrowing, TimeOrder.NEWEST, limit).query().asTable("rows");
            var createdAt = requireNonNull(rows.field(OUTREACHES.CREATED_AT));
            var id = requireNonNull(rows.field(OUTREACHES.ID));
            var walk = select(
                            inline(position).as(PART),
                            names.name().as(NAME),
                            names.key().as(KEY),
                            createdAt,
                            id)
                    .from(names.key().getTable())
                    .crossJoin(lateral(rows))
                    .where(among)
                    .orderBy(names.name().sort(direction), names.key().sort(direction), createdAt.desc(), id)
                    .limit(limit)
                    .asTable("walk");
            return select(
                            walk.field(PART, Integer.class),
                            walk.field(NAME, String.class),
                            walk.field(KEY, Long.class),
                            walk.field(createdAt),
                            walk.field(id))
                    .from(walk);
        }

        /** Returns this walk with one more condition for the names. */
        Walk among(Condition condition) {
            return new Walk(names, direction, among.and(condition), narrowed);
        }
    }

    /** Few rows sorted by the name that they refer to, rows without one last. PostgreSQL reads and sorts all of them. */
    record Sorted(NamedTable names, SortOrder direction, Narrowing narrowing) implements ListPart {

        @Override
        public Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit) {
            var matching = name("matching");
            var reference = field(name("matching", "reference"), SQLDataType.BIGINT);
            var createdAt = field(name("matching", "created_at"), OUTREACHES.CREATED_AT.getDataType());
            var id = field(name("matching", "id"), SQLDataType.BIGINT);
            var sorted = with(matching)
                    .asMaterialized(select(
                                    OUTREACHES.ID,
                                    OUTREACHES.CREATED_AT,
                                    names.reference().as("reference"))
                            .from(OUTREACHES)
                            .where(narrowing.where()))
                    .select(
                            when(reference.isNull(), inline(position + 1))
                                    .otherwise(inline(position))
                                    .as(PART),
                            names.name().as(NAME),
                            names.key().as(KEY),
                            createdAt.as(CREATED_AT),
                            id.as(ID))
                    .from(matching)
                    .leftJoin(names.key().getTable())
                    .on(names.key().eq(reference))
                    .orderBy(
                            reference.isNull(),
                            names.name().sort(direction),
                            names.key().sort(direction),
                            createdAt.desc(),
                            id)
                    .limit(limit)
                    .asTable("sorted");
            return select(
                            sorted.field(PART, Integer.class),
                            sorted.field(NAME, String.class),
                            sorted.field(KEY, Long.class),
                            sorted.field(CREATED_AT, Instant.class),
                            sorted.field(ID, Long.class))
                    .from(sorted);
        }
    }

    /**
     * A table with the names that a list is sorted by.
     *
     * @param key its key
     * @param name its column with the name
     * @param reference the column of {@code outreaches} that refers to the key
     */
    record NamedTable(TableField<?, Long> key, TableField<?, String> name, TableField<?, Long> reference) {}
}

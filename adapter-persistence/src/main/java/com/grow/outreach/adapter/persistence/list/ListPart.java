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

/** A part of a list: rows that come one after another, before those of the next part. */
sealed interface ListPart {

    /** The columns of a part's rows: enough to order the rows of a page and to find them. */
    Name PART = name("part");

    Name NAME = name("name");
    Name BEARER = name("bearer");
    Name CREATED_AT = name("created_at");
    Name ID = name("id");

    /**
     * The first rows of the part in its order.
     *
     * @param position where the part stands in the list
     * @param limit how many rows
     */
    Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit);

    /** Rows newest first, read from an index in that order. */
    record Newest(Narrowing narrowing) implements ListPart {

        @Override
        public Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit) {
            var rows = narrowing.newest(limit).asTable("rows");
            return select(
                            inline(position).as(PART),
                            castNull(COMPANIES.NAME).as(NAME),
                            castNull(SQLDataType.BIGINT).as(BEARER),
                            rows.field(OUTREACHES.CREATED_AT),
                            rows.field(OUTREACHES.ID))
                    .from(rows);
        }
    }

    /**
     * Rows by the name of what they refer to: walks those who bear the names in their order and takes each one's rows.
     *
     * @param bearers who bears the names
     * @param direction which way round
     * @param among which of the bearers to walk
     * @param narrowed the rows of bearers that pass a test
     */
    record Walk(NamedTable bearers, SortOrder direction, Condition among, Function<Narrowing.Test, Narrowing> narrowed)
            implements ListPart {

        @Override
        public Select<Record5<Integer, String, Long, Instant, Long>> first(int position, Field<Long> limit) {
            var rows = narrowed.apply(reference -> reference.eq(bearers.key()))
                    .newest(limit)
                    .asTable("rows");
            var createdAt = requireNonNull(rows.field(OUTREACHES.CREATED_AT));
            var id = requireNonNull(rows.field(OUTREACHES.ID));
            var walk = select(
                            inline(position).as(PART),
                            bearers.name().as(NAME),
                            bearers.key().as(BEARER),
                            createdAt,
                            id)
                    .from(bearers.key().getTable())
                    .crossJoin(lateral(rows))
                    .where(among)
                    .orderBy(bearers.name().sort(direction), bearers.key().sort(direction), createdAt.desc(), id)
                    .limit(limit)
                    .asTable("walk");
            return select(
                            walk.field(PART, Integer.class),
                            walk.field(NAME, String.class),
                            walk.field(BEARER, Long.class),
                            walk.field(createdAt),
                            walk.field(id))
                    .from(walk);
        }

        /** The same walk, of bearers that pass one more test. */
        Walk among(Condition condition) {
            return new Walk(bearers, direction, among.and(condition), narrowed);
        }
    }

    /** Few rows by the name of what they refer to, those that refer to nothing last: reads them all and sorts them. */
    record Sorted(NamedTable bearers, SortOrder direction, Narrowing narrowing) implements ListPart {

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
                                    bearers.reference().as("reference"))
                            .from(OUTREACHES)
                            .where(narrowing.where()))
                    .select(
                            when(reference.isNull(), inline(position + 1))
                                    .otherwise(inline(position))
                                    .as(PART),
                            bearers.name().as(NAME),
                            bearers.key().as(BEARER),
                            createdAt.as(CREATED_AT),
                            id.as(ID))
                    .from(matching)
                    .leftJoin(bearers.key().getTable())
                    .on(bearers.key().eq(reference))
                    .orderBy(
                            reference.isNull(),
                            bearers.name().sort(direction),
                            bearers.key().sort(direction),
                            createdAt.desc(),
                            id)
                    .limit(limit)
                    .asTable("sorted");
            return select(
                            sorted.field(PART, Integer.class),
                            sorted.field(NAME, String.class),
                            sorted.field(BEARER, Long.class),
                            sorted.field(CREATED_AT, Instant.class),
                            sorted.field(ID, Long.class))
                    .from(sorted);
        }
    }

    /**
     * Those who bear the names that a list is sorted by.
     *
     * @param key their key
     * @param name their name
     * @param reference what refers to them in {@code outreaches}
     */
    record NamedTable(TableField<?, Long> key, TableField<?, String> name, TableField<?, Long> reference) {}
}

package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ROW_COUNTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Id;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectConditionStep;
import org.jooq.SelectFieldOrAsterisk;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A filtered and sorted list of companies, people, sequences or users.
 *
 * <p>The list counts its rows first, because the number decides the plan. It finds few rows by the filter and sorts them.
 * It reads many rows from an index in their order until the page is full. So the estimates of PostgreSQL don't matter,
 * and neither rare nor frequent matches are slow.
 *
 * @param rows the table and how to read it
 * @param where the conditions, all of which must hold; empty for all rows
 * @param words the words that the index of name parts can search for, or null for none
 * @param order the complete order
 * @param walk a query for the keys of the first rows, if no index of the table has the order; otherwise null
 * @param counted the number of rows that meet the conditions if a counter has it; otherwise null
 */
public record DirectoryList<T>(
        Rows<T> rows,
        List<Condition> where,
        @Nullable WordsOfName words,
        List<? extends OrderField<?>> order,
        @Nullable Function<Long, Select<Record1<Long>>> walk,
        @Nullable Field<Long> counted) {

    /** The number of rows up to which sorting is faster than reading in order, measured in a table of a million rows. */
    public static final long FEW = 10_000;

    /** The multiple of {@link #FEW} rows to read in order before all matching rows are sorted instead. */
    private static final long SOON = 10;

    private static final Field<Boolean> MATCHES = field(name("matches"), SQLDataType.BOOLEAN);

    /**
     * A table of the directory and how to read it.
     *
     * @param key the primary key
     * @param publicId the column with the id of the API
     * @param createdAt the column with the creation time
     * @param with the table with the joins that the columns and orders need
     * @param columns the columns to read
     * @param read the mapping of a record
     * @param visible the condition for the rows that exist for the caller
     */
    public record Rows<T>(
            TableField<?, Long> key,
            TableField<?, String> publicId,
            TableField<?, Instant> createdAt,
            Table<?> with,
            List<? extends SelectFieldOrAsterisk> columns,
            Function<Record, T> read,
            Condition visible) {

        public Rows(
                TableField<?, Long> key,
                TableField<?, String> publicId,
                TableField<?, Instant> createdAt,
                Table<?> with,
                List<? extends SelectFieldOrAsterisk> columns,
                Function<Record, T> read) {
            this(key, publicId, createdAt, with, columns, read, noCondition());
        }

        /** Returns this table with only the rows that meet a condition. */
        public Rows<T> within(Condition condition) {
            return new Rows<>(key, publicId, createdAt, with, columns, read, condition);
        }

        /** Returns a row with a key-share lock: no other transaction can delete it or change columns that outreaches copy. */
        public Optional<T> find(Id id, DSLContext dsl) {
            return read(keyOf(id, dsl).forKeyShare(), dsl);
        }

        /** Returns a row with an update lock: no other transaction can change it, delete it or insert references to it. */
        public Optional<T> lock(Id id, DSLContext dsl) {
            return read(keyOf(id, dsl).forUpdate(), dsl);
        }

        private SelectConditionStep<Record1<Long>> keyOf(Id id, DSLContext dsl) {
            return dsl.select(key)
                    .from(key.getTable())
                    .where(publicId.eq(id.value()))
                    .and(visible);
        }

        /** Reads in a second statement, which sees the changes for which the lock waited. */
        private Optional<T> read(ResultQuery<Record1<Long>> locked, DSLContext dsl) {
            return locked.fetchOptional(key)
                    .flatMap(present -> dsl.select(columns)
                            .from(with)
                            .where(key.eq(present))
                            .and(visible)
                            .fetchOptional(read::apply));
        }

        /** Returns the key of an existing row. */
        public long key(Id id, DSLContext dsl) {
            return keyOf(id, dsl).fetchSingle(key);
        }

        /** Inserts a row. Returns false if the id exists. */
        public boolean create(Id id, Record row, Instant at, DSLContext dsl) {
            row.set(publicId, id.value());
            row.set(createdAt, at);
            return dsl.insertInto(key.getTable()).set(row).onConflictDoNothing().execute() == 1;
        }

        /** Updates a row. */
        public void save(Id id, Record row, DSLContext dsl) {
            dsl.update(key.getTable())
                    .set(row)
                    .where(publicId.eq(id.value()))
                    .and(visible)
                    .execute();
        }

        /** Deletes a row. */
        public void delete(Id id, DSLContext dsl) {
            dsl.deleteFrom(key.getTable())
                    .where(publicId.eq(id.value()))
                    .and(visible)
                    .execute();
        }

        /** Returns the rows with these ids, without those that do not exist. */
        public <I extends Id> Map<I, T> findAll(Collection<I> ids, Function<T, I> id, DSLContext dsl) {
            var texts = ids.stream().map(Id::value).toList();
            return dsl
                    .select(columns)
                    .from(with)
                    .where(publicId.eq(any(val(texts, SQLDataType.VARCHAR.array()))))
                    .and(visible)
                    .fetch(read::apply)
                    .stream()
                    .collect(Collectors.toMap(id, Function.identity()));
        }
    }

    /** Returns a list whose order an index of its table has. */
    public static <T> DirectoryList<T> inOrderOfAnIndex(
            Rows<T> rows, List<Condition> where, @Nullable WordsOfName words, List<? extends OrderField<?>> order) {
        return new DirectoryList<>(rows, where, words, order, null, null);
    }

    /** Returns this list with a counter of its rows. */
    public DirectoryList<T> countedBy(Field<Long> counter) {
        return new DirectoryList<>(rows, where, words, order, walk, counter);
    }

    /** Returns a list that can be filtered only by name. */
    public static <T> DirectoryList<T> ofNamed(
            Rows<T> rows, NamedQuery query, Field<String> name, List<OrderField<?>> newestFirst) {
        List<Condition> where =
                query.name() == null ? List.of() : List.of(TextConditions.containsWords(name, query.name()));
        return inOrderOfAnIndex(rows, where, null, byName(query.sort(), name, newestFirst));
    }

    /** Returns the order of a list with names. */
    public static List<OrderField<?>> byName(NameSort sort, Field<String> name, List<OrderField<?>> newestFirst) {
        return switch (sort) {
            case NEWEST_FIRST -> newestFirst;
            case NAME_ASC ->
                Stream.concat(Stream.of(name.asc()), newestFirst.stream()).toList();
            case NAME_DESC ->
                Stream.concat(Stream.of(name.desc()), newestFirst.stream()).toList();
        };
    }

    /**
     * Returns a page and the total, both from one snapshot.
     *
     * @param few the number of rows up to which to sort all of them
     */
    public Page<T> page(PageRequest request, DSLContext dsl, long few) {
        var planned = dsl.configuration().derive(new PlannedForItsValues());
        return PostgresTransaction.snapshot(DSL.using(planned), snapshot -> {
            var known = words == null ? WordsOfName.Known.NOTHING : words.known(snapshot);
            var quickest = words != null && known.rare() ? whereInIndex(words, snapshot) : where;
            long totalCount = isTotal(known)
                    ? known.atMost()
                    : snapshot.select(total(quickest)).fetchSingle().value1();
            if (request.offset() >= totalCount) {
                return new Page<>(List.of(), request, totalCount);
            }
            if (totalCount <= few) {
                return new Page<>(items(request, sorted(quickest), snapshot), request, totalCount);
            }
            var items = items(request, known.rare() ? manySoon(request, SOON * few) : many(request), snapshot);
            // All names with the words can be late in the order of the names, beyond the rows that were read.
            boolean isWhole = items.size() == Math.min(request.size(), totalCount - request.offset());
            return new Page<>(isWhole ? items : items(request, sorted(quickest), snapshot), request, totalCount);
        });
    }

    private List<Condition> whereInIndex(WordsOfName words, DSLContext snapshot) {
        // If a bitmap does not fit into work_mem, PostgreSQL rechecks all rows of its blocks, which takes minutes.
        snapshot.execute("set local work_mem = '64MB'");
        return Stream.concat(where.stream(), Stream.of(words.inIndex())).toList();
    }

    private boolean isTotal(WordsOfName.Known known) {
        return known.atMost() == 0 || known.exactly() && where.size() == 1;
    }

    private Field<Long> total(List<Condition> conditions) {
        if (counted != null) {
            return counted;
        }
        var table = rows.key().getTable();
        return conditions.isEmpty()
                ? field(select(coalesce(sum(ROW_COUNTS.N), inline(0)).cast(SQLDataType.BIGINT))
                        .from(ROW_COUNTS)
                        .where(ROW_COUNTS.TABLE_NAME.eq(table.getName())))
                : field(selectCount().from(table).where(conditions)).cast(SQLDataType.BIGINT);
    }

    private Select<Record1<Long>> many(PageRequest request) {
        long limit = request.offset() + request.size();
        return walk == null
                ? select(rows.key())
                        .from(rows.key().getTable())
                        .where(where)
                        .orderBy(order)
                        .limit(inline(limit))
                : walk.apply(limit);
    }

    /** Returns the first matches among the first rows of the whole table. */
    private Select<Record1<Long>> manySoon(PageRequest request, long ofAll) {
        if (walk != null) {
            return many(request);
        }
        var soon = select(rows.key(), field(DSL.and(where)).as(MATCHES))
                .from(rows.key().getTable())
                .orderBy(order)
                .limit(inline(ofAll))
                .asTable("soon");
        return select(soon.field(rows.key()))
                .from(soon)
                .where(soon.field(MATCHES))
                .limit(inline(request.offset() + request.size()));
    }

    private List<T> items(PageRequest request, Select<Record1<Long>> first, DSLContext snapshot) {
        var keys = first.asTable("first");
        var page = select(keys.field(rows.key()))
                .from(keys)
                .limit(inline((long) request.size()))
                .offset(inline(request.offset()))
                .asTable("page");
        return snapshot.select(rows.columns())
                .from(page)
                .join(rows.with())
                .on(rows.key().eq(page.field(rows.key())))
                .orderBy(order)
                .fetch(rows.read()::apply);
    }

    private Select<Record1<Long>> sorted(List<Condition> conditions) {
        // As an array, so that PostgreSQL finds all rows before it sorts, instead of relying on the limit.
        var matching = array(select(rows.key()).from(rows.key().getTable()).where(conditions));
        return select(rows.key())
                .from(rows.with())
                .where(rows.key().eq(any(matching)))
                .orderBy(order);
    }
}

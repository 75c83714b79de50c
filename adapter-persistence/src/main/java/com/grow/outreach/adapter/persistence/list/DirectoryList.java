package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ROW_COUNTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.function;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.application.query.NameSort;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Folding;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.TextField;
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
 * A filtered and sorted list of companies, people, sequences or users. It is counted first, since how to read it best
 * depends on how many rows it has: few are found by the filter and sorted, many are read in their order from an index
 * until the page is full. So neither a filter that leaves next to nothing nor one that leaves next to all is slow, and
 * PostgreSQL need not guess which it is.
 *
 * @param rows which rows it is made of
 * @param where what the rows have to meet, all of it; empty for all rows
 * @param part what of this is a part of a name that an index has; null if nothing is
 * @param order the whole order
 * @param walk the keys of that many first rows, where no index of the table has the order; null where one has
 */
public record DirectoryList<T>(
        Rows<T> rows,
        List<Condition> where,
        @Nullable PartOfName part,
        List<? extends OrderField<?>> order,
        @Nullable Function<Long, Select<Record1<Long>>> walk) {

    /** Up to how many rows it is cheaper to sort them all than to look for them in an order, among a million. */
    public static final long FEW = 10_000;

    /** The multiple of {@link #FEW} rows to read in order before all matching rows are sorted instead. */
    private static final long SOON = 10;

    private static final int TRIGRAM = 3;

    private static final Field<Boolean> MATCHES = field(name("matches"), SQLDataType.BOOLEAN);

    /** The collation of all names, by which addresses are brought to lower case, too. */
    private static final String COLLATION = "und-x-icu";

    /**
     * What a list is made of.
     *
     * @param key the key of the table
     * @param publicId the id of the API
     * @param createdAt when it was created
     * @param with the table, joined to what columns and orders need beside it
     * @param columns what to read of it
     * @param read how to read it
     */
    public record Rows<T>(
            TableField<?, Long> key,
            TableField<?, String> publicId,
            TableField<?, Instant> createdAt,
            Table<?> with,
            List<? extends SelectFieldOrAsterisk> columns,
            Function<Record, T> read) {

        /** One as it is; nobody deletes it, nor changes what outreaches repeat of it, until the transaction ends. */
        public Optional<T> find(Id id, DSLContext dsl) {
            return read(keyOf(id, dsl).forKeyShare(), dsl);
        }

        /** One as it is; nobody changes it, deletes it or begins to refer to it until the transaction ends. */
        public Optional<T> lock(Id id, DSLContext dsl) {
            return read(keyOf(id, dsl).forUpdate(), dsl);
        }

        private SelectConditionStep<Record1<Long>> keyOf(Id id, DSLContext dsl) {
            return dsl.select(key).from(key.getTable()).where(publicId.eq(id.value()));
        }

        /** Reads in a statement of its own, since that sees what the lock waited for. */
        private Optional<T> read(ResultQuery<Record1<Long>> locked, DSLContext dsl) {
            return locked.fetchOptional(key)
                    .map(present -> dsl.select(columns)
                            .from(with)
                            .where(key.eq(present))
                            .fetchSingle(read::apply));
        }

        /** The key of one that exists. */
        public long key(Id id, DSLContext dsl) {
            return keyOf(id, dsl).fetchSingle(key);
        }

        /** Stores a new one with the values of a row; false if the id is taken. */
        public boolean create(Id id, Record row, Instant at, DSLContext dsl) {
            row.set(publicId, id.value());
            row.set(createdAt, at);
            return dsl.insertInto(key.getTable()).set(row).onConflictDoNothing().execute() == 1;
        }

        public void save(Id id, Record row, DSLContext dsl) {
            dsl.update(key.getTable()).set(row).where(publicId.eq(id.value())).execute();
        }

        public void delete(Id id, DSLContext dsl) {
            dsl.deleteFrom(key.getTable()).where(publicId.eq(id.value())).execute();
        }

        /** Returns the existing ones among these ids. */
        public <I extends Id> Map<I, T> findAll(Collection<I> ids, Function<T, I> id, DSLContext dsl) {
            var texts = ids.stream().map(Id::value).toList();
            return dsl
                    .select(columns)
                    .from(with)
                    .where(publicId.eq(any(val(texts, SQLDataType.VARCHAR.array()))))
                    .fetch(read::apply)
                    .stream()
                    .collect(Collectors.toMap(id, Function.identity()));
        }
    }

    /** A list that the indexes of its table have in its order. */
    public static <T> DirectoryList<T> inOrderOfAnIndex(
            Rows<T> rows, List<Condition> where, @Nullable PartOfName part, List<? extends OrderField<?>> order) {
        return new DirectoryList<>(rows, where, part, order, null);
    }

    /** A list of what is looked up by its name alone. */
    public static <T> DirectoryList<T> ofNamed(
            Rows<T> rows, NamedQuery query, Field<String> name, List<OrderField<?>> newestFirst) {
        List<Condition> where = query.name() == null ? List.of() : List.of(contains(name, query.name()));
        return inOrderOfAnIndex(rows, where, null, byName(query.sort(), name, newestFirst));
    }

    /** The order of what has a name. */
    public static List<OrderField<?>> byName(NameSort sort, Field<String> name, List<OrderField<?>> newestFirst) {
        return switch (sort) {
            case NEWEST_FIRST -> newestFirst;
            case NAME_ASC ->
                Stream.concat(Stream.of(name.asc()), newestFirst.stream()).toList();
            case NAME_DESC ->
                Stream.concat(Stream.of(name.desc()), newestFirst.stream()).toList();
        };
    }

    /** That a text has a part in it, both folded as {@link Folding} does; compared as bytes, which is the quickest. */
    public static Condition contains(Field<String> text, String part) {
        return TextField.canBeKept(part)
                ? folded(text).collate("C").like(anywhere(part).collate("C"))
                : falseCondition();
    }

    /** The same, by an index of trigrams in the collation of the names; less than a trigram is in none. */
    public static Condition containsTrigrams(Field<String> text, String part) {
        return TextField.canBeKept(part) && part.codePointCount(0, part.length()) >= TRIGRAM
                ? folded(text).like(anywhere(part))
                : contains(text, part);
    }

    private static Field<String> folded(Field<String> text) {
        return function("folded", SQLDataType.VARCHAR, text);
    }

    private static Field<String> anywhere(String part) {
        return folded(val("%" + part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"));
    }

    /** That a text is another, whatever the case; the text by its index, in the collation of the names. */
    public static Condition isAnyCase(Field<String> text, String other) {
        return TextField.canBeKept(other)
                ? lower(text.collate(COLLATION)).eq(lower(val(other).collate(COLLATION)))
                : falseCondition();
    }

    /** That one of some words is in a list. */
    public static Condition hasAny(Field<String[]> list, Collection<String> words) {
        return arrayOverlap(
                list, val(words.stream().filter(TextField::canBeKept).toArray(String[]::new), list));
    }

    /** A page and the total, both in one snapshot. */
    public Page<T> page(PageRequest request, DSLContext dsl, long few) {
        var planned = dsl.configuration().derive(new PlannedForItsValues());
        return PostgresTransaction.snapshot(DSL.using(planned), snapshot -> {
            var known = part == null ? PartOfName.Known.NOTHING : part.known(snapshot);
            var quickest = part != null && known.rare() ? whereInIndex(part, snapshot) : where;
            long totalCount = isToldBy(known)
                    ? known.atMost()
                    : snapshot.select(total(quickest)).fetchSingle().value1();
            if (request.offset() >= totalCount) {
                return new Page<>(List.of(), request, totalCount);
            }
            if (totalCount <= few) {
                return new Page<>(items(request, sorted(quickest), snapshot), request, totalCount);
            }
            var items = items(request, known.rare() ? manySoon(request, SOON * few) : many(request), snapshot);
            // Those that have a part of a name can all be late in the order of the names.
            boolean isWhole = items.size() == Math.min(request.size(), totalCount - request.offset());
            return new Page<>(isWhole ? items : items(request, sorted(quickest), snapshot), request, totalCount);
        });
    }

    private List<Condition> whereInIndex(PartOfName part, DSLContext snapshot) {
        // Where a bitmap of rows does not fit, PostgreSQL makes parts of all rows of a page anew, which takes minutes.
        snapshot.execute("set local work_mem = '64MB'");
        return Stream.concat(where.stream(), Stream.of(part.inIndex())).toList();
    }

    private boolean isToldBy(PartOfName.Known known) {
        return known.atMost() == 0 || known.exactly() && where.size() == 1;
    }

    private Field<Long> total(List<Condition> conditions) {
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

    /** Those of the first of many that are among so many first of all. */
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
        // As an array, since PostgreSQL then finds all of them before it sorts; it can't gamble on the limit.
        var matching = array(select(rows.key()).from(rows.key().getTable()).where(conditions));
        return select(rows.key())
                .from(rows.with())
                .where(rows.key().eq(any(matching)))
                .orderBy(order);
    }
}

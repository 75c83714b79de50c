package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.ROW_COUNTS;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.array;
import static org.jooq.impl.DSL.arrayOverlap;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.val;

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

/**
 * A filtered and sorted list of companies, people, sequences or users. It is counted first, since how to read it best
 * depends on how many rows it has: few are found by the filter and sorted, many are read in their order from an index
 * until the page is full. So neither a filter that leaves next to nothing nor one that leaves next to all is slow, and
 * PostgreSQL need not guess which it is.
 *
 * @param rows which rows it is made of
 * @param where what the rows have to meet, all of it; empty for all rows
 * @param order the whole order
 * @param many the keys of that many first rows, read in the order of indexes
 */
record DirectoryList<T>(
        Rows<T> rows,
        List<Condition> where,
        List<? extends OrderField<?>> order,
        Function<Long, Select<Record1<Long>>> many) {

    /** Up to how many rows it is cheaper to sort them all than to look for them in an order, among a million. */
    static final long FEW = 10_000;

    private static final int TRIGRAM = 3;

    /** The collation of all names, by which they are brought to lower case, too. */
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
    record Rows<T>(
            TableField<?, Long> key,
            TableField<?, String> publicId,
            TableField<?, Instant> createdAt,
            Table<?> with,
            List<? extends SelectFieldOrAsterisk> columns,
            Function<Record, T> read) {

        /** One as it is; nobody deletes it, nor changes what outreaches repeat of it, until the transaction ends. */
        Optional<T> find(Id id, DSLContext dsl) {
            return read(keyOf(id, dsl).forKeyShare(), dsl);
        }

        /** One as it is; nobody changes it, deletes it or begins to refer to it until the transaction ends. */
        Optional<T> lock(Id id, DSLContext dsl) {
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
        long key(Id id, DSLContext dsl) {
            return keyOf(id, dsl).fetchSingle(key);
        }

        /** Stores a new one with the values of a row; false if the id is taken. */
        boolean create(Id id, Record row, Instant at, DSLContext dsl) {
            row.set(publicId, id.value());
            row.set(createdAt, at);
            return dsl.insertInto(key.getTable()).set(row).onConflictDoNothing().execute() == 1;
        }

        void save(Id id, Record row, DSLContext dsl) {
            dsl.update(key.getTable()).set(row).where(publicId.eq(id.value())).execute();
        }

        void delete(Id id, DSLContext dsl) {
            dsl.deleteFrom(key.getTable()).where(publicId.eq(id.value())).execute();
        }

        /** Those of these ids that exist. */
        <I extends Id> Map<I, T> findAll(Collection<I> ids, Function<T, I> id, DSLContext dsl) {
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
    static <T> DirectoryList<T> inOrderOfAnIndex(
            Rows<T> rows, List<Condition> where, List<? extends OrderField<?>> order) {
        return new DirectoryList<>(
                rows,
                where,
                order,
                limit -> select(rows.key())
                        .from(rows.key().getTable())
                        .where(where)
                        .orderBy(order)
                        .limit(inline(limit)));
    }

    /** A list of what is looked up by its name alone. */
    static <T> DirectoryList<T> ofNamed(
            Rows<T> rows, NamedQuery query, Field<String> name, List<OrderField<?>> newestFirst) {
        List<Condition> where = query.name() == null ? List.of() : List.of(contains(name, query.name()));
        return inOrderOfAnIndex(rows, where, byName(query.sort(), name, newestFirst));
    }

    /** The order of what has a name. */
    static List<OrderField<?>> byName(NameSort sort, Field<String> name, List<OrderField<?>> newestFirst) {
        return switch (sort) {
            case NEWEST_FIRST -> newestFirst;
            case NAME_ASC ->
                Stream.concat(Stream.of(name.asc()), newestFirst.stream()).toList();
            case NAME_DESC ->
                Stream.concat(Stream.of(name.desc()), newestFirst.stream()).toList();
        };
    }

    /** That a text has a part in it, whatever the case. */
    static Condition contains(Field<String> text, String part) {
        if (part.indexOf('\0') >= 0) {
            // No text of PostgreSQL has this character, nor takes it to compare with.
            return falseCondition();
        }
        var literally = part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
        // Less than a trigram is in no index of trigrams, which PostgreSQL would read all the same, and that is slower.
        var searched =
                part.codePointCount(0, part.length()) < TRIGRAM ? lower(text).concat(inline("")) : lower(text);
        return searched.like(lowered("%" + literally + "%"));
    }

    /** That a text is another, whatever the case; the text by its index, in the collation of the names. */
    static Condition isAnyCase(Field<String> text, String other) {
        return other.indexOf('\0') >= 0
                ? falseCondition()
                : lower(text.collate(COLLATION)).eq(lowered(other));
    }

    /** That one of some words is in a list. */
    static Condition hasAny(Field<String[]> list, Collection<String> words) {
        var possible = words.stream().filter(word -> word.indexOf('\0') < 0).toArray(String[]::new);
        return arrayOverlap(list, val(possible, list));
    }

    private static Field<String> lowered(String text) {
        return lower(val(text).collate(COLLATION));
    }

    /** A page and the total, both in one snapshot. */
    Page<T> page(PageRequest request, DSLContext dsl, long few) {
        var planned = dsl.configuration().derive(new PlannedForItsValues());
        return DSL.using(planned).transactionResult(transaction -> {
            transaction.dsl().execute("set transaction isolation level repeatable read, read only");
            long totalCount = transaction.dsl().select(total()).fetchSingle().value1();
            return new Page<>(
                    request.offset() < totalCount ? items(request, totalCount <= few, transaction.dsl()) : List.of(),
                    request,
                    totalCount);
        });
    }

    private Field<Long> total() {
        var table = rows.key().getTable();
        return where.isEmpty()
                ? field(select(coalesce(sum(ROW_COUNTS.N), inline(0)).cast(SQLDataType.BIGINT))
                        .from(ROW_COUNTS)
                        .where(ROW_COUNTS.TABLE_NAME.eq(table.getName())))
                : field(selectCount().from(table).where(where)).cast(SQLDataType.BIGINT);
    }

    private List<T> items(PageRequest request, boolean few, DSLContext snapshot) {
        var first = few ? fewSorted() : many.apply(request.offset() + request.size());
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

    private Select<Record1<Long>> fewSorted() {
        // As an array, since PostgreSQL then finds all of them before it sorts; it can't gamble on the limit.
        var matching = array(select(rows.key()).from(rows.key().getTable()).where(where));
        return select(rows.key())
                .from(rows.with())
                .where(rows.key().eq(any(matching)))
                .orderBy(order);
    }
}

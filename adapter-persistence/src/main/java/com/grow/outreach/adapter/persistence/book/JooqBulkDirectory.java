package com.grow.outreach.adapter.persistence.book;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.DirectoryList;
import com.grow.outreach.adapter.persistence.repository.CarriedIds;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.NaturalKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Persistence adapter: things of one kind in bulk. */
final class JooqBulkDirectory<K extends Id, T> implements BulkDirectory<K, T> {

    private final DSLContext dsl;
    private final Layout<K, T> layout;
    private final Map<Id, Long> keys;

    /**
     * A shelf.
     *
     * @param layout where the things are
     * @param keys gets the key of whatever is looked up here, and has those of what the things refer to
     */
    JooqBulkDirectory(DSLContext dsl, Layout<K, T> layout, Map<Id, Long> keys) {
        this.dsl = dsl;
        this.layout = layout;
        this.keys = keys;
    }

    /**
     * Where things are, and how they are written.
     *
     * @param ids their ids
     * @param id the id of a thing
     * @param rows how they are read
     * @param keyFields the columns of the natural keys
     * @param columns the columns that are written after the public id
     * @param values what is written there, with the key of what the thing refers to
     * @param reference what the thing refers to, or null if things of the kind refer to nothing
     */
    record Layout<K extends Id, T>(
            IdKind<K> ids,
            Function<T, K> id,
            DirectoryList.Rows<T> rows,
            Map<NaturalKey, TableField<?, String>> keyFields,
            String columns,
            Values<T> values,
            @Nullable Reference<T> reference) {

        String table() {
            return rows.key().getTable().getName();
        }
    }

    /** What is written of a thing. */
    @FunctionalInterface
    interface Values<T> {
        List<@Nullable Object> of(Created<T> thing, @Nullable Long referenceKey);
    }

    /**
     * What things refer to.
     *
     * @param id the id of what one refers to, or null
     * @param key where its key is
     * @param publicId where its id is
     * @param column the column that refers to it
     * @param followed the column of outreaches by which they follow the thing when that refers to something else
     */
    record Reference<T>(
            Function<T, @Nullable Id> id,
            TableField<?, Long> key,
            TableField<?, String> publicId,
            TableField<?, Long> column,
            TableField<?, Long> followed) {}

    @Override
    public Set<K> existing(Collection<K> ids) {
        var known = new HashSet<K>();
        if (ids.isEmpty()) {
            return known;
        }
        Rehearsal.forKeyShare(
                        dsl.select(layout.rows().key(), layout.rows().publicId())
                                .from(layout.rows().key().getTable())
                                .where(layout.rows()
                                        .publicId()
                                        .eq(any(texts(ids.stream().map(Id::value)))))
                                .orderBy(layout.rows().key()),
                        dsl)
                .forEach(row -> {
                    var id = layout.ids().parse(row.value2()).orElseThrow();
                    keys.put(id, row.value1());
                    known.add(id);
                });
        return known;
    }

    @Override
    public Map<K, Created<T>> lock(Collection<K> ids) {
        var locked = new HashMap<K, Created<T>>();
        if (ids.isEmpty()) {
            return locked;
        }
        // As everybody: lock in the order of the key, then read what the lock waited for.
        var found = Rehearsal.forNoKeyUpdate(
                        dsl.select(layout.rows().key())
                                .from(layout.rows().key().getTable())
                                .where(layout.rows()
                                        .publicId()
                                        .eq(any(texts(ids.stream().map(Id::value)))))
                                .orderBy(layout.rows().key()),
                        dsl)
                .fetch(layout.rows().key());
        if (!found.isEmpty()) {
            dsl.select(layout.rows().columns())
                    .select(layout.rows().createdAt(), layout.rows().key())
                    .from(layout.rows().with())
                    .where(layout.rows().key().eq(any(val(found, SQLDataType.BIGINT.array()))))
                    .forEach(row -> {
                        var thing = layout.rows().read().apply(row);
                        var id = layout.id().apply(thing);
                        keys.put(id, row.get(layout.rows().key()));
                        locked.put(
                                id, new Created<>(thing, row.get(layout.rows().createdAt())));
                    });
        }
        return locked;
    }

    @Override
    public Map<String, Set<K>> matching(NaturalKey key, Collection<String> values) {
        return matching(key, values, noCondition());
    }

    @Override
    public Map<String, Set<K>> matching(NaturalKey key, Collection<String> values, Collection<? extends Id> referred) {
        var reference = requireNonNull(layout.reference());
        JooqBookRepository.lookUp(referred.stream(), reference.key(), reference.publicId(), keys, dsl);
        var referredKeys =
                referred.stream().map(keys::get).filter(Objects::nonNull).toList();
        return matching(key, values, reference.column().eq(any(val(referredKeys, SQLDataType.BIGINT.array()))));
    }

    private Map<String, Set<K>> matching(NaturalKey key, Collection<String> values, Condition others) {
        var matching = new HashMap<String, Set<K>>();
        if (!values.isEmpty()) {
            var text = normalized(key, requireNonNull(layout.keyFields().get(key)));
            dsl.select(layout.rows().publicId(), text)
                    .from(layout.rows().key().getTable())
                    .where(text.eq(any(texts(values.stream()))))
                    .and(others)
                    .forEach(row -> matching.computeIfAbsent(row.value2(), none -> new HashSet<>())
                            .add(layout.ids().parse(row.value1()).orElseThrow()));
        }
        return matching;
    }

    /** Normalizes like {@link NaturalKey#normalized}; the tables have indexes on this expression. */
    static Field<String> normalized(NaturalKey key, Field<String> field) {
        return key.isCaseSensitive() ? field : field("lower({0} collate \"und-x-icu\")", String.class, field);
    }

    static Field<String[]> texts(Stream<String> texts) {
        return val(texts.distinct().toList(), SQLDataType.VARCHAR.array());
    }

    @Override
    public void add(Collection<Created<T>> things) {
        if (!things.isEmpty()) {
            JooqBookRepository.orConflict(() -> copy(layout.table(), things));
        }
    }

    @Override
    public void replace(Collection<Created<T>> things) {
        if (things.isEmpty()) {
            return;
        }
        JooqBookRepository.orConflict(() -> {
            dsl.execute(
                    "create temporary table if not exists changed_%1$s on commit delete rows as select public_id, %2$s from %1$s with no data"
                            .formatted(layout.table(), layout.columns()));
            dsl.execute("delete from changed_" + layout.table());
            copy("changed_" + layout.table(), things);
            var assignments = Stream.of(layout.columns().split(", "))
                    .map(column -> "%1$s = changed.%1$s".formatted(column))
                    .collect(Collectors.joining(", "));
            var update = "update %1$s set %2$s from changed_%1$s changed where %1$s.public_id = changed.public_id"
                    .formatted(layout.table(), assignments);
            var moved = moved();
            if (layout.reference() == null || moved.isEmpty()) {
                dsl.execute(update);
            } else {
                new CarriedIds(dsl)
                        .follow(
                                layout.reference().followed().eq(any(val(moved, SQLDataType.BIGINT.array()))),
                                () -> dsl.execute(update));
            }
            JooqBookRepository.checkReferences(dsl);
        });
    }

    /** The keys of those that are to refer to something else than before. */
    private List<Long> moved() {
        if (layout.reference() == null) {
            return List.of();
        }
        return dsl.fetch(
                        "select id from %1$s join changed_%1$s changed using (public_id) where %1$s.%2$s is distinct from changed.%2$s"
                                .formatted(
                                        layout.table(),
                                        layout.reference().column().getName()))
                .getValues(0, Long.class);
    }

    private void copy(String table, Collection<Created<T>> things) {
        var reference = layout.reference();
        if (reference != null) {
            JooqBookRepository.lookUp(
                    things.stream().map(thing -> reference.id().apply(thing.thing())),
                    reference.key(),
                    reference.publicId(),
                    keys,
                    dsl);
        }
        dsl.connection(connection -> {
            try (var out = new CopyRows(connection, "%s (public_id, %s)".formatted(table, layout.columns()))) {
                for (var thing : things) {
                    var values =
                            CopyRows.columns(layout.id().apply(thing.thing()).value());
                    values.addAll(layout.values()
                            .of(
                                    thing,
                                    reference == null
                                            ? null
                                            : JooqBookRepository.key(
                                                    reference.id().apply(thing.thing()), keys)));
                    out.write(values);
                }
            }
        });
    }
}

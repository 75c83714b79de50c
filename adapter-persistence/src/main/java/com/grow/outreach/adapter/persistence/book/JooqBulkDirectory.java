package com.grow.outreach.adapter.persistence.book;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.CarriedIds;
import com.grow.outreach.adapter.persistence.repository.CopyRows;
import com.grow.outreach.adapter.persistence.repository.JooqMergeRepository;
import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.NaturalKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.SelectForUpdateStep;
import org.jooq.impl.SQLDataType;

/** Persistence adapter: bulk changes of the records of one kind. */
final class JooqBulkDirectory<K extends Id, T> implements BulkDirectory<K, T> {

    private final BulkSession session;
    private final DSLContext dsl;
    private final BulkLayout<K, T> layout;
    private final VisibleRows scope;
    private final Condition visible;

    /**
     * Creates the records of a kind.
     *
     * @param scope the scope of the caller
     * @param visible the condition for the records of the kind that the scope includes
     */
    JooqBulkDirectory(BulkSession session, BulkLayout<K, T> layout, VisibleRows scope, Condition visible) {
        this.session = session;
        this.dsl = session.dsl();
        this.layout = layout;
        this.scope = scope;
        this.visible = visible;
    }

    @Override
    public Set<K> existing(Collection<K> ids) {
        var existing = new HashSet<K>();
        if (!ids.isEmpty()) {
            Rehearsal.forKeyShare(keys(ids), dsl).forEach(row -> {
                var id = layout.ids().parse(row.value2()).orElseThrow();
                session.keys().put(id, row.value1());
                existing.add(id);
            });
        }
        return existing;
    }

    @Override
    public Map<K, Created<T>> lock(Collection<K> ids) {
        var locked = lockExisting(ids);
        var merges = new JooqMergeRepository(dsl, scope);
        var missing = ids.stream().filter(id -> !locked.containsKey(id)).toList();
        if (missing.isEmpty() || merges.isEmpty()) {
            return locked;
        }
        var successors = merges.successors(missing);
        locked.putAll(lockExisting(successors.values()));
        successors.forEach((merged, successor) -> {
            var record = locked.get(successor);
            if (record != null) {
                locked.put(merged, record);
            }
        });
        return locked;
    }

    private Map<K, Created<T>> lockExisting(Collection<K> ids) {
        var locked = new HashMap<K, Created<T>>();
        if (ids.isEmpty()) {
            return locked;
        }
        // The lock may wait for a concurrent change, so the rows are read afterwards.
        var rows = layout.rows();
        var keys = Rehearsal.forNoKeyUpdate(keys(ids), dsl).fetch(rows.key());
        if (!keys.isEmpty()) {
            dsl.select(rows.columns())
                    .select(rows.createdAt(), rows.key())
                    .from(rows.with())
                    .where(rows.key().eq(any(val(keys, SQLDataType.BIGINT.array()))))
                    .and(visible)
                    .forEach(row -> {
                        var stored = rows.read().apply(row);
                        var id = layout.id().apply(stored);
                        session.keys().put(id, row.get(rows.key()));
                        locked.put(id, new Created<>(stored, row.get(rows.createdAt())));
                    });
        }
        return locked;
    }

    /** Selects keys in the order in which all transactions lock them. */
    private SelectForUpdateStep<Record2<Long, String>> keys(Collection<K> ids) {
        var rows = layout.rows();
        return dsl.select(rows.key(), rows.publicId())
                .from(rows.key().getTable())
                .where(rows.publicId().eq(any(BulkSession.texts(ids.stream().map(Id::value)))))
                .and(visible)
                .orderBy(rows.key());
    }

    @Override
    public Map<String, Set<K>> matching(NaturalKey key, Collection<String> values) {
        return matching(key, values, noCondition());
    }

    @Override
    public Map<String, Set<K>> matching(NaturalKey key, Collection<String> values, Collection<? extends Id> referred) {
        var reference = requireNonNull(layout.reference());
        session.loadKeys(referred.stream(), reference.key(), reference.publicId());
        var referredKeys = referred.stream()
                .map(session.keys()::get)
                .filter(Objects::nonNull)
                .toList();
        return matching(key, values, reference.column().eq(any(val(referredKeys, SQLDataType.BIGINT.array()))));
    }

    private Map<String, Set<K>> matching(NaturalKey key, Collection<String> values, Condition others) {
        var matching = new HashMap<String, Set<K>>();
        if (!values.isEmpty()) {
            var text = normalized(key, requireNonNull(layout.keyFields().get(key)));
            dsl.select(layout.rows().publicId(), text)
                    .from(layout.rows().key().getTable())
                    .where(text.eq(any(BulkSession.texts(values.stream()))))
                    .and(others)
                    .and(visible)
                    .forEach(row -> matching.computeIfAbsent(row.value2(), none -> new HashSet<>())
                            .add(layout.ids().parse(row.value1()).orElseThrow()));
        }
        return matching;
    }

    /** Normalizes like {@link NaturalKey#normalized}; the tables have indexes on this expression. */
    private static Field<String> normalized(NaturalKey key, Field<String> field) {
        return switch (key) {
            case NAME, LINKEDIN_PROFILE -> field;
            case FOLDED_NAME -> field("name_key({0})", String.class, field);
            case DOMAIN, EMAIL -> field("lower({0} collate \"und-x-icu\")", String.class, field);
        };
    }

    @Override
    public void add(Collection<Created<T>> records) {
        if (!records.isEmpty()) {
            BulkSession.write(() -> copy(layout.table(), records));
        }
    }

    @Override
    public void replace(Collection<Created<T>> records) {
        if (!records.isEmpty()) {
            BulkSession.write(() -> {
                copyChanged(records);
                update();
                session.checkReferences();
            });
        }
    }

    private void copyChanged(Collection<Created<T>> records) {
        dsl.execute(
                "create temporary table if not exists changed_%1$s on commit delete rows as select public_id, %2$s from %1$s with no data"
                        .formatted(layout.table(), layout.columns()));
        dsl.execute("delete from changed_" + layout.table());
        copy("changed_" + layout.table(), records);
    }

    private void update() {
        var assignments = Stream.of(layout.columns().split(", "))
                .map(column -> "%1$s = changed.%1$s".formatted(column))
                .collect(Collectors.joining(", "));
        var update = "update %1$s set %2$s from changed_%1$s changed where %1$s.public_id = changed.public_id and ({0})"
                .formatted(layout.table(), assignments);
        var moved = moved();
        if (layout.reference() == null || moved.isEmpty()) {
            dsl.execute(update, visible);
        } else {
            new CarriedIds(dsl)
                    .follow(
                            layout.reference().followed().eq(any(val(moved, SQLDataType.BIGINT.array()))),
                            () -> dsl.execute(update, visible));
        }
    }

    /** Returns the keys of the records whose reference changes. */
    private List<Long> moved() {
        return layout.reference() == null
                ? List.of()
                : dsl.fetch(
                                "select id from %1$s join changed_%1$s changed using (public_id) where %1$s.%2$s is distinct from changed.%2$s"
                                        .formatted(
                                                layout.table(),
                                                layout.reference().column().getName()))
                        .getValues(0, Long.class);
    }

    private void copy(String table, Collection<Created<T>> records) {
        var reference = layout.reference();
        if (reference != null) {
            session.loadKeys(
                    records.stream().map(created -> reference.id().apply(created.value())),
                    reference.key(),
                    reference.publicId());
        }
        dsl.connection(connection -> {
            try (var out = new CopyRows(connection, "%s (public_id, %s)".formatted(table, layout.columns()))) {
                for (var created : records) {
                    var referred = reference == null ? null : reference.id().apply(created.value());
                    var values =
                            CopyRows.columns(layout.id().apply(created.value()).value());
                    values.addAll(layout.values().of(created, session.key(referred)));
                    out.write(values);
                }
            }
        });
    }
}

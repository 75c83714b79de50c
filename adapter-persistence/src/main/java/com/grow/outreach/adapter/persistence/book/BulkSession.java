package com.grow.outreach.adapter.persistence.book;

import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.val;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.domain.Id;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.TableField;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** A transaction of bulk changes with the keys of the records that it has read or written. */
record BulkSession(DSLContext dsl, Map<Id, Long> keys) {

    /** The SQL states of duplicate ids and of references to deleted records. */
    private static final Set<String> CONFLICTS = Set.of("23505", "23503");

    /** Begins a session in a transaction. */
    static BulkSession begin(DSLContext dsl) {
        // Prevents sequential scans: cached plans for thousands of keys go stale while the tables grow, and planning
        // each
        // statement again would also plan each check of a reference. grow.bulk switches off events of single changes.
        dsl.execute("set local enable_seqscan = off");
        dsl.execute("set local grow.bulk = 'on'");
        return new BulkSession(dsl, new HashMap<>());
    }

    /** Returns texts as an array parameter. */
    static Field<String[]> texts(Stream<String> texts) {
        return val(texts.distinct().toList(), SQLDataType.VARCHAR.array());
    }

    /**
     * Returns the key of a record whose key was loaded; null for null.
     *
     * @throws StorageConflictException if the record did not exist
     */
    @Nullable Long key(@Nullable Id id) {
        if (id == null) {
            return null;
        }
        var key = keys.get(id);
        if (key == null) {
            throw new StorageConflictException("the referred record " + id.value() + " was deleted", null);
        }
        return key;
    }

    /** Loads the keys of existing records that are not loaded yet. Null ids are ignored. */
    void loadKeys(
            Stream<? extends @Nullable Id> ids, TableField<?, Long> keyField, TableField<?, String> publicIdField) {
        var missing = new HashMap<String, Id>();
        ids.forEach(id -> {
            if (id != null && !keys.containsKey(id)) {
                missing.put(id.value(), id);
            }
        });
        if (!missing.isEmpty()) {
            dsl.select(keyField, publicIdField)
                    .from(keyField.getTable())
                    .where(publicIdField.eq(any(texts(missing.keySet().stream()))))
                    .forEach(row -> keys.put(requireNonNull(missing.get(row.value2())), row.value1()));
        }
    }

    /**
     * Runs writes.
     *
     * @throws StorageConflictException if a concurrent transaction has stored the same id or deleted a referred record
     */
    static void write(Runnable writes) {
        try {
            writes.run();
        } catch (DataAccessException e) {
            var failure = e.getCause(SQLException.class);
            if (failure != null && CONFLICTS.contains(String.valueOf(failure.getSQLState()))) {
                throw new StorageConflictException("conflict with a concurrent change: " + failure.getMessage(), e);
            }
            throw e;
        }
    }

    /** Checks the references that are otherwise checked at the end of the transaction. */
    void checkReferences() {
        dsl.execute("set constraints all immediate");
        dsl.execute("set constraints all deferred");
    }
}

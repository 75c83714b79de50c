package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static java.util.Objects.requireNonNull;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.least;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.with;

import java.time.Instant;
import org.jooq.Field;
import org.jooq.Name;
import org.jooq.Record2;
import org.jooq.Select;
import org.jooq.SelectJoinStep;
import org.jooq.Table;
import org.jooq.impl.SQLDataType;

/**
 * The newest rows of the visible owners. No index has the rows of several owners in order.
 *
 * @param narrowing the filter, with neither a person, a company nor an owner
 * @param limit the maximum number of rows
 */
record NewestOfOwners(Narrowing narrowing, Field<Long> limit) {

    /** The number of rows of all owners to read for each row of the result and each owner, before reading by owner. */
    private static final long EACH = 10;

    /** The maximum number of rows of all owners to read, unless the limit is large. */
    private static final long SOON = 10_000;

    /** The number of rows of all owners to read for each row of the result if the limit is large. */
    private static final long EACH_OF_MANY = 20;

    private static final Name FOUND = name("soon");

    Select<Record2<Long, Instant>> query() {
        // Another filter leaves few streams for each owner, and reading all rows in its order would need several.
        boolean isInOrder = narrowing.anyState() && narrowing.anyChannel() && narrowing.sequence() == null;
        return isInOrder ? soonOrByOwner() : byOwner();
    }

    /** Reads the newest rows of each owner and merges them. */
    private Select<Record2<Long, Instant>> byOwner() {
        var owners = narrowing.visible().ownerKeys().asTable("owners");
        var key = requireNonNull(owners.field(USERS.ID));
        var ofOwner = narrowing
                .withOwner(reference -> reference.eq(key))
                .newest(limit)
                .asTable("of_owner");
        Select<Record2<Long, Instant>> rows = select(ofOwner.field(OUTREACHES.ID), ofOwner.field(OUTREACHES.CREATED_AT))
                .from(owners)
                .crossJoin(lateral(ofOwner));
        if (narrowing.visible().scope().includes(null)) {
            rows = rows.unionAll(
                    all(narrowing.withOwner(Field::isNull).newest(limit).asTable("unowned")));
        }
        return first(rows.asTable("visible"));
    }

    /**
     * Reads the first rows of all owners. They contain enough visible ones if the visible owners have a large part of them;
     * otherwise reads the rows of each owner.
     */
    private Select<Record2<Long, Instant>> soonOrByOwner() {
        var newest = select(OUTREACHES.ID, OUTREACHES.CREATED_AT, OUTREACHES.OWNER_ID)
                .from(OUTREACHES)
                .where(narrowing.created())
                .orderBy(OUTREACHES.CREATED_AT.desc(), OUTREACHES.ID)
                .limit(soon())
                .asTable("newest");
        var id = newest.field(OUTREACHES.ID);
        var createdAt = newest.field(OUTREACHES.CREATED_AT);
        var visible = select(id, createdAt)
                .from(newest)
                .where(narrowing.visible().ownedBy(requireNonNull(newest.field(OUTREACHES.OWNER_ID))))
                .orderBy(createdAt.desc(), id)
                .limit(limit);
        var isEnough =
                field(select(count()).from(FOUND)).cast(SQLDataType.BIGINT).ge(limit);
        // Each query runs only if its condition holds, because the condition does not depend on the rows.
        return with(FOUND)
                .asMaterialized(visible)
                .select(
                        field(FOUND.append(OUTREACHES.ID.getUnqualifiedName()), SQLDataType.BIGINT),
                        field(
                                FOUND.append(OUTREACHES.CREATED_AT.getUnqualifiedName()),
                                OUTREACHES.CREATED_AT.getDataType()))
                .from(FOUND)
                .where(isEnough)
                .unionAll(all(byOwner().asTable("by_owner")).where(isEnough.not()));
    }

    private static SelectJoinStep<Record2<Long, Instant>> all(Table<?> rows) {
        return select(rows.field(OUTREACHES.ID), rows.field(OUTREACHES.CREATED_AT))
                .from(rows);
    }

    private Select<Record2<Long, Instant>> first(Table<?> rows) {
        return all(rows)
                .orderBy(requireNonNull(rows.field(OUTREACHES.CREATED_AT)).desc(), rows.field(OUTREACHES.ID))
                .limit(limit);
    }

    private Field<Long> soon() {
        int owners = narrowing.visible().ownerCount();
        return least(limit.times(EACH * owners), greatest(inline(SOON), limit.times(EACH_OF_MANY)));
    }
}

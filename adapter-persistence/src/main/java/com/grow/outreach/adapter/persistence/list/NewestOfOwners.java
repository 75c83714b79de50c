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
import org.jooq.Record3;
import org.jooq.Select;
import org.jooq.impl.SQLDataType;

/**
 * The newest or oldest rows of the visible owners. No index has the rows of several owners in order.
 *
 * @param first the rows, with neither a person, a company nor an owner, in the order of their creation
 */
record NewestOfOwners(FirstRows first) {

    /** The number of rows of all owners to read for each row of the result and each owner, before reading by owner. */
    private static final long EACH = 10;

    /** The maximum number of rows of all owners to read, unless the limit is large. */
    private static final long SOON = 10_000;

    /** The number of rows of all owners to read for each row of the result if the limit is large. */
    private static final long EACH_OF_MANY = 20;

    private static final Name FOUND = name("soon");

    Select<Record3<Long, Instant, Instant>> query() {
        var rows = first.rows();
        // Another filter leaves few streams for each owner, and reading all rows in its order would need several.
        boolean isInOrder = rows.anyState()
                && rows.anyChannel()
                && rows.sequence() == null
                && rows.further().changed().isOpen()
                && rows.further().words() == null;
        return isInOrder ? soonOrByOwner() : byOwner();
    }

    /** Reads the first rows of each owner and merges them. */
    private Select<Record3<Long, Instant, Instant>> byOwner() {
        var owners = visible().ownerKeys().asTable("owners");
        var key = requireNonNull(owners.field(USERS.ID));
        var ofOwner = first.of(first.rows().withOwner(reference -> reference.eq(key)))
                .query()
                .asTable("of_owner");
        Select<Record3<Long, Instant, Instant>> rows = FirstRows.all(ofOwner, owners.crossJoin(lateral(ofOwner)));
        if (visible().scope().includes(null)) {
            var unowned =
                    first.of(first.rows().withOwner(Field::isNull)).query().asTable("unowned");
            rows = rows.unionAll(FirstRows.all(unowned, unowned));
        }
        return first.first(rows.asTable("visible"));
    }

    /**
     * Reads the first rows of all owners. They contain enough visible ones if the visible owners have a large part of them;
     * otherwise reads the rows of each owner.
     */
    private Select<Record3<Long, Instant, Instant>> soonOrByOwner() {
        var order = first.order();
        var newest = select(
                        OUTREACHES.ID, OUTREACHES.CREATED_AT, order.column().as(TimeOrder.MOMENT), OUTREACHES.OWNER_ID)
                .from(OUTREACHES)
                .where(first.rows().created())
                .orderBy(order.ofOutreaches())
                .limit(soon())
                .asTable("newest");
        var visible = FirstRows.all(newest, newest)
                .where(visible().ownedBy(requireNonNull(newest.field(OUTREACHES.OWNER_ID))))
                .orderBy(order.of(newest))
                .limit(first.limit());
        var isEnough =
                field(select(count()).from(FOUND)).cast(SQLDataType.BIGINT).ge(first.limit());
        var byOwner = byOwner().asTable("by_owner");
        // Each query runs only if its condition holds, because the condition does not depend on the rows.
        return with(FOUND)
                .asMaterialized(visible)
                .select(
                        field(FOUND.append(OUTREACHES.ID.getUnqualifiedName()), SQLDataType.BIGINT),
                        field(
                                FOUND.append(OUTREACHES.CREATED_AT.getUnqualifiedName()),
                                OUTREACHES.CREATED_AT.getDataType()),
                        field(FOUND.append(TimeOrder.MOMENT), OUTREACHES.CREATED_AT.getDataType()))
                .from(FOUND)
                .where(isEnough)
                .unionAll(FirstRows.all(byOwner, byOwner).where(isEnough.not()));
    }

    private VisibleRows visible() {
        return first.rows().visible();
    }

    private Field<Long> soon() {
        var limit = first.limit();
        return least(limit.times(EACH * visible().ownerCount()), greatest(inline(SOON), limit.times(EACH_OF_MANY)));
    }
}

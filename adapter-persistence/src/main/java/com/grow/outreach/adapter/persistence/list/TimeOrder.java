package com.grow.outreach.adapter.persistence.list;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;

/**
 * An order of outreaches by a time. Outreaches of the same time are sorted by creation, newest first, then by key.
 *
 * @param column the column with the time
 * @param direction the direction
 */
record TimeOrder(TableField<?, Instant> column, SortOrder direction) {

    /** By creation time, newest first. */
    static final TimeOrder NEWEST = new TimeOrder(OUTREACHES.CREATED_AT, SortOrder.DESC);

    /** The name of the time in a table with rows in this order. */
    static final String MOMENT = "moment";

    boolean byCreation() {
        return column == OUTREACHES.CREATED_AT;
    }

    /** Returns the columns of the rows: the key, the creation time and the time. */
    List<OrderField<?>> of(Table<?> rows) {
        return fields(
                rows.field(MOMENT, Instant.class),
                requireNonNull(rows.field(OUTREACHES.CREATED_AT)),
                requireNonNull(rows.field(OUTREACHES.ID)));
    }

    /** Returns the order of the rows of {@code outreaches}. */
    List<OrderField<?>> ofOutreaches() {
        return fields(column, OUTREACHES.CREATED_AT, OUTREACHES.ID);
    }

    private List<OrderField<?>> fields(Field<Instant> moment, Field<Instant> createdAt, Field<Long> id) {
        return byCreation()
                ? List.of(createdAt.sort(direction), id)
                : List.of(moment.sort(direction), createdAt.desc(), id);
    }

    /** Returns the condition for the rows of a day and of those that follow it in this order. */
    Condition from(Instant dayStart, Instant dayEnd) {
        return direction == SortOrder.DESC ? column.lt(DSL.inline(dayEnd)) : column.ge(DSL.inline(dayStart));
    }
}

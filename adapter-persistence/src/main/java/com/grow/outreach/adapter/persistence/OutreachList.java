package com.grow.outreach.adapter.persistence;

import static com.grow.outreach.adapter.persistence.jooq.Tables.COMPANIES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static com.grow.outreach.adapter.persistence.jooq.Tables.SEQUENCES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.USERS;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.jooq.enums.Channel;
import com.grow.outreach.adapter.persistence.jooq.enums.OutreachState;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.domain.Id;
import java.util.ArrayList;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.SortOrder;
import org.jooq.Table;
import org.jooq.TableField;
import org.jspecify.annotations.Nullable;

/**
 * A list of outreaches in the words of SQL.
 *
 * @param tables what to select from
 * @param where the condition that the filter makes, on {@code outreaches} alone
 * @param orderBy the whole order, down to the key
 */
record OutreachList(Table<?> tables, Condition where, List<OrderField<?>> orderBy) {

    static OutreachList of(OutreachQuery query) {
        return new OutreachList(tables(query.sort().key()), where(query.filter()), orderBy(query.sort()));
    }

    private static Table<?> tables(OutreachSort.Key sort) {
        return switch (sort) {
            case COMPANY ->
                JooqOutreachRepository.WITH_NAMED_IDS.join(COMPANIES).on(COMPANIES.ID.eq(OUTREACHES.COMPANY_ID));
            case OWNER -> JooqOutreachRepository.WITH_NAMED_IDS.leftJoin(USERS).on(USERS.ID.eq(OUTREACHES.OWNER_ID));
            case CREATED_AT, CHANNEL, STATUS, SEQUENCE -> JooqOutreachRepository.WITH_NAMED_IDS;
        };
    }

    private static Condition where(OutreachFilter filter) {
        var where = noCondition();
        if (filter.channel() != null) {
            where = where.and(
                    OUTREACHES.CHANNEL.eq(Channel.lookupLiteral(filter.channel().value())));
        }
        if (filter.status() != null) {
            where = where.and(OUTREACHES.CURRENT_STATE.eq(
                    OutreachState.lookupLiteral(filter.status().value())));
        }
        return where.and(refersTo(OUTREACHES.PERSON_ID, PEOPLE.ID, PEOPLE.PUBLIC_ID, filter.personId()))
                .and(refersTo(OUTREACHES.COMPANY_ID, COMPANIES.ID, COMPANIES.PUBLIC_ID, filter.companyId()))
                .and(refersTo(OUTREACHES.SEQUENCE_ID, SEQUENCES.ID, SEQUENCES.PUBLIC_ID, filter.sequenceId()))
                .and(refersTo(OUTREACHES.OWNER_ID, USERS.ID, USERS.PUBLIC_ID, filter.ownerId()));
    }

    private static Condition refersTo(
            Field<Long> reference, TableField<?, Long> key, TableField<?, String> publicId, @Nullable Id id) {
        return id == null
                ? noCondition()
                : reference.eq(field(select(key).from(key.getTable()).where(publicId.eq(id.value()))));
    }

    private static List<OrderField<?>> orderBy(OutreachSort sort) {
        var direction = sort.direction() == Direction.ASC ? SortOrder.ASC : SortOrder.DESC;
        var order = new ArrayList<OrderField<?>>();
        switch (sort.key()) {
            case CREATED_AT -> order.add(OUTREACHES.CREATED_AT.sort(direction));
            case CHANNEL -> order.add(OUTREACHES.CHANNEL.sort(direction));
            case STATUS -> order.add(OUTREACHES.CURRENT_STATE.sort(direction));
            case COMPANY -> order.addAll(byName(COMPANIES.NAME, COMPANIES.ID, direction));
            case SEQUENCE -> order.addAll(byName(SEQUENCES.NAME, SEQUENCES.ID, direction));
            case OWNER -> order.addAll(byName(USERS.NAME, USERS.ID, direction));
        }
        order.add(OUTREACHES.CREATED_AT.desc());
        order.add(OUTREACHES.ID.asc());
        return order;
    }

    private static List<OrderField<?>> byName(Field<String> name, Field<Long> key, SortOrder direction) {
        return List.of(name.sort(direction).nullsLast(), key.sort(direction).nullsLast());
    }
}

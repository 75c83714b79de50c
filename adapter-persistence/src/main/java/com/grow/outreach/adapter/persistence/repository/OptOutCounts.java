package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static com.grow.outreach.adapter.persistence.jooq.Tables.PEOPLE;
import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.list.Narrowing;
import com.grow.outreach.application.port.out.OutreachRepository.OptedOut;
import com.grow.outreach.application.query.OutreachStats;
import org.jooq.DSLContext;
import org.jooq.impl.SQLDataType;

/** The number of outreaches whose person opted out of the channel. No counter has it. */
final class OptOutCounts {

    private OptOutCounts() {}

    /** Counts the matches, starting from the people, because few opt out. */
    static OptedOut of(Narrowing narrowing, int mostPeople, DSLContext dsl) {
        var people = select(PEOPLE.ID, PEOPLE.OPTED_OUT)
                .from(PEOPLE)
                // The condition of the partial index.
                .where("opted_out <> '{}'")
                .limit(inline(mostPeople + 1));
        boolean complete = dsl.fetchCount(people) <= mostPeople;
        var opted = name("opted").as(people);
        var stats = dsl.with(opted)
                .select(OUTREACHES.CURRENT_STATE, OUTREACHES.CHANNEL, count().cast(SQLDataType.BIGINT))
                .from(opted)
                .join(OUTREACHES)
                .on(OUTREACHES.PERSON_ID.eq(opted.field(PEOPLE.ID)))
                .and(OUTREACHES.CHANNEL.eq(any(opted.field(PEOPLE.OPTED_OUT))))
                .where(narrowing.where())
                .groupBy(OUTREACHES.CURRENT_STATE, OUTREACHES.CHANNEL)
                .fetch(JooqOutreachRepository::kind);
        return new OptedOut(new OutreachStats(stats), complete);
    }
}

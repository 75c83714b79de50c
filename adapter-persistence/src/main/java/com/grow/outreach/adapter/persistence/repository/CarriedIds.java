package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The company and the owner that outreaches repeat of their person and company, so that every filter and order has an
 * index.
 */
public record CarriedIds(DSLContext dsl) {

    /**
     * Moves a person or hands a company over, and brings their outreaches up to date with that.
     *
     * @param whose the outreaches of that person or company
     * @param change stores the person or the company
     */
    public void follow(Condition whose, Runnable change) {
        // Everybody locks outreaches in the order of the key, so that whoever changes many at once can't deadlock.
        dsl.selectCount()
                .from(Rehearsal.forNoKeyUpdate(
                                select(OUTREACHES.ID)
                                        .from(OUTREACHES)
                                        .where(whose)
                                        .orderBy(OUTREACHES.ID),
                                dsl)
                        .asTable("locked"))
                .fetch();
        change.run();
        dsl.execute("""
                update outreaches
                set company_id = people.company_id, owner_id = companies.owner_id
                from people join companies on companies.id = people.company_id
                where people.id = outreaches.person_id and {0}
                """, whose);
    }
}

package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.OUTREACHES;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.select;

import com.grow.outreach.adapter.persistence.transaction.Rehearsal;
import org.jooq.Condition;
import org.jooq.DSLContext;

/**
 * The company and owner ids that outreaches copy from their person and company, so that every filter and order has an
 * index.
 */
public record CarriedIds(DSLContext dsl) {

    private static final String LIMIT = "5min";

    /**
     * Stores a person's new company or a company's new owner, and updates the copies in their outreaches.
     *
     * @param outreaches the condition for the outreaches of the person or company
     * @param change stores the person or the company
     */
    public void follow(Condition outreaches, Runnable change) {
        allowForMany();
        // All transactions lock outreaches in key order, so that overlapping batches can't deadlock.
        dsl.selectCount()
                .from(Rehearsal.forNoKeyUpdate(
                                select(OUTREACHES.ID)
                                        .from(OUTREACHES)
                                        .where(outreaches)
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
                """, outreaches);
    }

    /** A company can have 100,000 outreaches, whose update takes longer than a statement of a request may. */
    private void allowForMany() {
        dsl.execute("""
                select set_config('statement_timeout', {0}, true)
                where current_setting('statement_timeout')::interval between '1 ms' and {0}::interval
                """, inline(LIMIT));
    }
}

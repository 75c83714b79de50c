package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** What the persistence adapter asks of PostgreSQL for a total, by itself; in its package, since it tells nobody else. */
public final class TotalStatement {

    private TotalStatement() {}

    public static String of(OutreachFilter filter) {
        var total = OutreachList.of(filter, OutreachSort.NEWEST_FIRST).total();
        return DSL.using(SQLDialect.POSTGRES).renderInlined(DSL.select(total));
    }
}

package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.list.OutreachList;
import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachSort;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The statement of the persistence adapter for a total. It is in the adapter's package, because only that has access. */
public final class TotalStatement {

    private TotalStatement() {}

    public static String of(OutreachFilter filter) {
        var dsl = DSL.using(SQLDialect.POSTGRES);
        var total = OutreachList.of(filter, OutreachSort.NEWEST_FIRST, VisibleRows.ALL, dsl)
                .total();
        return dsl.renderInlined(DSL.select(total));
    }
}

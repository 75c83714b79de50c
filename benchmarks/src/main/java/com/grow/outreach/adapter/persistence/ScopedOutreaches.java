package com.grow.outreach.adapter.persistence;

import com.grow.outreach.adapter.persistence.list.VisibleRows;
import com.grow.outreach.adapter.persistence.repository.JooqOutreachRepository;
import com.grow.outreach.application.port.out.OutreachRepository;
import com.grow.outreach.domain.access.Scope;
import java.sql.Connection;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;

/** The outreaches of a scope. This is in the adapter's package, because only that has access. */
public final class ScopedOutreaches {

    private ScopedOutreaches() {}

    public static OutreachRepository of(Connection connection, Scope scope) {
        return new JooqOutreachRepository(DSL.using(connection, SQLDialect.POSTGRES), new VisibleRows(scope));
    }
}

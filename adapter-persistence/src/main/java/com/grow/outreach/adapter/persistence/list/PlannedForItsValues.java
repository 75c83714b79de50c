package com.grow.outreach.adapter.persistence.list;

import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGStatement;

/**
 * Makes PostgreSQL plan each execution of a statement for its values. The best plan for a filter can depend on them: a
 * part that half of all names contain needs another plan than a part that three names contain.
 */
final class PlannedForItsValues implements ExecuteListener {

    private static final long serialVersionUID = 1;

    @Override
    public void prepareEnd(ExecuteContext context) {
        var statement = context.statement();
        if (statement == null) {
            return;
        }
        try {
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
        } catch (SQLException e) {
            throw new DataAccessException("the statement is not one of the PostgreSQL driver", e);
        }
    }
}

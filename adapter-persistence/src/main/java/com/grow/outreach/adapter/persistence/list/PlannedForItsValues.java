package com.grow.outreach.adapter.persistence.list;

import java.sql.SQLException;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.exception.DataAccessException;
import org.postgresql.PGStatement;

/**
 * Has PostgreSQL plan a statement each time for the values that it comes with, for filters of which the best plan depends
 * on them: a part of a name that is in half of all names is found otherwise than one that is in three.
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
            throw new DataAccessException("not a statement of PostgreSQL", e);
        }
    }
}

package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.SessionSettings;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/**
 * Statements that can't run in a transaction.
 *
 * @param pool the pool of connections
 * @param pooled whether the connections lead to a connection pooler, where settings would affect other clients
 */
public record Maintenance(DataSource pool, boolean pooled) {

    /**
     * Vacuums tables.
     *
     * @param tables the names of the tables, with options in parentheses before them
     */
    public boolean vacuum(String tables) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            if (pooled) {
                return statement.execute("vacuum " + tables);
            }
            // The timeout for work on the whole database.
            statement.execute("set statement_timeout = "
                    + SessionSettings.BULK.statement().toMillis());
            try {
                return statement.execute("vacuum " + tables);
            } finally {
                statement.execute("set statement_timeout = "
                        + SessionSettings.BACKGROUND.statement().toMillis());
            }
        } catch (SQLException e) {
            throw new DataAccessException("vacuum failed", e);
        }
    }
}

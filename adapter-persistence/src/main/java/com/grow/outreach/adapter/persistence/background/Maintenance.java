package com.grow.outreach.adapter.persistence.background;

import com.grow.outreach.adapter.persistence.transaction.SessionSettings;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;

/**
 * Statements that PostgreSQL refuses inside of a transaction.
 *
 * @param pool where connections come from
 * @param pooled whether they lead to a connection pooler, on which settings would stay behind
 */
public record Maintenance(DataSource pool, boolean pooled) {

    /**
     * Vacuums tables.
     *
     * @param tables their names, after options in parentheses
     */
    public boolean vacuum(String tables) {
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            if (pooled) {
                return statement.execute("vacuum " + tables);
            }
            // As long as the whole database needs.
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

package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.StorageUnavailableException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/** Tells the failures that pass, since PostgreSQL is away or overloaded, from defects. */
final class StorageFailures {

    /** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention, system error. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    private StorageFailures() {}

    /**
     * Runs work on the database.
     *
     * @throws StorageUnavailableException if it failed since the database is away or takes no more work
     */
    static <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            if (isUnavailable(e.getCause(SQLException.class))) {
                throw new StorageUnavailableException("PostgreSQL is unavailable: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    private static boolean isUnavailable(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) {
            return true;
        }
        return failure != null
                && failure.getSQLState() != null
                && failure.getSQLState().length() == 5
                && UNAVAILABLE.contains(failure.getSQLState().substring(0, 2));
    }
}

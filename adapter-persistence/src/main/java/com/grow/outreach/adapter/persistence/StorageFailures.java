package com.grow.outreach.adapter.persistence;

import com.grow.outreach.application.port.out.StorageConflictException;
import com.grow.outreach.application.port.out.StorageUnavailableException;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import java.util.function.Supplier;
import org.jooq.exception.DataAccessException;

/**
 * Tells the failures that pass, since PostgreSQL is away or overloaded or somebody is in the way, from defects.
 *
 * @param pool where connections come from
 */
record StorageFailures(HikariDataSource pool) {

    /** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention, system error. */
    private static final Set<String> UNAVAILABLE = Set.of("08", "53", "57", "58");

    /** Serialization, deadlock: PostgreSQL chose this transaction to make way for another. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** What a primary answers once another one has taken its place: new connections may lead to that. */
    private static final String READ_ONLY = "25006";

    /**
     * Runs work on the database.
     *
     * @throws StorageConflictException if it had to make way for another
     * @throws StorageUnavailableException if it failed since the database is away or takes no more work
     */
    <T> T translate(Supplier<T> work) {
        try {
            return work.get();
        } catch (DataAccessException e) {
            var failure = e.getCause(SQLException.class);
            if (failure instanceof SQLTransientConnectionException) {
                throw new StorageUnavailableException("no connection to PostgreSQL: " + failure.getMessage(), e);
            }
            if (failure != null && CONFLICTS.contains(String.valueOf(failure.getSQLState()))) {
                throw new StorageConflictException("others changed the same: " + failure.getMessage(), e);
            }
            if (failure != null && isUnavailable(String.valueOf(failure.getSQLState()))) {
                // What broke this connection will have broken the idle ones too; the next call is to get a new one.
                pool.getHikariPoolMXBean().softEvictConnections();
                throw new StorageUnavailableException("PostgreSQL is unavailable: " + failure.getMessage(), e);
            }
            throw e;
        }
    }

    private static boolean isUnavailable(String sqlState) {
        return sqlState.length() == 5 && (UNAVAILABLE.contains(sqlState.substring(0, 2)) || sqlState.equals(READ_ONLY));
    }
}

package com.grow.outreach.bootstrap;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A direct connection to the database of an application.
 *
 * @param connection the JDBC connection
 */
public record Sql(Connection connection) implements AutoCloseable {

    public static Sql connect(String jdbcUrl) throws SQLException {
        return new Sql(DriverManager.getConnection(jdbcUrl));
    }

    public void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Returns the single value of a single row. */
    public String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Repeats the query until it returns true. Each attempt queries the database, so no time limit is needed. */
    public void await(String condition) throws SQLException {
        while (!value("select " + condition).equals("t")) {
            if (Thread.interrupted()) {
                throw new AssertionError("not so until the test was over: " + condition);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

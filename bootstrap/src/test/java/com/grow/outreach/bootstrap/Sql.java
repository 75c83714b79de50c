package com.grow.outreach.bootstrap;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/**
 * A look into a database, beside the application.
 *
 * @param connection how
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

    /** The one value of one row. */
    public String value(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Asks until the answer is yes; each round asks the database again, so that nothing is timed. */
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

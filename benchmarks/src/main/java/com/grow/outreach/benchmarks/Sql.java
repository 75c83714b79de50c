package com.grow.outreach.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * A direct connection to a database. Statements stay prepared.
 */
record Sql(Connection connection) implements AutoCloseable {

    static Sql connect(String jdbcUrl) throws SQLException {
        return new Sql(DriverManager.getConnection(jdbcUrl + "&prepareThreshold=1"));
    }

    CopyManager copies() throws SQLException {
        return connection.unwrap(PGConnection.class).getCopyAPI();
    }

    void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Executes a statement with an array of texts as its parameter. */
    void execute(String sql, List<String> texts) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            statement.execute();
        }
    }

    /** Executes a statement and returns the number of changed rows. */
    int change(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    /** Returns the first column of all rows. */
    List<String> texts(String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** Returns the first column of the first row. */
    String text(String sql) throws SQLException {
        return texts(sql).getFirst();
    }

    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}

package com.grow.outreach.benchmarks;

import java.io.IOException;
import java.sql.SQLException;

/** A comparison of the product's totals with {@code count(*)} while nothing writes. */
final class TotalsCheck {

    private final HttpConnection http;
    private long compared;
    private long wrong;

    private TotalsCheck(HttpConnection http) {
        this.http = http;
    }

    /** Compares the totals of all outreaches and of each state, channel, owner and sequence. */
    static void print(Target target) throws IOException, SQLException {
        try (var http = target.http();
                var sql = target.sql()) {
            var check = new TotalsCheck(http);
            check.compare(sql, "select count(*), '' from outreaches");
            check.compare(sql, """
                    select count(*), '&status=' || current_state || '&channel=' || channel
                    from outreaches group by current_state, channel
                    """);
            check.compare(sql, """
                    select n, '&owner=' || public_id
                    from (select owner_id as id, count(*) as n from outreaches group by 1) counted join users using (id)
                    """);
            check.compare(sql, """
                    select n, '&sequence_id=' || public_id
                    from (select sequence_id as id, count(*) as n from outreaches group by 1) counted
                    join sequences using (id)
                    """);
            System.out.printf("%nTotals other than `count(*)`: %d of %d.%n", check.wrong, check.compared);
        }
    }

    private void compare(Sql sql, String counts) throws IOException, SQLException {
        try (var statement = sql.connection().prepareStatement(counts);
                var rows = statement.executeQuery()) {
            while (rows.next()) {
                compared++;
                if (http.get("/api/outreaches?per=1" + rows.getString(2)).number("total_count") != rows.getLong(1)) {
                    wrong++;
                }
            }
        }
    }
}

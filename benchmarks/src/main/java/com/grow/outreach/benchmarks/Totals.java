package com.grow.outreach.benchmarks;

import com.grow.outreach.adapter.persistence.TotalStatement;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import java.util.List;

/** Compares an exact total with {@code count(*)} of the same rows: the product's statement, and a whole request. */
final class Totals implements Part {

    private static final int TURNS = 3;

    /**
     * A filter in three forms.
     *
     * @param parameters the query parameters of the API
     * @param filter the filter of the application
     * @param condition the condition in SQL
     */
    private record Counted(String parameters, OutreachFilter filter, String condition) {}

    private static final List<Counted> COUNTED = List.of(
            new Counted("", OutreachFilter.ALL, "true"),
            new Counted(
                    "status=ready",
                    new OutreachFilter(null, null, null, null, OutreachState.READY, null),
                    "current_state = 'ready'"),
            new Counted(
                    "owner=usr_1",
                    new OutreachFilter(null, null, null, null, null, new UserId("usr_1")),
                    "owner_id = (select id from users where public_id = 'usr_1')"),
            new Counted(
                    "sequence_id=seq_1",
                    new OutreachFilter(null, null, null, new SequenceId("seq_1"), null, null),
                    "sequence_id = (select id from sequences where public_id = 'seq_1')"));

    @Override
    public void measure(Target target) throws Exception {
        var alone = new Ratios();
        var requests = new Ratios();
        try (var http = target.http();
                var sql = target.sql()) {
            for (var counted : COUNTED) {
                var name = counted.parameters().isEmpty() ? "unfiltered" : "`" + counted.parameters() + "`";
                var total = TotalStatement.of(counted.filter());
                var path = "/api/outreaches?per=1&" + counted.parameters();
                Ratios.Work count = () -> sql.number("select count(*) from outreaches where " + counted.condition());
                alone.sideBySide(name, () -> sql.number(total), count, TURNS);
                requests.sideBySide(name, () -> http.get(path).ok(), count, TURNS);
            }
        }
        alone.print("The exact total alone, both statements over JDBC", "total / count(*)");
        requests.print("A whole request for one row and the exact total", "request / count(*)");
    }
}

package com.grow.outreach.adapter.persistence.transaction;

import java.sql.Connection;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConnectionProvider;

/** Runs work in one transaction of PostgreSQL. */
public final class PostgresTransaction {

    private PostgresTransaction() {}

    /** Runs work in one transaction. */
    public static <T> T run(DSLContext dsl, Function<DSLContext, T> work) {
        // Gets the connection first. Otherwise jOOQ asks for one three times before its transaction fails.
        return dsl.connectionResult(
                connection -> DSL.using(dsl.configuration().derive(new DefaultConnectionProvider(connection)))
                        .transactionResult(transaction -> work.apply(transaction.dsl())));
    }

    /** Runs work in one transaction that is rolled back. */
    public static <T> T rolledBack(DSLContext dsl, Function<DSLContext, T> work) {
        return run(dsl, transaction -> {
            T result = work.apply(transaction);
            // jOOQ then commits an empty transaction.
            transaction.connection(Connection::rollback);
            return result;
        });
    }

    /** Runs work in one transaction without the timeouts of requests, for work on the whole database. */
    public static <T> T bulk(DSLContext dsl, Function<DSLContext, T> work) {
        return run(dsl, transaction -> {
            transaction.execute(SessionSettings.BULK.localLimits());
            return work.apply(transaction);
        });
    }

    /** Runs reads on one snapshot, for example a total and the rows that it counts. */
    public static <T> T snapshot(DSLContext dsl, Function<DSLContext, T> reads) {
        return run(dsl, snapshot -> {
            snapshot.execute("set transaction isolation level repeatable read, read only");
            return reads.apply(snapshot);
        });
    }

    /** Runs reads on one snapshot without the timeouts of requests, for reads of the whole database. */
    public static <T> T bulkSnapshot(DSLContext dsl, Function<DSLContext, T> reads) {
        return snapshot(dsl, snapshot -> {
            snapshot.execute(SessionSettings.BULK.localLimits());
            return reads.apply(snapshot);
        });
    }
}

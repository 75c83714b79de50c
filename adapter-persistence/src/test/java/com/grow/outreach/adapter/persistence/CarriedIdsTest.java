package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.adapter.persistence.repository.CarriedIds;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CarriedIdsTest {

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @ParameterizedTest
    @CsvSource({"100ms, 5min", "15s, 5min", "6h, 6h", "0, 0"})
    void a_change_of_many_outreaches_may_take_longer_than_the_statements_of_a_request(String limit, String expected) {
        var during = DATABASE.sql().transactionResult(transaction -> {
            var dsl = DSL.using(transaction);
            dsl.execute("set local statement_timeout = '" + limit + "'");
            new CarriedIds(dsl).follow(DSL.noCondition(), () -> dsl.execute("select pg_sleep(0.2)"));
            return dsl.fetchSingle("show statement_timeout").into(String.class);
        });

        assertThat(during).isEqualTo(expected);
    }
}

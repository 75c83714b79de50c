package com.grow.outreach.application.port.in;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.domain.OutreachId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OutreachBatchTest {

    private static final OutreachId ONE = new OutreachId("out_1");
    private static final OutreachId TWO = new OutreachId("out_2");
    private static final OutreachId THREE = new OutreachId("out_3");

    @Test
    void a_batch_keeps_the_order_in_which_ids_were_given() {
        assertThat(OutreachBatch.of(List.of(THREE, ONE, TWO)).ids()).containsExactly(THREE, ONE, TWO);
    }

    @Test
    void an_id_that_comes_twice_is_there_once_where_it_came_first() {
        assertThat(OutreachBatch.of(List.of(TWO, ONE, TWO, THREE, ONE)).ids()).containsExactly(TWO, ONE, THREE);
    }

    @Test
    void a_batch_has_at_least_one_outreach() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutreachBatch.of(List.of()))
                .withMessage("a batch has 1 to 10000 outreaches, not 0");
    }

    @Test
    void a_batch_has_at_most_ten_thousand_outreaches() {
        assertThat(OutreachBatch.of(ids(10_000)).ids()).hasSize(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutreachBatch.of(ids(10_001)))
                .withMessage("a batch has 1 to 10000 outreaches, not 10001");
    }

    @Test
    void the_limit_counts_an_id_that_comes_twice_once() {
        var ids = ids(10_000);
        ids.addAll(ids(10_000));

        assertThat(OutreachBatch.of(ids).ids()).hasSize(10_000);
    }

    @Test
    void a_batch_cannot_be_changed_once_it_is_made() {
        var given = new LinkedHashSet<>(List.of(ONE));
        var batch = new OutreachBatch(given);
        given.add(TWO);

        assertThat(batch.ids()).containsExactly(ONE);
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> batch.ids().add(TWO));
    }

    private static List<OutreachId> ids(int count) {
        return new ArrayList<>(IntStream.rangeClosed(1, count)
                .mapToObj(number -> new OutreachId("out_" + number))
                .toList());
    }
}

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
    void keeps_the_order_of_the_ids() {
        assertThat(OutreachBatch.of(List.of(THREE, ONE, TWO)).ids()).containsExactly(THREE, ONE, TWO);
    }

    @Test
    void keeps_the_first_of_duplicate_ids() {
        assertThat(OutreachBatch.of(List.of(TWO, ONE, TWO, THREE, ONE)).ids()).containsExactly(TWO, ONE, THREE);
    }

    @Test
    void rejects_an_empty_batch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutreachBatch.of(List.of()))
                .withMessage("a batch has 1 to 10000 outreaches, not 0");
    }

    @Test
    void rejects_more_than_ten_thousand_ids() {
        assertThat(OutreachBatch.of(ids(10_000)).ids()).hasSize(10_000);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OutreachBatch.of(ids(10_001)))
                .withMessage("a batch has 1 to 10000 outreaches, not 10001");
    }

    @Test
    void counts_duplicate_ids_once() {
        var ids = ids(10_000);
        ids.addAll(ids(10_000));

        assertThat(OutreachBatch.of(ids).ids()).hasSize(10_000);
    }

    @Test
    void a_batch_is_immutable() {
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

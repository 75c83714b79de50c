package com.grow.outreach.application.service.outreach;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.UserId;
import org.junit.jupiter.api.Test;

class ListOutreachesTest {

    private static final OutreachFilter READY_OF_ADA =
            new OutreachFilter(null, null, null, null, OutreachState.READY, new UserId("usr_ada"));

    private final TestGrow grow = TestGrow.with(new TestBook()
            .company("com_1", "Acme", "usr_ada")
            .company("com_2", "Bolt", null)
            .person("per_2", "com_2")
            .outreach("out_1")
            .outreach("out_2", OutreachState.NEW)
            .outreach("out_3", "per_2", Channel.EMAIL, OutreachState.READY, null)
            .outreach("out_4", "per_1", Channel.PHONE, OutreachState.READY, null)
            .outreach("out_5"));

    @Test
    void filters_sorts_and_pages_a_list() {
        var sort = new OutreachSort(OutreachSort.Key.CHANNEL, Direction.DESC);
        var page = grow.use().list().list(new OutreachQuery(READY_OF_ADA, sort, new PageRequest(1, 2)));

        assertThat(page.items()).containsExactly(grow.outreach("out_4"), grow.outreach("out_5"));
        assertThat(page.totalCount()).isEqualTo(3);
        assertThat(page.totalPages()).isEqualTo(2);
        assertThat(page.request()).isEqualTo(new PageRequest(1, 2));
    }

    @Test
    void a_page_past_the_end_is_empty_and_has_the_total() {
        var page = grow.use()
                .list()
                .list(new OutreachQuery(READY_OF_ADA, OutreachSort.NEWEST_FIRST, new PageRequest(3, 2)));

        assertThat(page.items()).isEmpty();
        assertThat(page.totalCount()).isEqualTo(3);
    }
}

package com.grow.outreach.application.service.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private static final Author REQUEST = new Author(null, null, "req-1");

    private final InMemoryStorage storage = new InMemoryStorage();
    private final Queue<Runnable> later = new ArrayDeque<>();
    private final Refusals refusals = new Refusals(storage, () -> Instant.EPOCH, later::add);

    private List<AuditEntry> entries() {
        return storage.<Page<AuditEntry>>read(stored -> stored.audit().page(AuditFilter.ALL, new PageRequest(1, 500)))
                .items();
    }

    private void minutePasses() {
        for (int due = later.size(); due > 0; due--) {
            later.remove().run();
        }
    }

    @Test
    void a_flood_has_one_entry_a_minute_with_its_number() {
        for (int i = 0; i < 1_000; i++) {
            refusals.add("token.refused", "192.0.2.7", null, REQUEST);
        }
        assertThat(entries()).extracting(AuditEntry::after).containsExactly("{\"network\":\"192.0.2.7\",\"count\":1}");

        minutePasses();
        minutePasses();

        assertThat(entries())
                .extracting(AuditEntry::after, entry -> entry.author().requestId())
                .containsExactlyInAnyOrder(
                        tuple("{\"network\":\"192.0.2.7\",\"count\":1}", "req-1"),
                        tuple("{\"network\":\"192.0.2.7\",\"count\":999}", null));
        assertThat(later).isEmpty();
    }

    @Test
    void a_known_token_is_named() {
        refusals.add("token.refused", "192.0.2.7", new TokenId("tok_1"), REQUEST);
        refusals.add("token.refused", "192.0.2.7", null, REQUEST);

        assertThat(entries()).extracting(AuditEntry::subjectId).containsExactlyInAnyOrder("tok_1", null);
    }

    @Test
    void many_networks_share_an_entry() {
        for (int i = 0; i < 3 * Refusals.MAX_NETWORKS; i++) {
            refusals.add("session.throttled", "network " + i, null, REQUEST);
        }
        minutePasses();

        assertThat(entries()).hasSize(Refusals.MAX_NETWORKS + 2);
        assertThat(entries())
                .extracting(AuditEntry::after)
                .contains("{\"network\":\"others\",\"count\":%d}".formatted(2 * Refusals.MAX_NETWORKS - 1));
    }
}

package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Range;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The behaviour of the audit log, which every storage must have. */
abstract class AuditContract {

    private static final Instant NOW = TestBook.START;
    private static final UserId ANN = new UserId("usr_ann");
    private static final CompanyId ACME = new CompanyId("com_acme");
    private static final AuditEntry CREATED = new AuditEntry(
            NOW,
            new Author(ANN, null, "req-1"),
            "company.created",
            "com_acme",
            null,
            "{\"name\":\"Acme \\\"2\\\"\",\"overall_score\":90,\"fit\":true,\"segments\":[\"a\",\"b\"]}");
    private static final AuditEntry UPDATED = new AuditEntry(
            NOW.plusSeconds(1),
            new Author(null, "sync@acme.com", "req-2"),
            "company.updated",
            "com_acme",
            "{\"name\":\"Acme\"}",
            "{\"name\":null}");
    private static final AuditEntry EXPORTED =
            AuditEntry.of(NOW.plusSeconds(2), new Author(ANN, null, null), "outreach.exported", null);

    private StorageContract.Storage storage;

    abstract StorageContract.Storage emptyStorage();

    @BeforeEach
    void record_three_entries() {
        storage = emptyStorage();
        storage.write(stored -> {
            stored.audit().record(CREATED);
            stored.audit().record(EXPORTED);
            stored.audit().record(UPDATED);
        });
    }

    private Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
        return storage.transactions().read(stored -> stored.audit().page(filter, page));
    }

    private Page<AuditEntry> page(AuditFilter filter) {
        return page(filter, PageRequest.first());
    }

    @Test
    void entries_are_stored_with_all_fields_and_read_newest_first() {
        assertThat(page(AuditFilter.ALL).items()).containsExactly(EXPORTED, UPDATED, CREATED);
        assertThat(page(AuditFilter.ALL).totalCount()).isEqualTo(3);
    }

    @Test
    void entries_are_found_by_subject_user_action_and_time() {
        Range<Instant> any = Range.open();
        assertThat(page(new AuditFilter(ACME, null, null, any)).items()).containsExactly(UPDATED, CREATED);
        assertThat(page(new AuditFilter(null, ANN, null, any)).items()).containsExactly(EXPORTED, CREATED);
        assertThat(page(new AuditFilter(ACME, ANN, null, any)).items()).containsExactly(CREATED);
        assertThat(page(new AuditFilter(null, null, "company.updated", any)).items())
                .containsExactly(UPDATED);
        assertThat(page(new AuditFilter(null, null, null, new Range<>(NOW.plusSeconds(1), null)))
                        .items())
                .containsExactly(EXPORTED, UPDATED);
        assertThat(page(new AuditFilter(null, null, null, new Range<>(null, NOW.plusSeconds(1))))
                        .items())
                .containsExactly(UPDATED, CREATED);
        assertThat(page(new AuditFilter(new CompanyId("com_other"), null, null, any))
                        .totalCount())
                .isZero();
    }

    @Test
    void entries_of_one_time_are_read_in_pages_the_last_one_first() {
        var same = IntStream.range(0, 5)
                .mapToObj(i -> AuditEntry.of(NOW.plusSeconds(3), new Author(ANN, null, null), "job.started" + i, null))
                .toList();
        storage.write(stored -> same.forEach(stored.audit()::record));

        assertThat(page(AuditFilter.ALL, new PageRequest(1, 3)).items())
                .containsExactly(same.get(4), same.get(3), same.get(2));
        assertThat(page(AuditFilter.ALL, new PageRequest(2, 3)).items())
                .containsExactly(same.get(1), same.get(0), EXPORTED);
        assertThat(page(AuditFilter.ALL, new PageRequest(2, 3)).totalCount()).isEqualTo(8);
    }

    @Test
    void an_entry_of_a_transaction_that_fails_is_not_stored() {
        assertThatIllegalStateException()
                .isThrownBy(() -> storage.write(stored -> {
                    stored.audit().record(CREATED);
                    throw new IllegalStateException("fails");
                }));

        assertThat(page(AuditFilter.ALL).totalCount()).isEqualTo(3);
    }
}

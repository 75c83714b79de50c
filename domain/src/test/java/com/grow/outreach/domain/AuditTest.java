package com.grow.outreach.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Caller;
import com.grow.outreach.domain.access.Caller.Origin;
import com.grow.outreach.domain.access.Role;
import com.grow.outreach.domain.access.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AuditTest {

    private static final UserId ANN = new UserId("usr_ann");
    private static final CompanyId ACME = new CompanyId("com_acme");
    private static final Author AUTHOR = new Author(ANN, null, "req-1");

    private static AuditEntry entry(AuditFields before, AuditFields after) {
        return AuditEntry.of(Instant.EPOCH, AUTHOR, "company.updated", ACME).changing(before, after);
    }

    @Test
    void an_entry_has_only_the_fields_that_changed() {
        var before = Company.named(ACME, "Acme", null);
        var profile = new Company.Profile("acme.com", Fit.YES, List.of("SaaS", "AI"), List.of(), 90);
        var after = new Company(ACME, "Acme", ANN, profile, Company.Enrichment.NEVER);

        var entry = entry(AuditFields.of(before), AuditFields.of(after));

        assertThat(entry.before())
                .isEqualTo("{\"domain\":null,\"fit\":null,\"segments\":null,\"owner_id\":null,\"overall_score\":null}");
        assertThat(entry.after())
                .isEqualTo(
                        "{\"domain\":\"acme.com\",\"fit\":true,\"segments\":[\"SaaS\",\"AI\"],\"owner_id\":\"usr_ann\",\"overall_score\":90}");
    }

    @Test
    void a_new_record_has_no_former_fields_and_a_deleted_one_no_new_fields() {
        var fields = AuditFields.of(Company.named(ACME, "Acme", null));

        assertThat(entry(AuditFields.NONE, fields).before()).isNull();
        assertThat(entry(AuditFields.NONE, fields).after()).isEqualTo("{\"name\":\"Acme\"}");
        assertThat(entry(fields, AuditFields.NONE).before()).isEqualTo("{\"name\":\"Acme\"}");
        assertThat(entry(fields, AuditFields.NONE).after()).isNull();
    }

    @Test
    void texts_are_escaped() {
        var fields = AuditFields.NONE.with("name", "a\"b\\c\n\u0001é\u2028");

        assertThat(entry(AuditFields.NONE, fields).after())
                .isEqualTo("{\"name\":\"a\\\"b\\\\c\\u000a\\u0001é\u2028\"}");
    }

    @Test
    void the_author_is_the_caller_with_the_request() {
        var ann = new Caller(ANN, Role.REP, Scope.of(Role.REP, ANN, Set.of(), true), false);

        assertThat(Author.of(ann)).isEqualTo(new Author(ANN, null, null));
        assertThat(Author.of(ann.in(new Origin("req-1", "eve@example.com")))).isEqualTo(new Author(ANN, null, "req-1"));
        assertThat(Author.of(Caller.ANONYMOUS.in(new Origin("req-1", "eve@example.com"))))
                .isEqualTo(new Author(null, "eve@example.com", "req-1"));
    }
}

package com.grow.outreach.application.service.directory;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.Instant;

/**
 * The records of a merge in the audit log.
 *
 * @param noun the noun of the actions
 * @param from the fields of the record that is merged
 * @param formerInto the fields of the other record before the merge
 * @param into the fields of the other record after the merge
 */
record MergedRecords(String noun, AuditFields from, AuditFields formerInto, AuditFields into) {

    void record(Repositories stored, MergingPair<? extends Id> pair, Instant now) {
        var author = Author.of(stored.caller());
        stored.audit()
                .record(AuditEntry.of(now, author, noun + ".merged", pair.from())
                        .changing(
                                from,
                                AuditFields.NONE.with("merged_into", pair.into().value())));
        if (!into.equals(formerInto)) {
            stored.audit()
                    .record(AuditEntry.of(now, author, noun + ".updated", pair.into())
                            .changing(formerInto, into));
        }
    }
}

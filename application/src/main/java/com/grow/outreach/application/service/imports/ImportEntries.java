package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Caller;
import java.time.Instant;

/** The entries of imports in the audit log. The records that an import changes have no entries. */
final class ImportEntries {

    private ImportEntries() {}

    static AuditEntry started(ImportRun run, Caller caller, Instant now) {
        return AuditEntry.of(now, Author.of(caller), "import.started", run.id())
                .changing(
                        AuditFields.NONE,
                        AuditFields.NONE.with("files", run.files()).with("dry_run", run.dryRun()));
    }
}

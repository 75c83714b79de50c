package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.DeleteImport;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.time.InstantSource;

record DeleteImportService(Transactions transactions, InstantSource clock) implements DeleteImport {

    @Override
    public Result delete(ImportId id) {
        return transactions.write(stored -> stored.imports()
                .lock(id)
                .map(run -> delete(stored, run))
                .orElseGet(() -> new Result.ImportNotFound(id)));
    }

    private Result delete(Repositories stored, ImportRun run) {
        if (!run.isFinished()) {
            return new Result.NotEnded(run);
        }
        stored.imports().delete(run.id());
        stored.audit().record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), "import.deleted", run.id()));
        return new Result.Deleted();
    }
}

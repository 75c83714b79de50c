package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.StopImport;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.ImportId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

record StopImportService(Transactions transactions, InstantSource clock) implements StopImport {

    @Override
    public Result stop(ImportId id) {
        return transactions.write(stored ->
                stored.imports().lock(id).map(run -> stop(stored, run)).orElseGet(() -> new Result.ImportNotFound(id)));
    }

    private Result stop(Repositories stored, ImportRun run) {
        if (run.status() == ImportRun.Status.STOPPED) {
            return new Result.Stopped(run);
        }
        if (run.isFinished()) {
            return new Result.Ended(run);
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var stopped = run.stopped(now);
        stored.imports().save(stopped);
        stored.audit().record(AuditEntry.of(now, Author.of(stored.caller()), "import.stopped", run.id()));
        return new Result.Stopped(stopped);
    }
}

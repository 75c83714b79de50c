package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportRun;
import com.grow.outreach.application.port.in.imports.DeleteImport;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.domain.ImportId;

record DeleteImportService(Transactions transactions) implements DeleteImport {

    @Override
    public Result delete(ImportId id) {
        return transactions.write(stored -> stored.imports()
                .lock(id)
                .map(run -> delete(stored, run))
                .orElseGet(() -> new Result.ImportNotFound(id)));
    }

    private static Result delete(Repositories stored, ImportRun run) {
        if (!run.isFinished()) {
            return new Result.NotEnded(run);
        }
        stored.imports().delete(run.id());
        return new Result.Deleted();
    }
}

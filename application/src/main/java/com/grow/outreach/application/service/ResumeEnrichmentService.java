package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ResumeEnrichment;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.Transactions;
import java.time.InstantSource;
import java.util.List;

record ResumeEnrichmentService(Transactions transactions, InstantSource clock) implements ResumeEnrichment {

    @Override
    public void resume() {
        transactions.write(stored -> {
            stored.tasks().schedule(TaskKind.ENRICHMENT, List.of(EnrichmentTask.RESUME), clock.instant());
            return true;
        });
    }
}

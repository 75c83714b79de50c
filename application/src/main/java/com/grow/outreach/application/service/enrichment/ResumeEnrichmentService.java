package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.port.in.ResumeEnrichment;
import com.grow.outreach.application.port.out.Transactions;
import java.time.InstantSource;

record ResumeEnrichmentService(Transactions transactions, InstantSource clock) implements ResumeEnrichment {

    @Override
    public void resume() {
        transactions.write(stored -> {
            LookUps.resume(stored, clock.instant());
            return true;
        });
    }
}

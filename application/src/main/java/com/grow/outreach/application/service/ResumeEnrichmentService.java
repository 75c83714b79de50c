package com.grow.outreach.application.service;

import com.grow.outreach.application.port.in.ResumeEnrichment;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

record ResumeEnrichmentService(Transactions transactions, InstantSource clock, LookUps lookUps)
        implements ResumeEnrichment {

    private static final OutreachFilter WAITING =
            new OutreachFilter(null, null, null, null, OutreachState.ENRICHMENT, null);

    @Override
    public long resume() {
        long waiting = 0;
        @Nullable Position after = null;
        do {
            var from = after;
            var slice = transactions.write(stored -> resume(stored, from));
            waiting += slice.items().size();
            after = slice.next();
        } while (after != null);
        return waiting;
    }

    private Slice<Outreach> resume(Repositories stored, @Nullable Position after) {
        var slice = stored.outreaches().walk(WAITING, new SliceRequest(after, PageRequest.MAX_SIZE));
        lookUps.schedule(stored, slice.items().stream(), clock.instant());
        return slice;
    }
}

package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.Position;
import com.grow.outreach.application.query.Slice;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachState;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The task of enrichment. It runs the look-up that its name identifies. With a name that starts with {@link #RESUME},
 * it schedules missing look-ups.
 *
 * @param lookUps runs look-ups
 */
record EnrichmentTask(Transactions transactions, InstantSource clock, Task lookUps) implements Task {

    /** The prefix of the name, which no look-up has. */
    static final String RESUME = "resume";

    private static final OutreachFilter IN_ENRICHMENT =
            new OutreachFilter(null, null, null, null, OutreachState.ENRICHMENT, null);

    @Override
    public Optional<Instant> run(String id) {
        if (!id.startsWith(RESUME)) {
            return lookUps.run(id);
        }
        @Nullable Position after = null;
        do {
            var from = after;
            after = transactions.write(stored -> schedule(stored, from)).next();
        } while (after != null);
        return Optional.empty();
    }

    private Slice<Outreach> schedule(Repositories stored, @Nullable Position after) {
        var slice = stored.outreaches().walk(IN_ENRICHMENT, new SliceRequest(after, PageRequest.MAX_SIZE));
        LookUps.schedule(stored, slice.items().stream(), clock.instant());
        return slice;
    }
}

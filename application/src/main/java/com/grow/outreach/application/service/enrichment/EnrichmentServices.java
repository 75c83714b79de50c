package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.port.in.ResumeEnrichment;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.port.out.enrichment.EnrichmentProvider;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/** Builds the task and the use case of enrichment. */
public final class EnrichmentServices {

    /** Enough for thousands of look-ups a second, and few enough to leave most connections to those who wait for answers. */
    private static final int STORAGE_TURNS = 4;

    /** Some half a minute, in which a database can be started anew. */
    private static final List<Duration> STORAGE_PAUSES =
            Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toList();

    private EnrichmentServices() {}

    /**
     * What is done in the background: the task of {@link com.grow.outreach.application.port.out.TaskKind#ENRICHMENT}.
     *
     * @param transactions where people and outreaches are kept
     * @param clock what time it is, for the history
     * @param providers whom to ask, in this order
     */
    public static Task task(Transactions transactions, InstantSource clock, List<EnrichmentProvider> providers) {
        return task(transactions, clock, providers, STORAGE_PAUSES);
    }

    static Task task(
            Transactions transactions,
            InstantSource clock,
            List<EnrichmentProvider> providers,
            List<Duration> storagePauses) {
        var lookUps = new LookUpTask(
                transactions, clock, List.copyOf(providers), new Semaphore(STORAGE_TURNS), storagePauses);
        return new EnrichmentTask(transactions, clock, lookUps);
    }

    /**
     * What has the look-ups scheduled that are missing.
     *
     * @param transactions where outreaches are kept
     * @param clock what time it is
     */
    public static ResumeEnrichment resume(Transactions transactions, InstantSource clock) {
        return new ResumeEnrichmentService(transactions, clock);
    }
}

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

    /** Enough for thousands of look-ups per second, and few enough to leave most connections to requests. */
    private static final int STORAGE_TURNS = 4;

    /** About half a minute, which suffices to restart a database. */
    private static final List<Duration> STORAGE_PAUSES =
            Stream.of(1, 2, 4, 8, 16).map(Duration::ofSeconds).toList();

    private EnrichmentServices() {}

    /**
     * Builds the task of {@link com.grow.outreach.application.port.out.TaskKind#ENRICHMENT}, which runs look-ups.
     *
     * @param transactions the storage
     * @param clock the current time, for the history
     * @param providers the providers in the order of the calls
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
     * Builds the use case that schedules missing look-ups.
     *
     * @param transactions the storage
     * @param clock the current time
     */
    public static ResumeEnrichment resume(Transactions transactions, InstantSource clock) {
        return new ResumeEnrichmentService(transactions, clock);
    }
}

package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.domain.Outreach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The scheduling of look-ups for outreaches in enrichment. */
public final class LookUps {

    private LookUps() {}

    /**
     * Schedules the look-ups of outreaches that are in enrichment, if a provider is configured. A look-up that is
     * already scheduled does not change.
     *
     * @param stored the transaction that moved the outreaches
     */
    public static void schedule(Repositories stored, Stream<Outreach> outreaches, Instant at) {
        if (stored.tasks().runs(TaskKind.ENRICHMENT)) {
            var awaited = outreaches
                    .map(LookUp::awaitedBy)
                    .flatMap(Optional::stream)
                    .map(LookUp::value)
                    .toList();
            stored.tasks().schedule(TaskKind.ENRICHMENT, awaited, at);
        }
    }

    /**
     * Schedules a task that schedules all missing look-ups, if a provider is configured.
     *
     * @param stored the transaction that created or moved the outreaches
     */
    public static void resume(Repositories stored, Instant at) {
        if (stored.tasks().runs(TaskKind.ENRICHMENT)) {
            // With a unique name, because a running task may already have passed these outreaches.
            stored.tasks().schedule(TaskKind.ENRICHMENT, List.of(EnrichmentTask.RESUME + " " + at), at);
        }
    }
}

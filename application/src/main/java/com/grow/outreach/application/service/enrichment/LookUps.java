package com.grow.outreach.application.service.enrichment;

import com.grow.outreach.application.enrichment.LookUp;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.domain.Outreach;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Has outreaches looked up that got into enrichment. */
public final class LookUps {

    private LookUps() {}

    /**
     * Schedules what those that are in enrichment wait for, if there is anybody who can look something up; a look-up that
     * is scheduled already stays as it is.
     *
     * @param stored the transaction that got them there
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
     * Has all that are in enrichment scheduled that are not, soon and in the background, if there is anybody who can look
     * something up.
     *
     * @param stored the transaction after which they are all there
     */
    public static void resume(Repositories stored, Instant at) {
        if (stored.tasks().runs(TaskKind.ENRICHMENT)) {
            // Under a name of its own: one that is at it already may have passed by what has come since.
            stored.tasks().schedule(TaskKind.ENRICHMENT, List.of(EnrichmentTask.RESUME + " " + at), at);
        }
    }
}

package com.grow.outreach.application.service;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.query.LookUp;
import com.grow.outreach.domain.Outreach;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What has outreaches looked up that got into enrichment.
 *
 * @param wanted whether there is anybody who can look something up
 */
record LookUps(boolean wanted) {

    /** Schedules the look-ups of those that are in enrichment, in the transaction that got them there. */
    void schedule(Repositories stored, Stream<Outreach> outreaches, Instant at) {
        if (wanted) {
            var awaited = outreaches
                    .map(LookUp::awaitedBy)
                    .flatMap(Optional::stream)
                    .map(LookUp::value)
                    .toList();
            stored.tasks().schedule(TaskKind.ENRICHMENT, awaited, at);
        }
    }
}

package com.grow.outreach.benchmarks;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.TransitionResult;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The domain's work on each outreach of a batch. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DomainBenchmark {

    private final Instant now = Instant.parse("2026-11-02T09:30:00Z");
    private final String id = "out_1234567";
    private final Outreach ready = outreach(OutreachState.READY);
    private final Outreach inEnrichment = outreach(OutreachState.ENRICHMENT);

    private Outreach outreach(OutreachState state) {
        return Outreach.restore(
                new OutreachId("out_1234567"), Channel.EMAIL, new PersonId("per_1234567"), null, state, 20);
    }

    @Benchmark
    public TransitionResult start_enrichment() {
        return ready.transitionTo(OutreachState.ENRICHMENT, Circumstances.at(now));
    }

    @Benchmark
    public TransitionResult refuse_to_start_enrichment() {
        return inEnrichment.transitionTo(OutreachState.ENRICHMENT, Circumstances.at(now));
    }

    @Benchmark
    public Optional<OutreachId> parse_an_id() {
        return OutreachId.KIND.parse(id);
    }
}

package com.grow.outreach.adapter.rest;

import static java.util.stream.Collectors.joining;

import com.grow.outreach.adapter.rest.outreach.BatchSelection;
import com.grow.outreach.adapter.rest.outreach.Expansion;
import com.grow.outreach.adapter.rest.outreach.OutreachJson;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.JsonObject;
import com.grow.outreach.application.port.in.outreach.OutreachBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The largest answers and the largest request. It is in the adapter's package, because only that has access. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JsonBenchmark {

    private final Page<Outreach> page = page(50);
    private final Page<Outreach> largestPage = page(500);
    private final String batch = IntStream.range(0, OutreachBatch.MAX_SIZE)
            .mapToObj(i -> "\"out_" + (1_000_000 + 17 * i) + "\"")
            .collect(joining(",", "{\"outreach_ids\":[", "]}"));

    private static Page<Outreach> page(int size) {
        return new Page<>(
                IntStream.range(0, size)
                        .mapToObj(i -> Outreach.restore(
                                new OutreachId("out_" + (1_000_000 + i)),
                                Channel.values()[i % 3],
                                new PersonId("per_" + (1_000_000 + i)),
                                i % 5 == 0 ? null : new SequenceId("seq_" + i % 500),
                                OutreachState.values()[i % 6],
                                20))
                        .toList(),
                new PageRequest(1, size),
                10_000_000);
    }

    @Benchmark
    public byte[] write_a_page_of_50() {
        return OutreachJson.page(page, Expansion.NONE);
    }

    @Benchmark
    public byte[] write_a_page_of_500() {
        return OutreachJson.page(largestPage, Expansion.NONE);
    }

    @Benchmark
    public Optional<? extends OutreachSelection> read_a_batch_of_10000() {
        var fields = new BodyFields(JsonObject.parse(batch), new byte[0]);
        var ids = BatchSelection.of(fields);
        fields.check();
        return ids;
    }
}

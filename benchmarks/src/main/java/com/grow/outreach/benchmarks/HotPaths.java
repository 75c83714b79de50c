package com.grow.outreach.benchmarks;

import com.grow.outreach.adapter.rest.JsonBenchmark;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** The hot paths of the domain and the JSON answers, measured by JMH. */
final class HotPaths implements Part {

    @Override
    public void measure(Target target) throws Exception {
        var results = new Runner(new OptionsBuilder()
                        .include(Pattern.quote(DomainBenchmark.class.getName() + "."))
                        .include(Pattern.quote(JsonBenchmark.class.getName() + "."))
                        .forks(2)
                        .warmupIterations(2)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(1))
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        System.out.printf("%n### Hot paths on one core%n%n| | µs | ± (99.9 %%) |%n|---|---|---|%n");
        for (var result : results) {
            var score = result.getPrimaryResult();
            System.out.printf(
                    "| %s | %.3f | %.3f |%n",
                    score.getLabel().replace('_', ' '), score.getScore(), score.getScoreError());
        }
    }
}

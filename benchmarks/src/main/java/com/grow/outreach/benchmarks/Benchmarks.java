package com.grow.outreach.benchmarks;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures the packaged product over HTTP against PostgreSQL over TCP, and prints tables of ratios. The two sides of a ratio
 * alternate within several rounds of one run. Each part restores the data that it changes, so that the next run measures the
 * same database.
 */
public final class Benchmarks {

    private Benchmarks() {}

    /**
     * Runs the given parts, or all of them.
     *
     * @param args the jar of the product, the data directories of the small and the large database, the names of parts
     */
    public static void main(String[] args) throws Exception {
        var jar = Path.of(args[0]);
        var parts = parts(jar, Path.of(args[1]));
        var chosen = args.length == 3 ? List.copyOf(parts.keySet()) : List.of(Arrays.copyOfRange(args, 3, args.length));
        if (!parts.keySet().containsAll(chosen)) {
            System.err.println("benchmarks: the parts are " + String.join(", ", parts.keySet()));
            System.exit(1);
        }
        try (var target = Target.start(jar, Path.of(args[2]))) {
            System.out.printf("%n%,d outreaches: %s.%n", target.outreaches(), String.join(", ", chosen));
            for (var name : chosen) {
                long start = System.nanoTime();
                requireNonNull(parts.get(name)).measure(target);
                System.out.printf(
                        "%n(%s took %d s.)%n",
                        name, Duration.ofNanos(System.nanoTime() - start).toSeconds());
            }
            System.out.printf("%nThe product's heap during all parts: %s.%n", target.heap());
        }
    }

    private static Map<String, Part> parts(Path jar, Path smallData) {
        var parts = new LinkedHashMap<String, Part>();
        parts.put("by-id", new OneOutreach());
        parts.put("first-page", new FirstPages(jar, smallData));
        parts.put("deep", new DeepPages());
        parts.put("totals", new Totals());
        parts.put("scope", new Scopes());
        parts.put("access", new AccessControl(jar));
        parts.put("orm", new OrmComparison());
        parts.put("directory", new Directory());
        parts.put("batch", new Batches());
        parts.put("overlap", new OverlappingBatches());
        parts.put("writes", new SingleWrites());
        parts.put("load", new FullLoad());
        parts.put("import", new Imports());
        parts.put("jmh", new HotPaths());
        return parts;
    }
}

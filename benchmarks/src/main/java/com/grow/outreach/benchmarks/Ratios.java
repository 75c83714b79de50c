package com.grow.outreach.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ratios of two measurements that alternate in several rounds. */
final class Ratios {

    static final int ROUNDS = 3;

    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();

    /** An action to measure. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    void add(String name, double ratio) {
        rounds.computeIfAbsent(name, each -> new ArrayList<>()).add(ratio);
    }

    /**
     * Adds the ratio of the median times for each round.
     *
     * @param turns how often each side runs in a round, and before the first round
     */
    void sideBySide(String name, Work one, Work other, int turns) throws Exception {
        for (int i = 0; i < turns; i++) {
            one.run();
            other.run();
        }
        for (int round = 0; round < ROUNDS; round++) {
            var ones = new double[turns];
            var others = new double[turns];
            for (int turn = 0; turn < turns; turn++) {
                ones[turn] = time(one);
                others[turn] = time(other);
            }
            Arrays.sort(ones);
            Arrays.sort(others);
            add(name, ones[turns / 2] / others[turns / 2]);
        }
    }

    /** Returns the time of an action in nanoseconds. */
    static double time(Work work) throws Exception {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    /** Prints each median with its range. */
    void print(String title, String what) {
        heading(title, what);
        rounds.keySet().forEach(this::row);
    }

    /** Prints the median of all, and the largest medians with their range. */
    void printLargest(String title, String what, int count) {
        heading("%s, %d of them".formatted(title, rounds.size()), what);
        var medians = rounds.values().stream().map(Ratios::median).toList();
        System.out.printf("| median of all | %s | | |%n", figure(median(medians)));
        rounds.entrySet().stream()
                .sorted(Collections.reverseOrder(
                        Map.Entry.comparingByValue((one, other) -> Double.compare(median(one), median(other)))))
                .limit(count)
                .forEach(each -> row(each.getKey()));
    }

    private static void heading(String title, String what) {
        System.out.printf("%n### %s%n%n| | %s, median | lowest | highest |%n|---|---|---|---|%n", title, what);
    }

    private void row(String name) {
        var ratios = rounds.getOrDefault(name, List.of());
        System.out.printf(
                "| %s | %s | %s | %s |%n",
                name, figure(median(ratios)), figure(Collections.min(ratios)), figure(Collections.max(ratios)));
    }

    private static String figure(double ratio) {
        return ratio < 0.1 ? "%.4f".formatted(ratio) : "%.2f".formatted(ratio);
    }

    private static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}

package com.grow.outreach.benchmarks;

/** A part of the benchmarks, which measures and prints its results. */
@FunctionalInterface
interface Part {

    void measure(Target target) throws Exception;
}

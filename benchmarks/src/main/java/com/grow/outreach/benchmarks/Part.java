package com.grow.outreach.benchmarks;

/** A part of the benchmarks: measures one thing and prints what it found. */
@FunctionalInterface
interface Part {

    void measure(Target target) throws Exception;
}

/**
 * Benchmarks: measures the running product side by side with PostgreSQL itself, several rounds each, and prints ratios.
 * It is used as its users use it, over HTTP; what no user can see alone, a total and the hot paths, is measured from
 * inside the packages of the adapters.
 */
@NullMarked
package com.grow.outreach.benchmarks;

import org.jspecify.annotations.NullMarked;

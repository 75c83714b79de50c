/**
 * Benchmarks: measures the running product side by side with PostgreSQL itself, several rounds each, and prints ratios.
 * Nothing here knows the product's classes; it is used as its users use it, over HTTP.
 */
@NullMarked
package com.grow.outreach.benchmarks;

import org.jspecify.annotations.NullMarked;

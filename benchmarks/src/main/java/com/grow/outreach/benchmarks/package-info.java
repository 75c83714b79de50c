/**
 * Benchmarks that compare the running product with PostgreSQL in several rounds and print ratios. They use the product over
 * HTTP, as its users do. Totals and hot paths can't be measured alone from outside, so their benchmarks are in the packages
 * of the adapters.
 */
@NullMarked
package com.grow.outreach.benchmarks;

import org.jspecify.annotations.NullMarked;

/**
 * Driven adapter: asks enrichment providers over HTTP, as docs/enrichment.md describes. What a provider answers is read
 * with a limit and strictly, and each provider has its own retries, rate limit and circuit breaker.
 */
@NullMarked
package com.grow.outreach.adapter.enrichment;

import org.jspecify.annotations.NullMarked;

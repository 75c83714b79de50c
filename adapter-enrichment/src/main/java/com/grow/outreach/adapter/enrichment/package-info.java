/**
 * Enrichment adapter: calls enrichment providers over HTTP, as docs/enrichment.md describes. Responses are limited in size
 * and strictly validated. Each provider has its own retries, rate limit and circuit breaker.
 */
@NullMarked
package com.grow.outreach.adapter.enrichment;

import org.jspecify.annotations.NullMarked;

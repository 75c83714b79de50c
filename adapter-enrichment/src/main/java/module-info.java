/** Asks enrichment providers over HTTP. */
module com.grow.outreach.adapter.enrichment {
    requires com.fasterxml.jackson.core;
    requires transitive com.grow.outreach.application;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires io.github.resilience4j.ratelimiter;
    requires io.github.resilience4j.retry;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports com.grow.outreach.adapter.enrichment;
}

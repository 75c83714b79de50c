package com.grow.outreach.adapter.enrichment;

import java.time.Duration;

/**
 * How much of a provider's failing is put up with.
 *
 * @param calls how often to call for one question at most
 * @param pause how long to wait after the first call that failed; each further pause is twice as long
 * @param longestPause how long to wait between two calls at most
 * @param fewestCalls how many calls to judge by before a provider is left alone because most of them failed
 * @param rest how long it is left alone before it is tried again
 * @param patience how long a provider may fail before nobody waits for it any more
 */
record Endurance(int calls, Duration pause, Duration longestPause, int fewestCalls, Duration rest, Duration patience) {

    /** Of a provider that fails a third of its calls, 15 calls leave one question in ten million without an answer. */
    static final Endurance USUAL = new Endurance(
            15, Duration.ofMillis(200), Duration.ofSeconds(5), 20, Duration.ofSeconds(10), Duration.ofMinutes(1));
}

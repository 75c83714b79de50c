package com.grow.outreach.adapter.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import com.grow.outreach.application.port.in.event.KeepWebhooks.Creation;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.domain.Webhook.Endpoint;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The limit on webhooks with concurrent creations. */
@Timeout(60)
class WebhookLimitTest {

    private static final int LIMIT = 10;
    private static final int MORE = 20;

    @AutoClose
    private static final TestDatabase DATABASE = TestDatabase.create();

    @AutoClose
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void concurrent_creations_never_exceed_the_limit() throws Exception {
        var keep = Services.over(DATABASE.transactions(), InstantSource.system(), new Random(3), LIMIT)
                .webhooks()
                .keep();
        var creations = new ArrayList<Future<Creation>>();
        for (int number = 0; number < LIMIT + MORE; number++) {
            creations.add(
                    threads.submit(() -> keep.create(null, new Endpoint("https://example.com/", Set.of(), null))));
        }
        int refused = 0;
        for (var creation : creations) {
            refused += creation.get() instanceof Creation.TooMany ? 1 : 0;
        }

        assertThat(refused).isEqualTo(MORE);
        assertThat(keep.list(PageRequest.first()).totalCount()).isEqualTo(LIMIT);
    }
}

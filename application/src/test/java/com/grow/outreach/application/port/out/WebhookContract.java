package com.grow.outreach.application.port.out;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.grow.outreach.application.port.out.StorageContract.Storage;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Delivery.Status;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TransitionResult.Moved;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.WebhookSecret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every storage does with webhooks and their deliveries. */
abstract class WebhookContract {

    private static final Instant NOW = Instant.parse("2026-04-01T12:34:56.789012Z");
    private static final WebhookId ALL = new WebhookId("whk_all");
    private static final WebhookId MOVES = new WebhookId("whk_moves");
    private static final WebhookId UNKNOWN = new WebhookId("whk_unknown");
    private static final OutreachId ONE = new OutreachId("out_1");

    private final Storage storage =
            emptyStorage().with(new TestBook().sequence("seq_1", "Welcome").outreach("out_1"));

    abstract Storage emptyStorage();

    private static Webhook webhook(WebhookId id, EventType... events) {
        return Webhook.create(
                id, new Endpoint("https://example.com/" + id, Set.of(events), null), new WebhookSecret("whsec_" + id));
    }

    private <T> T read(Function<WebhookRepository, T> read) {
        return storage.transactions().read(stored -> read.apply(stored.webhooks()));
    }

    private void write(Consumer<WebhookRepository> write) {
        storage.write(stored -> write.accept(stored.webhooks()));
    }

    @BeforeEach
    void one_for_all_events_and_one_for_moves() {
        // What happened before is told to neither.
        happen();
        write(webhooks -> {
            assertThat(webhooks.create(webhook(ALL), NOW)).isTrue();
            assertThat(webhooks.create(webhook(MOVES, EventType.TRANSITIONED), NOW.plusSeconds(1)))
                    .isTrue();
            assertThat(webhooks.create(webhook(ALL, EventType.CREATED), NOW)).isFalse();
        });
    }

    /** A move, and into the sequence and out of it. */
    private void happen() {
        storage.write(stored -> {
            var outreach =
                    stored.outreaches().lock(List.of(ONE)).values().iterator().next();
            var next = outreach.allowedTransitions().iterator().next();
            var moved = (Moved) outreach.transitionTo(next, Circumstances.at(NOW));
            stored.outreaches().saveMoved(List.of(moved));
            stored.outreaches()
                    .saveAssigned(List.of(moved.outreach().assignedTo(new SequenceId("seq_1"))), Cause.UNKNOWN);
            stored.outreaches().saveAssigned(List.of(moved.outreach().unassigned()), Cause.UNKNOWN);
        });
        storage.write(stored -> stored.events().sequence());
    }

    private List<Delivery> due(WebhookId id) {
        return due(id, NOW, 100);
    }

    private List<Delivery> due(WebhookId id, Instant when, int limit) {
        return read(webhooks -> webhooks.due(id, when, limit));
    }

    private Optional<Webhook> find(WebhookId id) {
        return read(webhooks -> webhooks.find(id));
    }

    private Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId) {
        return read(webhooks -> webhooks.delivery(id, deliveryId));
    }

    private Optional<Page<Delivery>> deliveries(WebhookId id, @Nullable Status status, PageRequest page) {
        return read(webhooks -> webhooks.deliveries(id, status, page));
    }

    private List<Webhook> page(PageRequest page) {
        return read(webhooks -> webhooks.page(page)).items();
    }

    private List<Delivery> log(WebhookId id, Status status) {
        return deliveries(id, status, PageRequest.first()).orElseThrow().items();
    }

    private void deliver(Delivery delivery, int statusCode) {
        write(webhooks -> webhooks.saveDelivery(delivery.after(Attempt.answered(NOW, statusCode), 0.5)));
    }

    @Test
    void a_webhook_is_found_and_listed_as_it_was_stored_newest_first() {
        assertThat(find(MOVES)).contains(webhook(MOVES, EventType.TRANSITIONED));
        assertThat(find(UNKNOWN)).isEmpty();
        assertThat(page(PageRequest.first())).extracting(Webhook::id).containsExactly(MOVES, ALL);
        assertThat(page(new PageRequest(2, 1))).extracting(Webhook::id).containsExactly(ALL);
    }

    @Test
    void they_are_counted_before_another_one_is_created() {
        write(webhooks -> {
            assertThat(webhooks.lockCount()).isEqualTo(2);
            webhooks.delete(ALL);
            assertThat(webhooks.lockCount()).isEqualTo(1);
        });
    }

    @Test
    void whatever_can_change_of_a_webhook_is_stored() {
        var rotated = (Rotation.Rotated) webhook(ALL)
                .with(new Endpoint(
                        "http://other.example", Set.of(EventType.CREATED, EventType.DELETED), "for \"tests\""))
                .rotated(new WebhookSecret("whsec_next"), NOW);
        var changed = rotated.webhook().after(Attempt.failed(NOW, "no answer"));
        write(webhooks -> {
            webhooks.lock(ALL);
            webhooks.save(changed);
        });
        assertThat(find(ALL)).contains(changed);

        write(webhooks -> webhooks.save(changed.disabled()));
        assertThat(find(ALL)).contains(changed.disabled());
    }

    @Test
    void events_become_deliveries_of_those_who_are_told_of_them_in_order_and_once() {
        happen();
        write(webhooks -> {
            webhooks.queue(ALL, NOW, 2);
            webhooks.queue(ALL, NOW, 100);
            webhooks.queue(ALL, NOW, 100);
            webhooks.queue(MOVES, NOW, 100);
        });

        assertThat(due(ALL)).hasSize(3).allSatisfy(delivery -> {
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.status()).isEqualTo(Status.PENDING);
        });
        assertThat(due(ALL))
                .extracting(delivery -> delivery.event().type())
                .containsExactly(EventType.TRANSITIONED, EventType.ASSIGNED, EventType.ASSIGNED);
        assertThat(due(MOVES)).extracting(delivery -> delivery.event().type()).containsExactly(EventType.TRANSITIONED);
        assertThat(due(ALL, NOW, 1)).containsExactly(due(ALL).get(0));
        assertThat(due(ALL, NOW.minusSeconds(1), 9)).isEmpty();
    }

    @Test
    void a_delivery_is_stored_with_what_became_of_it() {
        happen();
        write(webhooks -> webhooks.queue(ALL, NOW, 100));
        var queued = due(ALL);
        deliver(queued.get(0), 200);
        deliver(queued.get(1), 500);

        assertThat(log(ALL, Status.DELIVERED)).containsExactly(queued.get(0).after(Attempt.answered(NOW, 200), 0.5));
        assertThat(log(ALL, Status.PENDING))
                .containsExactly(queued.get(2), queued.get(1).after(Attempt.answered(NOW, 500), 0.5));
        assertThat(log(ALL, Status.FAILED)).isEmpty();
        assertThat(due(ALL)).containsExactly(queued.get(2));
        assertThat(delivery(ALL, queued.get(2).id())).contains(queued.get(2));
        assertThat(delivery(MOVES, queued.get(2).id())).isEmpty();
        assertThat(deliveries(UNKNOWN, null, PageRequest.first())).isEmpty();
        var page = deliveries(ALL, null, new PageRequest(2, 2)).orElseThrow();
        assertThat(page.totalCount()).isEqualTo(3);
        assertThat(page.items())
                .extracting(Delivery::id)
                .containsExactly(queued.get(0).id());
    }

    @Test
    void those_are_ready_who_are_behind_or_have_something_due() {
        assertThat(ready(NOW)).isEmpty();
        happen();
        assertThat(ready(NOW)).containsExactlyInAnyOrder(ALL, MOVES);

        write(webhooks -> {
            webhooks.queue(ALL, NOW, 100);
            webhooks.queue(MOVES, NOW, 100);
        });
        deliver(due(MOVES).get(0), 500);
        assertThat(ready(NOW)).containsExactly(ALL);
        assertThat(ready(NOW.plus(Duration.ofMinutes(1)))).containsExactlyInAnyOrder(ALL, MOVES);

        write(webhooks -> webhooks.save(webhook(ALL).after(Attempt.failed(NOW, "no answer"))));
        assertThat(ready(NOW)).isEmpty();
        write(webhooks -> webhooks.save(webhook(MOVES, EventType.TRANSITIONED).disabled()));
        assertThat(ready(NOW.plus(Duration.ofMinutes(1)))).containsExactly(ALL);
    }

    private List<WebhookId> ready(Instant now) {
        return read(webhooks -> webhooks.ready(now));
    }

    @Test
    void who_is_disabled_goes_on_where_it_was_once_it_is_enabled() {
        write(webhooks -> webhooks.save(webhook(ALL).disabled()));
        happen();
        write(webhooks -> webhooks.queue(ALL, NOW, 100));
        assertThat(due(ALL)).isEmpty();

        write(webhooks -> {
            webhooks.save(webhook(ALL).disabled().enabled());
            webhooks.queue(ALL, NOW, 100);
        });
        assertThat(due(ALL)).hasSize(3);
    }

    @Test
    void a_webhook_is_deleted_with_its_deliveries() {
        happen();
        write(webhooks -> {
            webhooks.queue(ALL, NOW, 100);
            webhooks.delete(ALL);
        });

        assertThat(find(ALL)).isEmpty();
        assertThat(due(ALL)).isEmpty();
        assertThat(deliveries(ALL, null, PageRequest.first())).isEmpty();
    }

    @Test
    void a_transaction_that_fails_changes_nothing() {
        happen();
        assertThatException()
                .isThrownBy(() -> write(webhooks -> {
                    webhooks.queue(ALL, NOW, 100);
                    webhooks.delete(MOVES);
                    throw new IllegalStateException("a defect");
                }));

        assertThat(due(ALL)).isEmpty();
        assertThat(find(MOVES)).isPresent();
    }
}

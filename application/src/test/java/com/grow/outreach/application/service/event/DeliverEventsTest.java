package com.grow.outreach.application.service.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.Task;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.in.event.KeepWebhooks.Creation.Created;
import com.grow.outreach.application.port.in.event.KeepWebhooks.Creation.IdTaken;
import com.grow.outreach.application.port.in.event.KeepWebhooks.Creation.TooMany;
import com.grow.outreach.application.port.in.event.ReadDeliveries;
import com.grow.outreach.application.port.in.event.ReadDeliveries.Resending;
import com.grow.outreach.application.port.out.InMemoryStorage;
import com.grow.outreach.application.port.out.TaskKind;
import com.grow.outreach.application.port.out.TestBook;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.application.query.RequestKey;
import com.grow.outreach.application.service.Services;
import com.grow.outreach.application.service.TestGrow;
import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Delivery.Status;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The task that delivers events to webhooks, at a time that stands still until it is moved on. */
class DeliverEventsTest {

    private static final OutreachId ONE = new OutreachId("out_1");
    private static final int LIMIT = 3;

    private final InMemoryStorage storage = InMemoryStorage.of(
            new TestBook().sequence("seq_1", "Welcome").outreach("out_1").build());
    private final Random random = new Random(5);
    private final List<Delivery> sent = new ArrayList<>();
    private Instant now = TestGrow.NOW;
    private ToIntFunction<Delivery> answer = delivery -> 204;
    private @Nullable Duration retryAfter;

    private final Task task = DeliveryServices.task(
            storage,
            (webhook, delivery, when) -> {
                sent.add(delivery);
                var attempt = Attempt.answered(when, answer.applyAsInt(delivery));
                return retryAfter == null ? attempt : attempt.notBefore(when.plus(retryAfter));
            },
            () -> now,
            random);
    private final KeepWebhooks keep = new KeepWebhooksService(storage, () -> now, random, LIMIT);
    private final ReadDeliveries log = new ReadDeliveriesService(storage, () -> now);
    private final WebhookId id = created().id();

    private Webhook created() {
        return ((Created) keep.create(null, new Endpoint("https://example.com/hooks", Set.of(), null))).webhook();
    }

    /** Two events: into the sequence and out of it. */
    private void happen() {
        storage.write(stored -> {
            var outreach = stored.outreaches().find(ONE).orElseThrow();
            stored.outreaches().saveAssigned(List.of(outreach.assignedTo(new SequenceId("seq_1"))), Cause.UNKNOWN);
            stored.outreaches().saveAssigned(List.of(outreach.unassigned()), Cause.UNKNOWN);
            return true;
        });
        storage.write(stored -> stored.events().sequence());
    }

    /** Looks around once and runs what that schedules. */
    private void run() {
        task.run(DeliveryServices.LOOK_AROUND);
        storage.write(stored -> stored.webhooks().ready(now)).forEach(ready -> task.run(ready.value()));
    }

    private List<Long> positions() {
        return sent.stream()
                .map(delivery -> delivery.event().position().value())
                .toList();
    }

    private Webhook webhook() {
        return keep.get(id).orElseThrow();
    }

    private List<Delivery> log(Status status) {
        return log.list(id, status, PageRequest.first()).orElseThrow().items();
    }

    @Test
    void a_webhook_that_there_is_something_for_is_scheduled_every_second() {
        assertThat(task.run(DeliveryServices.LOOK_AROUND)).contains(now.plusSeconds(1));
        assertThat(storage.tasks(TaskKind.DELIVERY)).containsOnlyKeys(DeliveryServices.LOOK_AROUND);

        happen();
        task.run(DeliveryServices.LOOK_AROUND);

        assertThat(storage.tasks(TaskKind.DELIVERY)).containsOnlyKeys(DeliveryServices.LOOK_AROUND, id.value());
        assertThat(task.run(id.value())).isEmpty();
        assertThat(task.run("whk_gone")).isEmpty();
    }

    @Test
    void events_are_delivered_in_order_and_once() {
        for (int i = 0; i < 150; i++) {
            happen();
        }
        run();
        run();

        assertThat(positions()).hasSize(300).isSorted().doesNotHaveDuplicates();
        assertThat(log(Status.DELIVERED)).hasSize(50);
        assertThat(log(Status.PENDING)).isEmpty();
    }

    @Test
    void a_webhook_whose_endpoint_is_slow_lets_others_have_a_turn_and_goes_on_where_it_was() {
        answer = delivery -> {
            now = now.plusSeconds(1);
            return 204;
        };
        for (int i = 0; i < 5; i++) {
            happen();
        }

        assertThat(task.run(id.value())).contains(now);
        assertThat(positions()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(task.run(id.value())).isEmpty();
        assertThat(positions()).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
    }

    @Test
    void a_webhook_is_told_of_the_kinds_of_events_that_it_asked_for() {
        keep.change(id, webhook -> webhook.with(new Endpoint("https://example.com", Set.of(EventType.CREATED), null)));
        happen();
        run();

        assertThat(sent).isEmpty();
    }

    @Test
    void what_fails_is_tried_again_later_under_the_same_id() {
        answer = delivery -> 500;
        happen();
        run();
        run();

        assertThat(positions()).containsExactly(1L);
        assertThat(webhook().health().failures()).isEqualTo(1);

        answer = delivery -> 200;
        now = now.plusSeconds(10);
        run();

        assertThat(positions()).containsExactly(1L, 1L, 2L);
        assertThat(sent.get(0).id()).isEqualTo(sent.get(1).id());
        assertThat(webhook().health()).isEqualTo(Webhook.Health.GOOD);
        assertThat(log(Status.DELIVERED)).extracting(Delivery::attempts).containsExactly(1, 2);
    }

    @ParameterizedTest
    @CsvSource({"PT1S, PT5S", "PT10M, PT10M", "PT2H, PT1H", "PT-1H, PT5S"})
    void an_endpoint_that_says_when_to_try_again_is_left_alone_until_then_for_an_hour_at_most(
            Duration asked, Duration heeded) {
        answer = delivery -> 429;
        retryAfter = asked;
        happen();
        run();

        assertThat(webhook().health().pausedUntil()).isEqualTo(now.plus(heeded));
        var next = log(Status.PENDING).getLast().nextAttemptAt();
        assertThat(next)
                .isBetween(now.plus(heeded).minusSeconds(1), now.plus(heeded).plusSeconds(1));
        now = now.plus(heeded).minusSeconds(2);
        run();
        assertThat(sent).hasSize(1);

        now = now.plusSeconds(4);
        answer = delivery -> 200;
        run();
        assertThat(positions()).containsExactly(1L, 1L, 2L);
    }

    @Test
    void no_more_webhooks_are_created_than_there_can_be() {
        for (int number = 2; number <= LIMIT; number++) {
            created();
        }

        assertThat(keep.create(null, webhook().endpoint())).isEqualTo(new TooMany(LIMIT));
        assertThat(keep.create(id, webhook().endpoint())).isEqualTo(new IdTaken(id));
        assertThat(keep.list(PageRequest.first()).totalCount()).isEqualTo(LIMIT);

        keep.delete(id);
        assertThat(created()).isNotNull();
    }

    @Test
    void the_limit_holds_for_a_request_with_an_idempotency_key() {
        var once = Services.over(storage, () -> now, random, 1).once();
        var request = new AnswerOnce.Request(new RequestKey("key"), "fingerprint");
        var result = once.once(
                request,
                joined -> joined.webhooks()
                        .keep()
                        .create(null, webhook().endpoint())
                        .toString());

        assertThat(result).isEqualTo(new AnswerOnce.Result.Answered(new TooMany(1).toString()));
    }

    @Test
    void an_event_that_an_endpoint_never_takes_does_not_keep_others_from_it_and_is_given_up() {
        answer = delivery -> delivery.event().position().value() == 1 ? 400 : 200;
        for (int hour = 0; hour < 24 * 5; hour++) {
            happen();
            for (int minute = 0; minute < 60; minute += 20) {
                now = now.plus(Duration.ofMinutes(20));
                run();
            }
        }

        assertThat(webhook().isEnabled()).isTrue();
        assertThat(log(Status.FAILED)).extracting(Delivery::attempts).containsExactly(11);
        assertThat(positions().stream().distinct()).hasSize(2 * 24 * 5);
    }

    @Test
    void an_endpoint_that_fails_for_three_days_is_asked_seldom_and_then_disabled() {
        answer = delivery -> 503;
        for (int i = 0; i < 100; i++) {
            happen();
        }
        var start = now;
        while (webhook().isEnabled()) {
            run();
            now = now.plus(Duration.ofMinutes(1));
        }

        assertThat(Duration.between(start, now))
                .isBetween(Duration.ofDays(3), Duration.ofDays(3).plusMinutes(6));
        assertThat(sent).hasSizeLessThan(3 * 24 * 12 + 20);
        assertThat(webhook().health().disabledReason()).isEqualTo("every attempt failed since " + start);
    }

    @Test
    void an_endpoint_that_is_gone_is_disabled_at_once_and_goes_on_where_it_was_when_it_is_enabled() {
        answer = delivery -> 410;
        happen();
        run();
        assertThat(webhook().health().disabledReason()).isEqualTo("the endpoint answered 410 Gone");
        happen();
        run();
        assertThat(sent).hasSize(1);

        answer = delivery -> 200;
        now = now.plusSeconds(10);
        keep.change(id, Webhook::enabled);
        run();

        assertThat(positions()).containsExactly(1L, 1L, 2L, 3L, 4L);
    }

    @Test
    void what_was_sent_but_not_stored_is_sent_again_under_the_same_id() {
        answer = delivery -> {
            throw new IllegalStateException("killed while it was sent");
        };
        happen();
        assertThatThrownBy(this::run).hasMessage("killed while it was sent");

        answer = delivery -> 200;
        run();

        assertThat(sent)
                .extracting(Delivery::id)
                .startsWith(sent.get(0).id(), sent.get(0).id());
        assertThat(log(Status.DELIVERED)).hasSize(2);
    }

    @Test
    void what_was_delivered_is_sent_again_when_somebody_asks_for_it() {
        happen();
        run();
        var delivered = log(Status.DELIVERED).get(0);

        assertThat(log.resend(id, delivered.id())).isInstanceOf(Resending.Accepted.class);
        run();

        assertThat(sent).extracting(Delivery::id).endsWith(delivered.id(), delivered.id());
        assertThat(log.resend(id, new DeliveryId("dlv_unknown"))).isEqualTo(new Resending.NotFound());
        assertThat(log.resend(new WebhookId("whk_unknown"), delivered.id())).isEqualTo(new Resending.NotFound());
        keep.change(id, Webhook::disabled);
        assertThat(log.resend(id, delivered.id())).isEqualTo(new Resending.Disabled("switched off"));
    }

    @Test
    void a_new_secret_signs_at_once_and_the_former_for_a_day() {
        var former = webhook().secrets().current();
        assertThat(keep.rotateSecret(id)).containsInstanceOf(Rotation.Rotated.class);
        var next = webhook().secrets().current();

        assertThat(next).isNotEqualTo(former);
        assertThat(next.value()).matches("whsec_[A-Za-z0-9+/]{43}=");
        assertThat(webhook().secrets().at(now.plus(Duration.ofDays(1)))).containsExactly(next, former);
        assertThat(webhook().secrets().at(now.plus(Duration.ofDays(1)).plusMillis(1)))
                .containsExactly(next);
        assertThat(webhook()).asString().doesNotContain(next.value(), former.value());
    }

    @Test
    void another_secret_would_end_the_former_so_there_is_none_before_its_day_is_over() {
        var former = webhook().secrets().current();
        keep.rotateSecret(id);
        var next = webhook().secrets().current();
        now = now.plus(Duration.ofDays(1));

        assertThat(keep.rotateSecret(id)).contains(new Rotation.TooSoon(now));
        assertThat(webhook().secrets().at(now)).containsExactly(next, former);

        now = now.plusMillis(1);
        assertThat(keep.rotateSecret(id)).containsInstanceOf(Rotation.Rotated.class);
        assertThat(webhook().secrets().at(now))
                .hasSize(2)
                .doesNotContain(former)
                .endsWith(next);
    }

    @Test
    void a_webhook_that_is_deleted_is_told_nothing() {
        happen();
        assertThat(keep.delete(id)).isTrue();
        assertThat(keep.delete(id)).isFalse();
        run();
        task.run(id.value());

        assertThat(sent).isEmpty();
    }
}

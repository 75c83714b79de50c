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
import com.grow.outreach.application.port.in.event.ReadDeliveries.Sending;
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

/** The task that delivers events to webhooks, with a manual clock. */
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

    /** Records two events: an enrolment in a sequence and its end. */
    private void happen() {
        storage.write(stored -> {
            var outreach = stored.outreaches().find(ONE).orElseThrow();
            stored.outreaches().saveAssigned(List.of(outreach.assignedTo(new SequenceId("seq_1"))), Cause.UNKNOWN);
            stored.outreaches().saveAssigned(List.of(outreach.unassigned()), Cause.UNKNOWN);
            return true;
        });
        storage.write(stored -> stored.events().sequence());
    }

    /** Polls once and runs the scheduled tasks. */
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
    void polls_every_second_for_webhooks_with_something_to_deliver() {
        assertThat(task.run(DeliveryServices.LOOK_AROUND)).contains(now.plusSeconds(1));
        assertThat(storage.tasks(TaskKind.DELIVERY)).containsOnlyKeys(DeliveryServices.LOOK_AROUND);

        happen();
        task.run(DeliveryServices.LOOK_AROUND);

        assertThat(storage.tasks(TaskKind.DELIVERY)).containsOnlyKeys(DeliveryServices.LOOK_AROUND, id.value());
        assertThat(task.run(id.value())).isEmpty();
        assertThat(task.run("whk_gone")).isEmpty();
    }

    @Test
    void delivers_each_event_once_and_in_order() {
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
    void the_task_of_a_slow_endpoint_yields_its_worker_and_resumes() {
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
    void delivers_only_the_subscribed_events() {
        keep.change(id, webhook -> webhook.with(new Endpoint("https://example.com", Set.of(EventType.CREATED), null)));
        happen();
        run();

        assertThat(sent).isEmpty();
    }

    @Test
    void retries_a_failed_delivery_with_the_same_id() {
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
    void honours_the_retry_time_of_an_endpoint_up_to_an_hour(Duration asked, Duration heeded) {
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
    void rejects_webhooks_beyond_the_limit() {
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
    void the_limit_applies_to_a_request_with_an_idempotency_key() {
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
    void a_permanently_failing_delivery_does_not_block_others_and_ends() {
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
    void calls_a_failing_endpoint_rarely_and_disables_it_after_three_days() {
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
    void disables_an_endpoint_that_is_gone_and_resumes_when_it_is_enabled() {
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
    void resends_a_delivery_with_the_same_id_if_its_outcome_was_not_stored() {
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
    void resends_a_delivered_event_on_request() {
        happen();
        run();
        var delivered = log(Status.DELIVERED).get(0);

        assertThat(log.resend(id, delivered.id())).isInstanceOf(Sending.Accepted.class);
        run();

        assertThat(sent).extracting(Delivery::id).endsWith(delivered.id(), delivered.id());
        assertThat(log.resend(id, new DeliveryId("dlv_unknown"))).isEqualTo(new Sending.NotFound());
        assertThat(log.resend(new WebhookId("whk_unknown"), delivered.id())).isEqualTo(new Sending.NotFound());
        keep.change(id, Webhook::disabled);
        assertThat(log.resend(id, delivered.id())).isEqualTo(new Sending.Disabled("switched off"));
    }

    @Test
    void signs_with_the_new_secret_immediately_and_with_the_former_one_for_a_day() {
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
    void rejects_another_rotation_while_the_former_secret_is_valid() {
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
    void delivers_nothing_to_a_deleted_webhook() {
        happen();
        assertThat(keep.delete(id)).isTrue();
        assertThat(keep.delete(id)).isFalse();
        run();
        task.run(id.value());

        assertThat(sent).isEmpty();
    }
}

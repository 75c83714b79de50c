package com.grow.outreach.application.port.out;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

import com.grow.outreach.application.port.out.StorageContract.Storage;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Circumstances;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.Delivery.Status;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The behaviour of stored webhooks and deliveries, which every storage must have. */
abstract class WebhookContract {

    private static final Instant NOW = Instant.parse("2026-04-01T12:34:56.789012Z");
    private static final WebhookId ALL = new WebhookId("whk_all");
    private static final WebhookId MOVES = new WebhookId("whk_moves");
    private static final WebhookId OTHER = new WebhookId("whk_other");
    private static final WebhookId UNKNOWN = new WebhookId("whk_unknown");
    /** The types of the events of outreaches and merges. */
    private static final List<EventType> TYPES = List.of(
            EventType.CREATED,
            EventType.TRANSITIONED,
            EventType.ASSIGNED,
            EventType.DELETED,
            EventType.PERSON_MERGED,
            EventType.COMPANY_MERGED);

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
    void create_a_webhook_for_all_events_and_one_for_transitions() {
        // These events precede the webhooks, so neither receives them.
        recordEvents();
        write(webhooks -> {
            assertThat(webhooks.create(webhook(ALL), NOW)).isTrue();
            assertThat(webhooks.create(webhook(MOVES, EventType.TRANSITIONED), NOW.plusSeconds(1)))
                    .isTrue();
            assertThat(webhooks.create(webhook(ALL, EventType.CREATED), NOW)).isFalse();
        });
    }

    /** Records a transition, an enrolment in a sequence and the end of the enrolment. */
    private void recordEvents() {
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
    void finds_a_stored_webhook_and_lists_webhooks_newest_first() {
        assertThat(find(MOVES)).contains(webhook(MOVES, EventType.TRANSITIONED));
        assertThat(find(UNKNOWN)).isEmpty();
        assertThat(page(PageRequest.first())).extracting(Webhook::id).containsExactly(MOVES, ALL);
        assertThat(page(new PageRequest(2, 1))).extracting(Webhook::id).containsExactly(ALL);
    }

    @Test
    void counts_the_webhooks_under_the_lock_for_creation() {
        write(webhooks -> {
            assertThat(webhooks.lockCount()).isEqualTo(2);
            webhooks.delete(ALL);
            assertThat(webhooks.lockCount()).isEqualTo(1);
        });
    }

    @Test
    void stores_every_field_of_a_webhook_that_can_change() {
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
    void a_test_is_a_delivery_to_its_webhook_alone() {
        recordEvents();
        write(webhooks -> webhooks.queue(ALL, NOW, 100));
        write(webhooks -> {
            webhooks.lock(ALL);
            var test = webhooks.createTest(ALL, NOW);
            assertThat(test.event().type()).isEqualTo(EventType.WEBHOOK_TEST);
            assertThat(test.event().recordId()).isEqualTo(ALL);
            assertThat(test.event().at()).isEqualTo(NOW);
            assertThat(test.status()).isEqualTo(Status.PENDING);
            assertThat(webhooks.delivery(ALL, test.id())).contains(test);
            assertThat(webhooks.createTest(ALL, NOW).id()).isNotEqualTo(test.id());
        });

        assertThat(due(ALL))
                .filteredOn(delivery -> delivery.event().type() == EventType.WEBHOOK_TEST)
                .hasSize(2);
        assertThat(due(ALL))
                .filteredOn(delivery -> delivery.event().type() != EventType.WEBHOOK_TEST)
                .hasSize(3);
        assertThat(due(MOVES)).isEmpty();
    }

    @Test
    void queues_each_event_once_and_in_order_for_the_subscribed_webhooks() {
        recordEvents();
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

    @ParameterizedTest
    @MethodSource("subscriptions")
    void a_webhook_receives_the_events_that_it_subscribes_to(Set<EventType> types) {
        var webhook = webhook(OTHER, types.toArray(EventType[]::new));
        write(webhooks -> webhooks.create(webhook, NOW));
        recordEvents();
        storage.write(stored -> {
            var outreach = Outreach.open(new OutreachId("out_2"), Channel.EMAIL, new PersonId("per_1"));
            stored.outreaches().create(outreach, NOW, Cause.UNKNOWN);
            stored.outreaches().lock(List.of(outreach.id()));
            stored.outreaches().delete(outreach.id(), Cause.UNKNOWN);
            merge(stored);
        });
        storage.write(stored -> stored.events().sequence());
        write(webhooks -> {
            webhooks.queue(ALL, NOW, 100);
            webhooks.queue(OTHER, NOW, 100);
        });

        var events = due(ALL).stream().map(Delivery::event).toList();
        assertThat(events).extracting(Event::type).containsAll(TYPES);
        assertThat(due(OTHER))
                .extracting(Delivery::event)
                .containsExactlyElementsOf(events.stream()
                        .filter(event -> webhook.subscribesTo(event.type()))
                        .toList());
    }

    private static void merge(Repositories stored) {
        var ann = new Person(new PersonId("per_2"), "Ann", null, new CompanyId("com_1"), null, null, null);
        stored.people().create(ann, NOW);
        var people = stored.merges().lockPeople(List.of(ann.id(), new PersonId("per_1")));
        stored.merges()
                .savePeople(
                        List.of(PersonMerge.of(
                                ann, requireNonNull(people.get(new PersonId("per_1"))), List.of(), List.of())),
                        Cause.UNKNOWN,
                        NOW);
        var bolt = Company.named(new CompanyId("com_2"), "Bolt", null);
        stored.companies().create(bolt, NOW);
        var companies = stored.merges().lockCompanies(List.of(bolt.id(), new CompanyId("com_1")));
        stored.merges()
                .saveCompanies(
                        List.of(CompanyMerge.of(bolt, requireNonNull(companies.get(new CompanyId("com_1"))))),
                        Cause.UNKNOWN,
                        NOW);
    }

    private static List<Set<EventType>> subscriptions() {
        return IntStream.range(0, 1 << TYPES.size())
                .mapToObj(bits -> IntStream.range(0, TYPES.size())
                        .filter(i -> (bits & 1 << i) != 0)
                        .mapToObj(TYPES::get)
                        .collect(toSet()))
                .toList();
    }

    @Test
    void deliveries_are_filtered_by_the_status_that_the_domain_gives_them() {
        recordEvents();
        recordEvents();
        write(webhooks -> webhooks.queue(ALL, NOW, 100));
        var queued = due(ALL);
        var delivered = queued.get(0).after(Attempt.answered(NOW, 200), 0.5);
        var retried = queued.get(1).after(Attempt.answered(NOW, 500), 0.5);
        var failed = retried;
        while (failed.nextAttemptAt() != null) {
            failed = failed.after(Attempt.failed(NOW, "no answer"), 0.5);
        }
        var ended = new Delivery(queued.get(2).id(), queued.get(2).event(), failed.attempts(), null, failed.last());
        var resent = queued.get(3).after(Attempt.answered(NOW, 200), 0.5).resent(NOW);
        write(webhooks -> List.of(delivered, retried, ended, resent).forEach(webhooks::saveDelivery));

        var all = deliveries(ALL, null, PageRequest.first()).orElseThrow().items();
        assertThat(all).extracting(Delivery::status).contains(Status.values());
        assertThat(Status.values())
                .allSatisfy(status -> assertThat(log(ALL, status))
                        .containsExactlyElementsOf(all.stream()
                                .filter(delivery -> delivery.status() == status)
                                .toList()));
    }

    @Test
    void stores_the_outcome_of_a_delivery() {
        recordEvents();
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
    void a_webhook_is_ready_if_it_is_behind_or_has_a_due_delivery() {
        assertThat(ready(NOW)).isEmpty();
        recordEvents();
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
    void an_enabled_webhook_resumes_where_it_was_disabled() {
        write(webhooks -> webhooks.save(webhook(ALL).disabled()));
        recordEvents();
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
        recordEvents();
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
        recordEvents();
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

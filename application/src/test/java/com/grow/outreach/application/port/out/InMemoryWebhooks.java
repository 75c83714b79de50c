package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.WebhookId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The webhooks of {@link InMemoryStorage} and their deliveries. */
final class InMemoryWebhooks implements WebhookRepository {

    private final InMemoryEvents events;
    private final Map<WebhookId, Created<Webhook>> webhooks = new LinkedHashMap<>();
    private final Map<WebhookId, EventPosition> positions = new LinkedHashMap<>();
    private final Map<DeliveryId, Sent> deliveries = new LinkedHashMap<>();

    InMemoryWebhooks(InMemoryEvents events) {
        this.events = events;
    }

    private record Sent(WebhookId webhookId, Delivery delivery) {}

    InMemoryWebhooks copy(InMemoryEvents copiedEvents) {
        var copy = new InMemoryWebhooks(copiedEvents);
        copy.webhooks.putAll(webhooks);
        copy.positions.putAll(positions);
        copy.deliveries.putAll(deliveries);
        return copy;
    }

    @Override
    public int lockCount() {
        return webhooks.size();
    }

    @Override
    public boolean create(Webhook webhook, Instant createdAt) {
        if (webhooks.putIfAbsent(webhook.id(), new Created<>(webhook, createdAt)) != null) {
            return false;
        }
        positions.put(webhook.id(), events.extent().last());
        return true;
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return Optional.ofNullable(webhooks.get(id)).map(Created::value);
    }

    @Override
    public Optional<Webhook> lock(WebhookId id) {
        return find(id);
    }

    @Override
    public void save(Webhook webhook) {
        webhooks.computeIfPresent(webhook.id(), (id, created) -> new Created<>(webhook, created.at()));
    }

    @Override
    public void delete(WebhookId id) {
        webhooks.remove(id);
        positions.remove(id);
        deliveries.values().removeIf(sent -> sent.webhookId().equals(id));
    }

    @Override
    public Page<Webhook> page(PageRequest page) {
        return cut(
                webhooks.values().stream()
                        .sorted(comparing(Created<Webhook>::at).reversed())
                        .map(Created::value),
                page);
    }

    private static <T> Page<T> cut(Stream<T> sorted, PageRequest page) {
        var all = sorted.toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), page, all.size());
    }

    @Override
    public List<WebhookId> ready(Instant now) {
        return webhooks.values().stream()
                .map(Created::value)
                .filter(webhook -> webhook.takes(now))
                .map(Webhook::id)
                .filter(id -> !events.extent().last().equals(positions.get(id))
                        || !due(id, now, 1).isEmpty())
                .toList();
    }

    @Override
    public void queue(WebhookId id, Instant now, int limit) {
        var webhook = find(id).filter(Webhook::isEnabled);
        var position = positions.get(id);
        if (webhook.isEmpty() || position == null) {
            return;
        }
        for (var event : events.after(position, limit)) {
            if (webhook.get().subscribesTo(event.type())) {
                var deliveryId = new DeliveryId(
                        "dlv_%s_%d".formatted(id, event.position().value()));
                deliveries.put(deliveryId, new Sent(id, new Delivery(deliveryId, event, 0, now, null)));
            }
            positions.put(id, event.position());
        }
    }

    @Override
    public Delivery createTest(WebhookId id, Instant now) {
        var deliveryId = new DeliveryId("dlv_%s_test_%d".formatted(id, deliveries.size()));
        var event = new Event(
                events.extent().last().next(), id, new Event.Change.Occurred(EventType.WEBHOOK_TEST), now, null);
        var delivery = new Delivery(deliveryId, event, 0, now, null);
        deliveries.put(deliveryId, new Sent(id, delivery));
        return delivery;
    }

    @Override
    public List<Delivery> due(WebhookId id, Instant now, int limit) {
        return to(id).filter(delivery -> delivery.nextAttemptAt() != null
                        && !delivery.nextAttemptAt().isAfter(now))
                .limit(limit)
                .toList();
    }

    /** Returns the deliveries to a webhook in the order of their events. */
    private Stream<Delivery> to(WebhookId id) {
        return deliveries.values().stream()
                .filter(sent -> sent.webhookId().equals(id))
                .map(Sent::delivery)
                .sorted(comparing(delivery -> delivery.event().position()));
    }

    @Override
    public void saveDelivery(Delivery delivery) {
        deliveries.computeIfPresent(delivery.id(), (id, sent) -> new Sent(sent.webhookId(), delivery));
    }

    @Override
    public Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId) {
        return to(id).filter(delivery -> delivery.id().equals(deliveryId)).findFirst();
    }

    @Override
    public Optional<Page<Delivery>> deliveries(WebhookId id, Delivery.@Nullable Status status, PageRequest page) {
        Predicate<Delivery> wanted = delivery -> status == null || delivery.status() == status;
        return find(id).map(webhook -> cut(
                to(id).filter(wanted)
                        .sorted(comparing(
                                        (Delivery delivery) -> delivery.event().position())
                                .reversed()),
                page));
    }
}

package com.grow.outreach.adapter.persistence.repository;

import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENTS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.EVENT_FEED;
import static com.grow.outreach.adapter.persistence.jooq.Tables.WEBHOOKS;
import static com.grow.outreach.adapter.persistence.jooq.Tables.WEBHOOK_DELIVERIES;
import static java.util.stream.Collectors.toSet;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.trueCondition;

import com.grow.outreach.adapter.persistence.jooq.tables.records.WebhooksRecord;
import com.grow.outreach.adapter.persistence.transaction.PostgresTransaction;
import com.grow.outreach.adapter.persistence.transaction.StorageFailures;
import com.grow.outreach.application.port.out.WebhookRepository;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Attempt;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Event;
import com.grow.outreach.domain.EventPosition;
import com.grow.outreach.domain.EventType;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Health;
import com.grow.outreach.domain.Webhook.Secrets;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.WebhookSecret;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The webhooks and their deliveries in PostgreSQL, within one transaction or read. */
public record JooqWebhookRepository(DSLContext dsl) implements WebhookRepository {

    @Override
    public int lockCount() {
        // In two statements, so that the second one sees the changes for which the lock waited.
        dsl.execute("select pg_advisory_xact_lock(hashtext('create_webhook'))");
        return dsl.fetchCount(WEBHOOKS);
    }

    @Override
    public boolean create(Webhook webhook, Instant createdAt) {
        var row = row(webhook);
        row.setPublicId(webhook.id().value());
        row.setCreatedAt(createdAt);
        return dsl.insertInto(WEBHOOKS)
                        .set(row)
                        .set(
                                WEBHOOKS.LAST_POSITION,
                                select(EVENT_FEED.LAST_POSITION).from(EVENT_FEED))
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    @Override
    public Optional<Webhook> find(WebhookId id) {
        return dsl.selectFrom(WEBHOOKS)
                .where(WEBHOOKS.PUBLIC_ID.eq(id.value()))
                .fetchOptional(JooqWebhookRepository::webhook);
    }

    @Override
    public Optional<Webhook> lock(WebhookId id) {
        return dsl.selectFrom(WEBHOOKS)
                .where(WEBHOOKS.PUBLIC_ID.eq(id.value()))
                .forUpdate()
                .fetchOptional(JooqWebhookRepository::webhook);
    }

    @Override
    public void save(Webhook webhook) {
        dsl.update(WEBHOOKS)
                .set(row(webhook))
                .where(WEBHOOKS.PUBLIC_ID.eq(webhook.id().value()))
                .execute();
    }

    @Override
    public void delete(WebhookId id) {
        dsl.deleteFrom(WEBHOOKS).where(WEBHOOKS.PUBLIC_ID.eq(id.value())).execute();
    }

    @Override
    public Page<Webhook> page(PageRequest page) {
        return PostgresTransaction.snapshot(
                dsl,
                snapshot -> new Page<>(
                        snapshot.selectFrom(WEBHOOKS)
                                .orderBy(WEBHOOKS.CREATED_AT.desc(), WEBHOOKS.ID)
                                .limit(page.size())
                                .offset(page.offset())
                                .fetch(JooqWebhookRepository::webhook),
                        page,
                        snapshot.fetchCount(WEBHOOKS)));
    }

    @Override
    public List<WebhookId> ready(Instant now) {
        var behind = exists(selectOne().from(EVENTS).where(EVENTS.POSITION.gt(WEBHOOKS.LAST_POSITION)));
        var due = exists(selectOne()
                .from(WEBHOOK_DELIVERIES)
                .where(WEBHOOK_DELIVERIES.WEBHOOK_ID.eq(WEBHOOKS.ID))
                .and(WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT.le(now)));
        return dsl.select(WEBHOOKS.PUBLIC_ID)
                .from(WEBHOOKS)
                .where(WEBHOOKS.DISABLED_REASON.isNull())
                .and(WEBHOOKS.PAUSED_UNTIL.isNull().or(WEBHOOKS.PAUSED_UNTIL.le(now)))
                .and(behind.or(due))
                .fetch(row -> new WebhookId(row.value1()));
    }

    /** Repeats {@link Webhook#subscribesTo} in SQL, so that one statement queues all events. */
    @Override
    public void queue(WebhookId id, Instant now, int limit) {
        dsl.execute("""
                with webhook as (
                  select id, events, last_position from webhooks
                  where public_id = {0} and disabled_reason is null
                  for update
                ), next as (
                  select webhook.id, events.position, cardinality(webhook.events) = 0 or type = any(webhook.events) as subscribed
                  from webhook cross join lateral (
                    select position, type from events
                    where position > webhook.last_position
                    order by position limit {2}
                  ) events
                ), queued as (
                  insert into webhook_deliveries (webhook_id, position, next_attempt_at)
                  select id, position, {1} from next where subscribed order by position
                )
                update webhooks set last_position = (select max(position) from next)
                where id = (select min(id) from next)
                """, DSL.val(id.value()), DSL.val(now, WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT), DSL.inline(limit));
    }

    @Override
    public Delivery createTest(WebhookId id, Instant now) {
        var next = select(EVENT_FEED.LAST_POSITION.plus(1)).from(EVENT_FEED);
        var created = dsl.insertInto(WEBHOOK_DELIVERIES)
                .set(
                        WEBHOOK_DELIVERIES.WEBHOOK_ID,
                        select(WEBHOOKS.ID).from(WEBHOOKS).where(WEBHOOKS.PUBLIC_ID.eq(id.value())))
                .set(WEBHOOK_DELIVERIES.POSITION, next)
                .set(WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT, now)
                .set(WEBHOOK_DELIVERIES.TESTED_AT, now)
                .returning(WEBHOOK_DELIVERIES.PUBLIC_ID)
                .fetchSingle();
        return delivery(id, new DeliveryId(created.getPublicId())).orElseThrow();
    }

    @Override
    public List<Delivery> due(WebhookId id, Instant now, int limit) {
        return deliveries(id)
                .and(WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT.le(now))
                .orderBy(WEBHOOK_DELIVERIES.POSITION)
                .limit(limit)
                .fetch(JooqWebhookRepository::delivery);
    }

    @Override
    public void saveDelivery(Delivery delivery) {
        var last = delivery.last();
        dsl.update(WEBHOOK_DELIVERIES)
                .set(WEBHOOK_DELIVERIES.ATTEMPTS, delivery.attempts())
                .set(WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT, delivery.nextAttemptAt())
                .set(WEBHOOK_DELIVERIES.LAST_ATTEMPT_AT, last == null ? null : last.at())
                .set(WEBHOOK_DELIVERIES.LAST_STATUS_CODE, last == null ? null : last.statusCode())
                .set(WEBHOOK_DELIVERIES.LAST_ERROR, last == null ? null : last.error())
                .where(WEBHOOK_DELIVERIES.PUBLIC_ID.eq(delivery.id().value()))
                .execute();
    }

    @Override
    public Optional<Delivery> delivery(WebhookId id, DeliveryId deliveryId) {
        return deliveries(id)
                .and(WEBHOOK_DELIVERIES.PUBLIC_ID.eq(deliveryId.value()))
                .fetchOptional(JooqWebhookRepository::delivery);
    }

    @Override
    public Optional<Page<Delivery>> deliveries(WebhookId id, Delivery.@Nullable Status status, PageRequest page) {
        return PostgresTransaction.snapshot(dsl, snapshot -> {
            var repository = new JooqWebhookRepository(snapshot);
            return repository.find(id).map(webhook -> {
                int count = snapshot.fetchCount(repository.deliveries(id).and(hasStatus(status)));
                var items = repository
                        .deliveries(id)
                        .and(hasStatus(status))
                        .orderBy(WEBHOOK_DELIVERIES.POSITION.desc())
                        .limit(page.size())
                        .offset(page.offset())
                        .fetch(JooqWebhookRepository::delivery);
                return new Page<>(items, page, count);
            });
        });
    }

    /** Repeats {@link Delivery#status} in SQL. */
    private static Condition hasStatus(Delivery.@Nullable Status status) {
        return switch (status) {
            case null -> trueCondition();
            case PENDING -> WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT.isNotNull();
            case DELIVERED -> WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT.isNull().and(WEBHOOK_DELIVERIES.LAST_ERROR.isNull());
            case FAILED -> WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT.isNull().and(WEBHOOK_DELIVERIES.LAST_ERROR.isNotNull());
        };
    }

    private SelectConditionStep<Record> deliveries(WebhookId id) {
        return dsl.select(WEBHOOK_DELIVERIES.fields())
                .select(EVENTS.fields())
                .select(WEBHOOKS.PUBLIC_ID)
                .from(WEBHOOK_DELIVERIES)
                .join(WEBHOOKS)
                .on(WEBHOOKS.ID.eq(WEBHOOK_DELIVERIES.WEBHOOK_ID))
                .leftJoin(EVENTS)
                .on(EVENTS.POSITION.eq(WEBHOOK_DELIVERIES.POSITION).and(WEBHOOK_DELIVERIES.TESTED_AT.isNull()))
                .where(WEBHOOKS.PUBLIC_ID.eq(id.value()))
                .and(EVENTS.POSITION.isNotNull().or(WEBHOOK_DELIVERIES.TESTED_AT.isNotNull()));
    }

    private static Delivery delivery(Record row) {
        var at = row.get(WEBHOOK_DELIVERIES.LAST_ATTEMPT_AT);
        return new Delivery(
                new DeliveryId(row.get(WEBHOOK_DELIVERIES.PUBLIC_ID)),
                event(row),
                row.get(WEBHOOK_DELIVERIES.ATTEMPTS),
                row.get(WEBHOOK_DELIVERIES.NEXT_ATTEMPT_AT),
                at == null
                        ? null
                        : new Attempt(
                                at,
                                row.get(WEBHOOK_DELIVERIES.LAST_STATUS_CODE),
                                row.get(WEBHOOK_DELIVERIES.LAST_ERROR)));
    }

    private static Event event(Record row) {
        var testedAt = row.get(WEBHOOK_DELIVERIES.TESTED_AT);
        return testedAt == null
                ? JooqEventRepository.event(row.into(EVENTS))
                : new Event(
                        new EventPosition(row.get(WEBHOOK_DELIVERIES.POSITION)),
                        new WebhookId(row.get(WEBHOOKS.PUBLIC_ID)),
                        new Event.Change.Occurred(EventType.WEBHOOK_TEST),
                        testedAt,
                        null);
    }

    /** Returns a record with the columns that can change. */
    private static WebhooksRecord row(Webhook webhook) {
        var endpoint = webhook.endpoint();
        var secrets = webhook.secrets();
        var health = webhook.health();
        var row = new WebhooksRecord();
        row.setUrl(endpoint.url());
        row.setEvents(endpoint.events().stream()
                .map(JooqEventRepository::type)
                .toArray(com.grow.outreach.adapter.persistence.jooq.enums.EventType[]::new));
        row.setDescription(endpoint.description());
        row.setSecret(secrets.current().value());
        row.setFormerSecret(secrets.former() == null ? null : secrets.former().value());
        row.setFormerSecretUntil(secrets.formerUntil());
        row.setFailures(health.failures());
        row.setFailingSince(health.failingSince());
        row.setPausedUntil(health.pausedUntil());
        row.setDisabledReason(health.disabledReason());
        return row;
    }

    private static Webhook webhook(WebhooksRecord row) {
        var former = row.getFormerSecret();
        return new Webhook(
                new WebhookId(row.getPublicId()),
                new Endpoint(
                        row.getUrl(),
                        Arrays.stream(StorageFailures.requireArray(row.getEvents()))
                                .map(type -> EventType.valueOf(type.name().toUpperCase(Locale.ROOT)))
                                .collect(toSet()),
                        row.getDescription()),
                new Secrets(
                        new WebhookSecret(row.getSecret()),
                        former == null ? null : new WebhookSecret(former),
                        row.getFormerSecretUntil()),
                new Health(row.getFailures(), row.getFailingSince(), row.getPausedUntil(), row.getDisabledReason()));
    }
}

package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.WebhookSecret;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

record KeepWebhooksService(Transactions transactions, InstantSource clock, RandomGenerator random, int limit)
        implements KeepWebhooks {

    @Override
    public Creation create(@Nullable WebhookId id, Endpoint endpoint) {
        var taken = id == null ? WebhookId.KIND.random(random) : id;
        var webhook = Webhook.create(taken, endpoint, WebhookSecret.generate(random));
        return transactions.write(stored -> {
            int before = stored.webhooks().lockCount();
            if (stored.webhooks().find(taken).isPresent()) {
                return new Creation.IdTaken(taken);
            }
            if (before >= limit) {
                return new Creation.TooMany(limit);
            }
            if (!stored.webhooks().create(webhook, clock.instant())) {
                return new Creation.IdTaken(taken);
            }
            record(stored, "webhook.created", taken, AuditFields.NONE, AuditFields.of(webhook));
            return new Creation.Created(webhook);
        });
    }

    @Override
    public Page<Webhook> list(PageRequest page) {
        return transactions.read(stored -> stored.webhooks().page(page));
    }

    @Override
    public Optional<Webhook> get(WebhookId id) {
        return transactions.read(stored -> stored.webhooks().find(id));
    }

    @Override
    public Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change) {
        return transactions.write(stored -> stored.webhooks().lock(id).map(webhook -> {
            var changed = change.apply(webhook);
            stored.webhooks().save(changed);
            record(stored, "webhook.updated", id, AuditFields.of(webhook), AuditFields.of(changed));
            return changed;
        }));
    }

    @Override
    public Optional<Rotation> rotateSecret(WebhookId id) {
        return transactions.write(stored -> stored.webhooks().lock(id).map(webhook -> {
            var rotation = webhook.rotated(WebhookSecret.generate(random), clock.instant());
            if (rotation instanceof Rotation.Rotated rotated) {
                stored.webhooks().save(rotated.webhook());
                record(stored, "webhook.secret_rotated", id, AuditFields.NONE, AuditFields.NONE);
            }
            return rotation;
        }));
    }

    @Override
    public boolean delete(WebhookId id) {
        return transactions.write(stored -> {
            var present = stored.webhooks().lock(id);
            present.ifPresent(webhook -> {
                stored.webhooks().delete(id);
                record(stored, "webhook.deleted", id, AuditFields.of(webhook), AuditFields.NONE);
            });
            return present.isPresent();
        });
    }

    private void record(Repositories stored, String action, WebhookId id, AuditFields before, AuditFields after) {
        stored.audit()
                .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), action, id)
                        .changing(before, after));
    }
}

package com.grow.outreach.application.service.event;

import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.Webhook.Endpoint;
import com.grow.outreach.domain.Webhook.Rotation;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.WebhookSecret;
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
            return stored.webhooks().create(webhook, clock.instant())
                    ? new Creation.Created(webhook)
                    : new Creation.IdTaken(taken);
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
            return changed;
        }));
    }

    @Override
    public Optional<Rotation> rotateSecret(WebhookId id) {
        return transactions.write(stored -> stored.webhooks().lock(id).map(webhook -> {
            var rotation = webhook.rotated(WebhookSecret.generate(random), clock.instant());
            if (rotation instanceof Rotation.Rotated rotated) {
                stored.webhooks().save(rotated.webhook());
            }
            return rotation;
        }));
    }

    @Override
    public boolean delete(WebhookId id) {
        return transactions.write(stored -> {
            var present = stored.webhooks().lock(id).isPresent();
            if (present) {
                stored.webhooks().delete(id);
            }
            return present;
        });
    }
}

package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.AssignSequence;
import com.grow.outreach.application.port.in.Creation;
import com.grow.outreach.application.port.in.Deletion;
import com.grow.outreach.application.port.in.ImportUseCases;
import com.grow.outreach.application.port.in.KeepWebhooks;
import com.grow.outreach.application.port.in.Maintain;
import com.grow.outreach.application.port.in.MaintenanceUseCases;
import com.grow.outreach.application.port.in.OutreachUseCases;
import com.grow.outreach.application.port.in.ReadDeliveries;
import com.grow.outreach.application.port.in.Update;
import com.grow.outreach.application.port.in.WebhookUseCases;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.WebhookId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Use cases that find nothing and remember what was asked of them, or that all fail. */
final class FakeUseCases {

    private @Nullable OutreachQuery query;

    /** The list that was asked for last. */
    OutreachQuery query() {
        return requireNonNull(query, "no list was asked for");
    }

    /** Lists are empty and remembered; everything else is a defect. */
    OutreachUseCases useCases() {
        return listing(asked -> {
            query = asked;
            return new Page<>(List.of(), asked.page(), 0);
        });
    }

    /** Lists are found in this way; everything else is a defect. */
    static OutreachUseCases listing(Listing listing) {
        var failing = failing(new AssertionError("not to be called"));
        return new OutreachUseCases(
                query -> {
                    try {
                        return listing.list(query);
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                },
                failing.walk(),
                failing.count(),
                failing.get(),
                failing.transitions(),
                failing.assignSequence(),
                failing.transition(),
                failing.batchAssignSequence(),
                failing.batchTransition(),
                failing.listJobs(),
                failing.getJob(),
                failing.stopJob(),
                failing.maintenance(),
                failing.webhooks(),
                failing.imports(),
                failing.once());
    }

    /** What is to be done once comes to this; everything else is a defect. */
    static OutreachUseCases answering(AnswerOnce.Result result) {
        var failing = failing(new AssertionError("not to be called"));
        return new OutreachUseCases(
                failing.list(),
                failing.walk(),
                failing.count(),
                failing.get(),
                failing.transitions(),
                failing.assignSequence(),
                failing.transition(),
                failing.batchAssignSequence(),
                failing.batchTransition(),
                failing.listJobs(),
                failing.getJob(),
                failing.stopJob(),
                failing.maintenance(),
                failing.webhooks(),
                failing.imports(),
                (request, work) -> result);
    }

    /** Finds a list, and may wait before it does. */
    interface Listing {
        Page<Outreach> list(OutreachQuery query) throws InterruptedException;
    }

    /** Every use case throws this. */
    static OutreachUseCases failing(Throwable failure) {
        return new OutreachUseCases(
                query -> sneak(failure),
                (filter, slice) -> sneak(failure),
                filter -> sneak(failure),
                id -> sneak(failure),
                (id, page) -> sneak(failure),
                new AssignSequence() {
                    @Override
                    public Result assign(
                            OutreachId id,
                            SequenceId sequenceId,
                            Cause cause,
                            boolean dryRun,
                            Predicate<Outreach> expected) {
                        return sneak(failure);
                    }

                    @Override
                    public Result unassign(OutreachId id, Cause cause, boolean dryRun, Predicate<Outreach> expected) {
                        return sneak(failure);
                    }
                },
                (id, state, cause, dryRun, expected) -> sneak(failure),
                (sequenceId, selection, cause, dryRun) -> sneak(failure),
                (state, selection, cause, dryRun) -> sneak(failure),
                (status, page) -> sneak(failure),
                id -> sneak(failure),
                id -> sneak(failure),
                failingMaintenance(failure),
                failingWebhooks(failure),
                new ImportUseCases(id -> sneak(failure), id -> sneak(failure)),
                (request, work) -> sneak(failure));
    }

    private static WebhookUseCases failingWebhooks(Throwable failure) {
        return new WebhookUseCases(
                new KeepWebhooks() {
                    @Override
                    public Creation create(@Nullable WebhookId id, Webhook.Endpoint endpoint) {
                        return sneak(failure);
                    }

                    @Override
                    public Page<Webhook> list(PageRequest page) {
                        return sneak(failure);
                    }

                    @Override
                    public Optional<Webhook> get(WebhookId id) {
                        return sneak(failure);
                    }

                    @Override
                    public Optional<Webhook> change(WebhookId id, UnaryOperator<Webhook> change) {
                        return sneak(failure);
                    }

                    @Override
                    public Optional<Webhook.Rotation> rotateSecret(WebhookId id) {
                        return sneak(failure);
                    }

                    @Override
                    public boolean delete(WebhookId id) {
                        return FakeUseCases.<Boolean, RuntimeException>sneak(failure);
                    }
                },
                new ReadDeliveries() {
                    @Override
                    public Optional<Page<Delivery>> list(
                            WebhookId id, Delivery.@Nullable Status status, PageRequest page) {
                        return sneak(failure);
                    }

                    @Override
                    public Resending resend(WebhookId id, DeliveryId deliveryId) {
                        return sneak(failure);
                    }
                });
    }

    private static MaintenanceUseCases failingMaintenance(Throwable failure) {
        return new MaintenanceUseCases(
                (request, cause) -> sneak(failure),
                (id, cause, expected) -> sneak(failure),
                failingMaintain(failure),
                failingMaintain(failure),
                failingMaintain(failure),
                failingMaintain(failure));
    }

    private static <I extends Id, T> Maintain<I, T> failingMaintain(Throwable failure) {
        return new Maintain<>() {
            @Override
            public Creation<T> create(@Nullable I id, Function<I, T> thing) {
                return sneak(failure);
            }

            @Override
            public Update<T> update(I id, UnaryOperator<T> change, Predicate<T> expected) {
                return sneak(failure);
            }

            @Override
            public Deletion delete(I id, Predicate<T> expected) {
                return sneak(failure);
            }
        };
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T, E extends Throwable> T sneak(Throwable failure) throws E {
        throw (E) failure;
    }
}

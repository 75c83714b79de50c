package com.grow.outreach.adapter.rest;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.duplicate.Duplicate;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.port.in.AnswerOnce;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.access.AccessUseCases;
import com.grow.outreach.application.port.in.access.AuditLog;
import com.grow.outreach.application.port.in.access.ManageTokens;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.Deletion;
import com.grow.outreach.application.port.in.directory.Directory;
import com.grow.outreach.application.port.in.directory.DirectoryUseCases;
import com.grow.outreach.application.port.in.directory.FindDuplicates;
import com.grow.outreach.application.port.in.directory.Update;
import com.grow.outreach.application.port.in.event.KeepWebhooks;
import com.grow.outreach.application.port.in.event.ReadDeliveries;
import com.grow.outreach.application.port.in.event.WebhookUseCases;
import com.grow.outreach.application.port.in.imports.ImportUseCases;
import com.grow.outreach.application.port.in.outreach.AssignSequence;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches;
import com.grow.outreach.application.port.in.outreach.GetOutreach;
import com.grow.outreach.application.port.in.outreach.ListOutreaches;
import com.grow.outreach.application.port.in.outreach.OutreachUseCases;
import com.grow.outreach.application.port.in.outreach.ReadInsights;
import com.grow.outreach.application.port.in.outreach.SaveViews;
import com.grow.outreach.application.query.AuditFilter;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.application.query.Insights;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Confidence;
import com.grow.outreach.domain.Delivery;
import com.grow.outreach.domain.DeliveryId;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TokenId;
import com.grow.outreach.domain.Webhook;
import com.grow.outreach.domain.WebhookId;
import com.grow.outreach.domain.access.ApiToken;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.Permission;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Use cases that find nothing and record their arguments, or that all fail. */
final class FakeUseCases {

    private @Nullable OutreachQuery query;

    /** The query of the last list. */
    OutreachQuery query() {
        return requireNonNull(query, "no list was asked for");
    }

    /** Returns use cases whose lists are empty and recorded. Every other call fails. */
    UseCases useCases() {
        return listing(asked -> {
            query = asked;
            return new Page<>(List.of(), asked.page(), 0);
        });
    }

    /** Returns use cases with this implementation of lists. Every other call fails. */
    static UseCases listing(Listing listing) {
        var defect = new AssertionError("must not be called");
        ListOutreaches list = query -> {
            try {
                return listing.list(query);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        };
        return with(
                outreaches(list, (found, references) -> ExpandOutreaches.References.NONE, defect),
                (request, work) -> sneak(defect),
                defect);
    }

    /** Returns use cases whose idempotent writes have this result. Every other call fails. */
    static UseCases answering(AnswerOnce.Result result) {
        var defect = new AssertionError("must not be called");
        return with(failingOutreaches(defect), (request, work) -> result, defect);
    }

    /** A use case that finds a list and can block. */
    interface Listing {
        Page<Outreach> list(OutreachQuery query) throws InterruptedException;
    }

    /** Returns use cases that all throw this. */
    static UseCases failing(Throwable failure) {
        return with(failingOutreaches(failure), (request, work) -> sneak(failure), failure);
    }

    private static UseCases with(OutreachUseCases outreaches, AnswerOnce once, Throwable failure) {
        return new UseCases(
                outreaches,
                new DirectoryUseCases(
                        failingDirectory(failure),
                        failingDirectory(failure),
                        failingDirectory(failure),
                        failingDirectory(failure),
                        failingDirectory(failure),
                        (from, into, cause, dryRun) -> sneak(failure),
                        (from, into, cause, dryRun) -> sneak(failure),
                        failingDuplicates(failure),
                        (ids, owner, expected, dryRun) -> sneak(failure)),
                new ImportUseCases(id -> sneak(failure), id -> sneak(failure)),
                failingWebhooks(failure),
                new AccessUseCases(failingTokens(failure), failingAudit(failure)),
                once);
    }

    private static ManageTokens failingTokens(Throwable failure) {
        return new ManageTokens() {
            @Override
            public Result create(NewToken token) {
                return sneak(failure);
            }

            @Override
            public Page<ApiToken> list(PageRequest page) {
                return sneak(failure);
            }

            @Override
            public boolean revoke(TokenId id) {
                return sneak(failure);
            }
        };
    }

    private static AuditLog failingAudit(Throwable failure) {
        return new AuditLog() {
            @Override
            public Page<AuditEntry> page(AuditFilter filter, PageRequest page) {
                return sneak(failure);
            }

            @Override
            public void exported(String mediaType) {
                sneak(failure);
            }

            @Override
            public void refused(Permission permission) {
                sneak(failure);
            }
        };
    }

    private static OutreachUseCases failingOutreaches(Throwable failure) {
        return outreaches(query -> sneak(failure), (found, references) -> sneak(failure), failure);
    }

    private static OutreachUseCases outreaches(ListOutreaches list, ExpandOutreaches expand, Throwable failure) {
        return new OutreachUseCases(
                list,
                (filter, slice) -> sneak(failure),
                filter -> sneak(failure),
                failingGet(failure),
                expand,
                (id, page) -> sneak(failure),
                (request, cause) -> sneak(failure),
                (request, cause) -> sneak(failure),
                (id, cause, expected) -> sneak(failure),
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
                (change, selection) -> sneak(failure),
                (status, page) -> sneak(failure),
                id -> sneak(failure),
                id -> sneak(failure),
                (id, cause, dryRun) -> sneak(failure),
                failingViews(failure),
                failingInsights(failure));
    }

    private static ReadInsights failingInsights(Throwable failure) {
        return new ReadInsights() {
            @Override
            public Optional<InsightPeriod> period(@Nullable LocalDate from, @Nullable LocalDate to) {
                return sneak(failure);
            }

            @Override
            public boolean seesAllGroups() {
                return FakeUseCases.<Boolean, RuntimeException>sneak(failure);
            }

            @Override
            public Insights read(InsightPeriod period, InsightFilter filter) {
                return sneak(failure);
            }

            @Override
            public Page<Insights.Group> groups(InsightPeriod period, InsightGrouping by, PageRequest page) {
                return sneak(failure);
            }
        };
    }

    private static SaveViews failingViews(Throwable failure) {
        return new SaveViews() {
            @Override
            public Page<SavedView> list(PageRequest page) {
                return sneak(failure);
            }

            @Override
            public Optional<SavedView> get(SavedViewId id) {
                return sneak(failure);
            }

            @Override
            public Result create(NewView view) {
                return sneak(failure);
            }

            @Override
            public Result change(SavedViewId id, Change change, Predicate<SavedView> expected) {
                return sneak(failure);
            }

            @Override
            public Result delete(SavedViewId id, Predicate<SavedView> expected) {
                return sneak(failure);
            }
        };
    }

    private static GetOutreach failingGet(Throwable failure) {
        return new GetOutreach() {
            @Override
            public Optional<Outreach> get(OutreachId id) {
                return sneak(failure);
            }

            @Override
            public Optional<OutreachId> successor(OutreachId id) {
                return sneak(failure);
            }
        };
    }

    private static FindDuplicates failingDuplicates(Throwable failure) {
        return new FindDuplicates() {
            @Override
            public Page<Duplicate<Person>> people(@Nullable Confidence confidence, PageRequest page) {
                return sneak(failure);
            }

            @Override
            public Page<Duplicate<Company>> companies(@Nullable Confidence confidence, PageRequest page) {
                return sneak(failure);
            }

            @Override
            public Job search(DuplicateKind kind, Cause cause) {
                return sneak(failure);
            }

            @Override
            public Job mergeExact(DuplicateKind kind, Cause cause) {
                return sneak(failure);
            }
        };
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
                    public Sending test(WebhookId id) {
                        return sneak(failure);
                    }

                    @Override
                    public Sending resend(WebhookId id, DeliveryId deliveryId) {
                        return sneak(failure);
                    }
                });
    }

    /** Returns a directory with this implementation of lists. Every other call fails. */
    static <I extends Id, T, Q> Directory<I, T, Q> directory(Function<Q, Page<T>> listing) {
        return directory(new AssertionError("must not be called"), listing);
    }

    private static <I extends Id, T, Q> Directory<I, T, Q> failingDirectory(Throwable failure) {
        return directory(failure, query -> sneak(failure));
    }

    private static <I extends Id, T, Q> Directory<I, T, Q> directory(Throwable failure, Function<Q, Page<T>> listing) {
        return new Directory<>() {
            @Override
            public Optional<T> get(I id) {
                return sneak(failure);
            }

            @Override
            public Optional<I> successor(I id) {
                return sneak(failure);
            }

            @Override
            public Page<T> list(Q query) {
                return listing.apply(query);
            }

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

package com.grow.outreach.application.service.outreach;

import com.grow.outreach.application.port.in.outreach.SaveViews;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.Transactions;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.AuditEntry;
import com.grow.outreach.domain.access.AuditEntry.Author;
import com.grow.outreach.domain.access.AuditFields;
import com.grow.outreach.domain.access.Permission;
import com.grow.outreach.domain.access.Scope;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

record SaveViewsService(Transactions transactions, InstantSource clock, RandomGenerator random) implements SaveViews {

    @Override
    public Page<SavedView> list(PageRequest page) {
        return transactions.read(stored -> stored.views().page(page));
    }

    @Override
    public Optional<SavedView> get(SavedViewId id) {
        return transactions.read(stored -> stored.views().find(id));
    }

    @Override
    public Result create(NewView asked) {
        return transactions.write(stored -> {
            var owner = owner(stored);
            if (asked.id() != null && stored.caller().scope() != Scope.EVERYTHING) {
                return new Result.IdNotChosen();
            }
            if (owner == null && Boolean.FALSE.equals(asked.shared())) {
                return new Result.NoOwner();
            }
            var id = asked.id() == null ? SavedViewId.KIND.random(random) : asked.id();
            boolean shared = asked.shared() == null ? owner == null : asked.shared();
            return create(new SavedView(id, owner, asked.name(), asked.query(), asked.columns(), shared), stored);
        });
    }

    private Result create(SavedView view, Repositories stored) {
        if (stored.views().lockCount(view.owner()) >= SavedView.MAX_PER_OWNER) {
            return new Result.TooMany(SavedView.MAX_PER_OWNER);
        }
        if (stored.views().isNameTaken(view)) {
            return new Result.NameTaken(view.name());
        }
        if (!stored.views().create(view, clock.instant())) {
            return new Result.IdTaken(view.id());
        }
        record(stored, "view.created", view.id(), AuditFields.NONE, AuditFields.of(view));
        return new Result.Saved(view);
    }

    @Override
    public Result change(SavedViewId id, Change change, Predicate<SavedView> expected) {
        return transactions.write(stored -> changeable(stored, id, expected, view -> {
            if (view.owner() == null && Boolean.FALSE.equals(change.shared())) {
                return new Result.NoOwner();
            }
            var changed = change.of(view);
            stored.views().lockCount(changed.owner());
            if (stored.views().isNameTaken(changed)) {
                return new Result.NameTaken(changed.name());
            }
            stored.views().save(changed);
            record(stored, "view.updated", id, AuditFields.of(view), AuditFields.of(changed));
            return new Result.Saved(changed);
        }));
    }

    @Override
    public Result delete(SavedViewId id, Predicate<SavedView> expected) {
        return transactions.write(stored -> changeable(stored, id, expected, view -> {
            stored.views().delete(id);
            record(stored, "view.deleted", id, AuditFields.of(view), AuditFields.NONE);
            return new Result.Saved(view);
        }));
    }

    private static Result changeable(
            Repositories stored, SavedViewId id, Predicate<SavedView> expected, Function<SavedView, Result> work) {
        var present = stored.views().lock(id);
        if (present.isEmpty()) {
            return new Result.NotFound(id);
        }
        var caller = stored.caller();
        if (!present.get().mayBeChangedBy(caller.self(), caller.may(Permission.ADMINISTER))) {
            return new Result.NotYours(id);
        }
        return expected.test(present.get()) ? work.apply(present.get()) : new Result.NotAsExpected(id);
    }

    /** Returns the user who owns new views of the caller; null if the request names no existing user. */
    private static @Nullable UserId owner(Repositories stored) {
        return Optional.ofNullable(stored.caller().self())
                .filter(user -> stored.users().find(user).isPresent())
                .orElse(null);
    }

    private void record(Repositories stored, String action, SavedViewId id, AuditFields before, AuditFields after) {
        if (!before.equals(after)) {
            stored.audit()
                    .record(AuditEntry.of(clock.instant(), Author.of(stored.caller()), action, id)
                            .changing(before, after));
        }
    }
}

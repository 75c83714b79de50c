package com.grow.outreach.application.port.out;

import static java.util.Comparator.comparing;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.access.Caller;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The saved views of an {@link InMemoryStorage} in one transaction.
 *
 * @param caller the caller who sees them
 */
record InMemoryViews(Map<SavedViewId, SavedView> views, Caller caller) implements SavedViewRepository {

    InMemoryViews() {
        this(new LinkedHashMap<>(), Caller.ANONYMOUS);
    }

    InMemoryViews copy() {
        return new InMemoryViews(new LinkedHashMap<>(views), caller);
    }

    /** Returns the views that a caller sees, which share the content of these. */
    InMemoryViews within(Caller other) {
        return new InMemoryViews(views, other);
    }

    @Override
    public Page<SavedView> page(PageRequest page) {
        var all = views.values().stream()
                .filter(view -> view.isVisibleTo(caller.self()))
                .sorted(comparing(SavedView::name))
                .toList();
        return new Page<>(all.stream().skip(page.offset()).limit(page.size()).toList(), page, all.size());
    }

    @Override
    public Optional<SavedView> find(SavedViewId id) {
        return Optional.ofNullable(views.get(id)).filter(view -> view.isVisibleTo(caller.self()));
    }

    @Override
    public Optional<SavedView> lock(SavedViewId id) {
        return find(id);
    }

    @Override
    public int lockCount(@Nullable UserId owner) {
        return (int) views.values().stream()
                .filter(view -> Objects.equals(view.owner(), owner))
                .count();
    }

    @Override
    public boolean isNameTaken(SavedView view) {
        return views.values().stream()
                .anyMatch(other -> Objects.equals(other.owner(), view.owner())
                        && other.name().equals(view.name())
                        && !other.id().equals(view.id()));
    }

    @Override
    public boolean create(SavedView view, Instant createdAt) {
        return views.putIfAbsent(view.id(), view) == null;
    }

    @Override
    public void save(SavedView view) {
        views.put(view.id(), view);
    }

    @Override
    public void delete(SavedViewId id) {
        views.remove(id);
    }
}

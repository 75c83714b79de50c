package com.grow.outreach.application.port.in.outreach;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Use case: save views of the list of outreaches. Callers see their own views and the shared ones.
 *
 * <p>API documentation: {@code /api/views}. Each call throws {@link
 * com.grow.outreach.application.port.out.StorageUnavailableException} if the storage can't be reached.
 */
public interface SaveViews {

    /** Returns a page of the views, by name. */
    Page<SavedView> list(PageRequest page);

    /** Returns a view, or empty if the caller sees none with this id. */
    Optional<SavedView> get(SavedViewId id);

    /** Saves a new view of the caller. */
    Result create(NewView view);

    /**
     * Changes a view.
     *
     * @param expected the condition that the view must meet right before it changes
     */
    Result change(SavedViewId id, Change change, Predicate<SavedView> expected);

    /**
     * Deletes a view.
     *
     * @param expected the condition that the view must meet right before it is deleted
     * @return {@link Result.Saved} with the deleted view, or the reason why it still exists
     */
    Result delete(SavedViewId id, Predicate<SavedView> expected);

    /**
     * A view to save.
     *
     * @param id the id, or null to generate one
     * @param name the name
     * @param query the filters and the order, as the query of {@code GET /api/outreaches}
     * @param columns the columns to show, empty for the usual ones
     * @param shared whether all callers see it; null for only if the caller is no user
     */
    record NewView(
            @Nullable SavedViewId id,
            String name,
            String query,
            List<SavedView.Column> columns,
            @Nullable Boolean shared) {}

    /**
     * The changes of a view; null for what stays.
     *
     * @param name the name
     * @param query the filters and the order
     * @param columns the columns to show
     * @param shared whether all callers see it
     */
    record Change(
            @Nullable String name,
            @Nullable String query,
            @Nullable List<SavedView.Column> columns,
            @Nullable Boolean shared) {

        /** Returns the changed view. */
        public SavedView of(SavedView view) {
            return new SavedView(
                    view.id(),
                    view.owner(),
                    name == null ? view.name() : name,
                    query == null ? view.query() : query,
                    columns == null ? view.columns() : columns,
                    shared == null ? view.shared() : shared);
        }
    }

    /** The result of a change. */
    sealed interface Result {

        /** The change is made. */
        record Saved(SavedView view) implements Result {}

        /** The caller sees no view with this id. */
        record NotFound(SavedViewId id) implements Result {}

        /** The view did not meet the expected condition. */
        record NotAsExpected(SavedViewId id) implements Result {}

        /** The view is another user's, and the caller is no administrator. */
        record NotYours(SavedViewId id) implements Result {}

        /** The owner has another view with this name. */
        record NameTaken(String name) implements Result {}

        /** Another view has the id. */
        record IdTaken(SavedViewId id) implements Result {}

        /** The caller can't choose the id of a new view. */
        record IdNotChosen() implements Result {}

        /** The owner has as many views as the limit allows. */
        record TooMany(int limit) implements Result {}

        /** Only a user can have a private view. */
        record NoOwner() implements Result {}
    }
}

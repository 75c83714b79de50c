package com.grow.outreach.application.port.out;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PageRequest;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The saved views that the caller sees: the shared ones and the caller's own. */
public interface SavedViewRepository {

    /** Returns a page of the views, by name. */
    Page<SavedView> page(PageRequest page);

    /** Returns a view, or empty if the caller sees none with this id. */
    Optional<SavedView> find(SavedViewId id);

    /** Returns a view as {@link #find} does, and locks it until the transaction ends. */
    Optional<SavedView> lock(SavedViewId id);

    /**
     * Returns the number of views of an owner, and lets no other transaction create or rename views until this one ends.
     *
     * @param owner the owner, or null for the views without one
     */
    int lockCount(@Nullable UserId owner);

    /**
     * Returns whether an owner has another view with the name of this one. The answer stays right only after {@link
     * #lockCount}.
     */
    boolean isNameTaken(SavedView view);

    /**
     * Stores a new view.
     *
     * @return false if another view has the id
     */
    boolean create(SavedView view, Instant createdAt);

    /** Stores an existing view. */
    void save(SavedView view);

    /** Deletes an existing view. */
    void delete(SavedViewId id);
}

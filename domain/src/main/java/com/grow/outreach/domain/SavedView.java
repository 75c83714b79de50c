package com.grow.outreach.domain;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A view of the list of outreaches by name: its filters, order and columns.
 *
 * <p>API documentation: {@code /api/views}.
 *
 * @param id the id
 * @param owner the user who saved it, or null if the request named no user
 * @param name the name, unique among the views of the owner
 * @param query the filters and the order, as the query of {@code GET /api/outreaches}; empty for none
 * @param columns the columns to show, in their order; empty for the usual ones
 * @param shared whether all callers see it; always true without an owner
 */
public record SavedView(
        SavedViewId id, @Nullable UserId owner, String name, String query, List<Column> columns, boolean shared) {

    /** The maximum number of views of an owner. */
    public static final int MAX_PER_OWNER = 100;

    /** The maximum length of a query in characters. */
    public static final int MAX_QUERY_LENGTH = 2_000;

    /**
     * Creates a view.
     *
     * @throws IllegalArgumentException if it is neither shared nor owned
     */
    public SavedView {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(query, "query");
        columns = List.copyOf(Objects.requireNonNull(columns, "columns"));
        if (owner == null && !shared) {
            throw new IllegalArgumentException("a view without an owner is shared");
        }
    }

    /** A column of the list of outreaches. */
    public enum Column {
        PERSON("person"),
        COMPANY("company"),
        CHANNEL("channel"),
        STATUS("status"),
        SEQUENCE("sequence"),
        OWNER("owner"),
        CREATED("created"),
        CHANGED("changed");

        private final String value;

        Column(String value) {
            this.value = value;
        }

        /** Returns the value in the API, for example {@code created}. */
        public String value() {
            return value;
        }

        /** Returns the column with an API value, or empty if there is none. Case-sensitive. */
        public static Optional<Column> parse(String text) {
            Objects.requireNonNull(text, "text");
            return Arrays.stream(values())
                    .filter(column -> column.value.equals(text))
                    .findFirst();
        }
    }

    /** Returns whether a user sees this view; null for a caller who is no user. */
    public boolean isVisibleTo(@Nullable UserId user) {
        return shared || isOwnedBy(user);
    }

    /**
     * Returns whether a user may change and delete this view.
     *
     * @param user the user, or null for a caller who is no user
     * @param isAdministrator whether the caller is an administrator, who changes all shared views
     */
    public boolean mayBeChangedBy(@Nullable UserId user, boolean isAdministrator) {
        return isOwnedBy(user) || shared && isAdministrator;
    }

    private boolean isOwnedBy(@Nullable UserId user) {
        return owner != null && owner.equals(user);
    }
}

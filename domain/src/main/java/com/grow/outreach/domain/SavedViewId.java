package com.grow.outreach.domain;

/**
 * The id of a saved view, for example {@code viw_ready}.
 *
 * @param value the id including its prefix
 */
public record SavedViewId(String value) implements Id {

    /** The kind of ids with the prefix {@code viw_}. */
    public static final IdKind<SavedViewId> KIND = new IdKind<>("viw_", SavedViewId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public SavedViewId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

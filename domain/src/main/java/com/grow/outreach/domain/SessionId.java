package com.grow.outreach.domain;

/**
 * The id of a session of a signed-in user, for example {@code ses_12345}.
 *
 * @param value the id including its prefix
 */
public record SessionId(String value) implements Id {

    /** The kind of ids with the prefix {@code ses_}. */
    public static final IdKind<SessionId> KIND = new IdKind<>("ses_", SessionId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public SessionId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package com.grow.outreach.domain;

/**
 * The id of an API token, for example {@code tok_12345}.
 *
 * @param value the id including its prefix
 */
public record TokenId(String value) implements Id {

    /** The kind of ids with the prefix {@code tok_}. */
    public static final IdKind<TokenId> KIND = new IdKind<>("tok_", TokenId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public TokenId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

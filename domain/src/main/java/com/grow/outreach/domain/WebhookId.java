package com.grow.outreach.domain;

/**
 * The id of a webhook, for example {@code whk_77777}.
 *
 * @param value the id including its prefix
 */
public record WebhookId(String value) implements Id {

    /** The kind of ids with the prefix {@code whk_}. */
    public static final IdKind<WebhookId> KIND = new IdKind<>("whk_", WebhookId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public WebhookId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

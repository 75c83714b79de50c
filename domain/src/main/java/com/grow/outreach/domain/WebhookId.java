package com.grow.outreach.domain;

/**
 * The id of a webhook, for example {@code whk_77777}.
 *
 * @param value the whole id with its prefix
 */
public record WebhookId(String value) implements Id {

    /** Ids that begin with {@code whk_}. */
    public static final IdKind<WebhookId> KIND = new IdKind<>("whk_", WebhookId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public WebhookId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package com.grow.outreach.domain;

/**
 * The id of a delivery, for example {@code dlv_88888}.
 *
 * @param value the whole id with its prefix
 */
public record DeliveryId(String value) implements Id {

    /** Ids that begin with {@code dlv_}. */
    public static final IdKind<DeliveryId> KIND = new IdKind<>("dlv_", DeliveryId::new);

    /**
     * Takes a text that is known to be an id; {@link IdKind#parse} is for text that may be anything.
     *
     * @throws IllegalArgumentException if the value is not of the shape of {@link #KIND}
     */
    public DeliveryId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

package com.grow.outreach.domain;

/**
 * The id of a delivery, for example {@code dlv_88888}.
 *
 * @param value the id including its prefix
 */
public record DeliveryId(String value) implements Id {

    /** The kind of ids with the prefix {@code dlv_}. */
    public static final IdKind<DeliveryId> KIND = new IdKind<>("dlv_", DeliveryId::new);

    /**
     * Creates an id from a valid text. Use {@link IdKind#parse} for unchecked text.
     *
     * @throws IllegalArgumentException if the value does not have the format of {@link #KIND}
     */
    public DeliveryId {
        KIND.require(value);
    }

    @Override
    public String toString() {
        return value;
    }
}

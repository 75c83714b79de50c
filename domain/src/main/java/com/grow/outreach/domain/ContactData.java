package com.grow.outreach.domain;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How somebody can be reached, as far as that is known.
 *
 * @param email their address, see {@link TextField#EMAIL}, or null if it is not known
 * @param phone their number, see {@link TextField#PHONE}, or null if it is not known
 * @param linkedinUrl their LinkedIn page, see {@link TextField#URL}, or null if it is not known
 */
public record ContactData(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String linkedinUrl) {

    /** Nothing is known. */
    public static final ContactData NONE = new ContactData(null, null, null);

    /** What somebody has to know to reach them over that channel; empty if it is not known. */
    public Optional<String> on(Channel channel) {
        Objects.requireNonNull(channel, "channel");
        return Optional.ofNullable(
                switch (channel) {
                    case EMAIL -> email;
                    case PHONE -> phone;
                    case LINKEDIN -> linkedinUrl;
                });
    }

    /** What is known here, and what only the other knows. */
    public ContactData completedBy(ContactData other) {
        Objects.requireNonNull(other, "other");
        return new ContactData(
                email == null ? other.email : email,
                phone == null ? other.phone : phone,
                linkedinUrl == null ? other.linkedinUrl : linkedinUrl);
    }
}

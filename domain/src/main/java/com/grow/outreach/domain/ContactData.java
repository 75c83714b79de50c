package com.grow.outreach.domain;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The known contact data of a person.
 *
 * @param email the e-mail address, see {@link TextField#EMAIL}, or null if it is not known
 * @param phone the phone number, see {@link TextField#PHONE}, or null if it is not known
 * @param linkedinUrl the LinkedIn page, see {@link TextField#URL}, or null if it is not known
 */
public record ContactData(
        @Nullable String email,
        @Nullable String phone,
        @Nullable String linkedinUrl) {

    /** No contact data. */
    public static final ContactData NONE = new ContactData(null, null, null);

    /** Returns the address, number or page for a channel; empty if it is not known. */
    public Optional<String> on(Channel channel) {
        Objects.requireNonNull(channel, "channel");
        return Optional.ofNullable(
                switch (channel) {
                    case EMAIL -> email;
                    case PHONE -> phone;
                    case LINKEDIN -> linkedinUrl;
                });
    }

    /** Returns whether this and other contact data have different values of the same field; case is ignored. */
    public boolean contradicts(ContactData other) {
        Objects.requireNonNull(other, "other");
        return differ(email, other.email) || differ(phone, other.phone) || differ(linkedinUrl, other.linkedinUrl);
    }

    private static boolean differ(@Nullable String one, @Nullable String other) {
        return one != null && other != null && !one.equalsIgnoreCase(other);
    }

    /** Returns this contact data with missing fields taken from another. */
    public ContactData completedBy(ContactData other) {
        Objects.requireNonNull(other, "other");
        return new ContactData(
                email == null ? other.email : email,
                phone == null ? other.phone : phone,
                linkedinUrl == null ? other.linkedinUrl : linkedinUrl);
    }

    /** Returns this contact data without the LinkedIn profile. */
    public ContactData withoutLinkedinUrl() {
        return new ContactData(email, phone, null);
    }
}

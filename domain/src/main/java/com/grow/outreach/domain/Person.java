package com.grow.outreach.domain;

import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody to reach.
 *
 * <p>API documentation: {@code GET /api/people}.
 *
 * @param id their id
 * @param name what people call them; not unique
 * @param title what they do at their company, or null if it is not known
 * @param companyId the company they work at
 * @param email their address, or null if it is not known
 * @param phone their number, or null if it is not known
 * @param linkedinUrl their LinkedIn page, or null if it is not known
 * @param optOuts the channels on which they do not want to be reached; see {@link Guard#OPTED_OUT}
 */
public record Person(
        PersonId id,
        String name,
        @Nullable String title,
        CompanyId companyId,
        @Nullable String email,
        @Nullable String phone,
        @Nullable String linkedinUrl,
        Set<Channel> optOuts) {

    public Person {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(companyId, "companyId");
        optOuts = Set.copyOf(Objects.requireNonNull(optOuts, "optOuts"));
    }

    /** Somebody who can be reached on every channel. */
    public Person(
            PersonId id,
            String name,
            @Nullable String title,
            CompanyId companyId,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String linkedinUrl) {
        this(id, name, title, companyId, email, phone, linkedinUrl, Set.of());
    }

    /** How they can be reached, as far as that is known. */
    public ContactData contactData() {
        return new ContactData(email, phone, linkedinUrl);
    }

    /** This person with what is found out about how they can be reached; what is known already stays as it is. */
    public Person completedBy(ContactData found) {
        Objects.requireNonNull(found, "found");
        var known = contactData().completedBy(found);
        return new Person(id, name, title, companyId, known.email(), known.phone(), known.linkedinUrl(), optOuts);
    }
}

package com.grow.outreach.domain;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person whom outreaches address.
 *
 * <p>API documentation: {@code GET /api/people}.
 *
 * @param id the id
 * @param name the name; not unique
 * @param title the job title, or null if it is not known
 * @param companyId the employer
 * @param email the e-mail address, or null if it is not known
 * @param phone the phone number, or null if it is not known
 * @param linkedinUrl the LinkedIn page, or null if it is not known
 * @param optOuts the channels that the person opted out of; see {@link Guard#OPTED_OUT}
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

    /** Creates a person without opt-outs. */
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

    /** Returns the known contact data. */
    public ContactData contactData() {
        return new ContactData(email, phone, linkedinUrl);
    }

    /** Returns this person with missing contact data filled in. Known contact data does not change. */
    public Person completedBy(ContactData found) {
        Objects.requireNonNull(found, "found");
        var known = contactData().completedBy(found);
        return new Person(id, name, title, companyId, known.email(), known.phone(), known.linkedinUrl(), optOuts);
    }

    /** Returns this person, opted out of other channels, too. */
    public Person optedOutOf(Set<Channel> channels) {
        Objects.requireNonNull(channels, "channels");
        var all = EnumSet.noneOf(Channel.class);
        all.addAll(optOuts);
        all.addAll(channels);
        return new Person(id, name, title, companyId, email, phone, linkedinUrl, all);
    }

    /**
     * Returns this person with the data of a contact that matches. Given values replace known ones, except the e-mail address,
     * which is only filled in. Opt-outs do not change.
     *
     * @param newName the name, or null to keep the known one
     * @param newTitle the job title, or null to keep the known one
     * @param newCompanyId the employer
     * @param given the contact data; fields that are null keep the known values
     */
    public Person updatedBy(
            @Nullable String newName, @Nullable String newTitle, CompanyId newCompanyId, ContactData given) {
        Objects.requireNonNull(newCompanyId, "newCompanyId");
        Objects.requireNonNull(given, "given");
        var merged = given.completedBy(contactData());
        return new Person(
                id,
                newName == null ? name : newName,
                newTitle == null ? title : newTitle,
                newCompanyId,
                email == null ? given.email() : email,
                merged.phone(),
                merged.linkedinUrl(),
                optOuts);
    }
}

package com.grow.outreach.application.service.imports;

import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parsed row of contacts: a person and their company.
 *
 * @param row the row
 * @param name the name of the person, or null if the row has none
 * @param title the job title, or null
 * @param data the contact data
 * @param company the name of the company
 * @param domain the domain of the company, or null
 * @param owner the id, e-mail address or name of the company's owner, or null
 */
record ContactRow(
        RowReader row,
        @Nullable String name,
        @Nullable String title,
        ContactData data,
        String company,
        @Nullable String domain,
        @Nullable String owner) {

    /** Parses a row. The values are meaningful only if the row is valid. */
    static ContactRow parse(RowReader row, ContactFormats formats) {
        var email = row.text("email", formats.email(), null);
        var name = row.text("person", TextField.NAME, null);
        if (name == null) {
            name = joined(row.text("first_name", TextField.NAME, null), row.text("last_name", TextField.NAME, null));
        }
        if (name == null && email == null && row.isValid()) {
            row.reject("person", "is missing; give a name or an email");
        }
        return new ContactRow(
                row,
                name,
                row.text("title", TextField.TITLE, null),
                new ContactData(
                        email,
                        row.text("phone", formats.phone(), null),
                        row.text("linkedin", formats.linkedinProfile(), null)),
                row.requiredText("company", TextField.NAME, null),
                row.text("domain", formats.domain(), null),
                row.raw("owner"));
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String last) {
        if (first == null) {
            return last;
        }
        return last == null ? first : first + " " + last;
    }

    /** Returns the distinct values of a field, without null. */
    static <V> Set<V> values(Collection<ContactRow> contacts, Function<ContactRow, @Nullable V> field) {
        var values = new HashSet<V>();
        for (var contact : contacts) {
            var value = field.apply(contact);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Returns the id that the company gets if it has to be created. */
    CompanyId newCompanyId() {
        return CompanyId.KIND.derived(
                domain == null ? "name " + company : "domain " + NaturalKey.DOMAIN.normalized(domain));
    }

    /** Returns a new company with the data of this row. */
    Company newCompany(@Nullable UserId ownerId) {
        return Company.named(newCompanyId(), company, null).completedBy(domain, ownerId);
    }

    /** Returns the id that the person gets if it has to be created. */
    PersonId newPersonId() {
        var email = data.email();
        return PersonId.KIND.derived(
                email == null
                        ? "name %s at %s".formatted(name, domain == null ? company : domain)
                        : "email " + NaturalKey.EMAIL.normalized(email));
    }

    /** Returns a new person with the data of this row. Without a name, the e-mail address is the name. */
    Person newPerson(CompanyId companyId) {
        return new Person(
                newPersonId(),
                name == null ? String.valueOf(data.email()) : name,
                title,
                companyId,
                data.email(),
                data.phone(),
                data.linkedinUrl());
    }

    /** Returns the channels for which the row has contact data. */
    Set<Channel> channels() {
        var channels = EnumSet.allOf(Channel.class);
        channels.removeIf(channel -> data.on(channel).isEmpty());
        return channels;
    }
}

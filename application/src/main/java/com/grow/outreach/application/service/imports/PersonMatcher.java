package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds or creates the people of contacts. A person matches by the e-mail address or, if the row has none, by the name within
 * the company.
 *
 * @param people the people that rows may match
 * @param now the creation time of new people
 */
record PersonMatcher(NaturalKeyIndex<PersonId, Person> people, Instant now) {

    /**
     * Finds the people of contacts and locks them until the transaction ends.
     *
     * @param companies the stored companies that the contacts may match
     */
    void lock(Collection<ContactRow> contacts, Set<CompanyId> companies) {
        people.find(
                NaturalKey.EMAIL,
                ContactRow.values(contacts, contact -> contact.data().email()));
        people.find(
                NaturalKey.NAME,
                ContactRow.values(contacts, contact -> contact.data().email() == null ? contact.name() : null),
                companies);
        people.lock(ContactRow.values(contacts, ContactRow::newPersonId));
    }

    /** Returns the person of a contact with the data of the row; empty if several people match, which rejects the row. */
    Optional<Created<Person>> match(ContactRow contact, CompanyId company) {
        var matches = matches(contact, company);
        if (matches.size() > 1) {
            rejectAmbiguous(contact, matches.size());
            return Optional.empty();
        }
        var match = matches.isEmpty()
                ? people.current(contact.newPersonId())
                : people.existing(matches.iterator().next());
        return Optional.of(
                match == null
                        ? new Created<>(contact.newPerson(company), now)
                        : new Created<>(
                                match.value().updatedBy(contact.name(), contact.title(), company, contact.data()),
                                match.at()));
    }

    private Set<PersonId> matches(ContactRow contact, CompanyId company) {
        var email = contact.data().email();
        if (email != null) {
            return people.matching(NaturalKey.EMAIL, email);
        }
        var matches = new HashSet<>(people.matching(NaturalKey.NAME, String.valueOf(contact.name())));
        matches.removeIf(id -> !people.existing(id).value().companyId().equals(company));
        return matches;
    }

    private static void rejectAmbiguous(ContactRow contact, int matches) {
        var email = contact.data().email();
        if (email == null) {
            contact.row()
                    .reject(
                            "person",
                            "%d people of the company have the name '%s'; give the email"
                                    .formatted(matches, contact.name()));
        } else {
            contact.row()
                    .reject(
                            "email",
                            "%d people have the email '%s'; correct all but one of them first"
                                    .formatted(matches, email));
        }
    }
}

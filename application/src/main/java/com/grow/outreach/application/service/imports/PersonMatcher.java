package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds or creates the people of contacts. A person matches by the e-mail address, else by the LinkedIn profile, else by the
 * name within the company if the contact data does not contradict.
 *
 * @param people the people that rows may match
 * @param scope the scope of the import
 */
record PersonMatcher(NaturalKeyIndex<PersonId, Person> people, ImportScope scope) {

    /**
     * The person of a contact.
     *
     * @param person the person with the data of the row
     * @param isNew whether no person matched
     * @param possibleDuplicate whether the person is new and the company has another person of the same name
     */
    record Match(Created<Person> person, boolean isNew, boolean possibleDuplicate) {}

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
                NaturalKey.LINKEDIN_PROFILE,
                ContactRow.values(contacts, contact -> contact.data().linkedinUrl()));
        people.find(NaturalKey.NAME, ContactRow.values(contacts, ContactRow::name), companies);
        people.lock(contacts.stream()
                .flatMap(contact -> contact.newPersonIds(scope).stream())
                .collect(Collectors.toSet()));
    }

    /** Returns the person of a contact; empty if several people match, which rejects the row. */
    Optional<Match> match(ContactRow contact, CompanyId company) {
        var sameName = sameName(contact, company);
        var matches = matches(contact, sameName);
        if (matches.size() > 1) {
            rejectAmbiguous(contact, matches.size());
            return Optional.empty();
        }
        if (!matches.isEmpty()) {
            return Optional.of(
                    new Match(updated(people.existing(matches.iterator().next()), contact, company), false, false));
        }
        for (var id : contact.newPersonIds(scope)) {
            var current = people.current(id);
            if (current == null) {
                var person = contact.newPerson(id, company);
                return Optional.of(new Match(new Created<>(person, scope.createdAt()), true, !sameName.isEmpty()));
            }
            if (contact.data().email() != null || !isContradicted(current, contact)) {
                return Optional.of(new Match(updated(current, contact, company), false, false));
            }
        }
        contact.row()
                .reject(
                        "person",
                        "the company has another person with the name and phone '%s'; give the email"
                                .formatted(contact.name()));
        return Optional.empty();
    }

    private static Created<Person> updated(Created<Person> match, ContactRow contact, CompanyId company) {
        var known = match.value().email();
        var given = contact.data().email();
        if (known != null
                && given != null
                && !NaturalKey.EMAIL.normalized(known).equals(NaturalKey.EMAIL.normalized(given))) {
            contact.row()
                    .warn(
                            "email",
                            "got '%s'; the person has '%s', which is kept".formatted(RowReader.shown(given), known));
        }
        var person = match.value().updatedBy(contact.name(), contact.title(), company, contact.data());
        return new Created<>(person.optedOutOf(contact.optOuts()), match.at());
    }

    private static boolean isContradicted(Created<Person> person, ContactRow contact) {
        return person.value().contactData().contradicts(contact.data());
    }

    private Set<PersonId> sameName(ContactRow contact, CompanyId company) {
        var ids = new HashSet<PersonId>(matching(NaturalKey.NAME, contact.name()));
        ids.removeIf(id -> !people.existing(id).value().companyId().equals(company));
        return ids;
    }

    private Set<PersonId> matches(ContactRow contact, Set<PersonId> sameName) {
        var byEmail = matching(NaturalKey.EMAIL, contact.data().email());
        if (!byEmail.isEmpty()) {
            return byEmail;
        }
        var byProfile = matching(NaturalKey.LINKEDIN_PROFILE, contact.data().linkedinUrl());
        if (!byProfile.isEmpty()) {
            return byProfile;
        }
        return sameName.stream()
                .filter(id -> !isContradicted(people.existing(id), contact))
                .collect(Collectors.toSet());
    }

    private Set<PersonId> matching(NaturalKey key, @Nullable String text) {
        return text == null ? Set.of() : people.matching(key, text);
    }

    private static void rejectAmbiguous(ContactRow contact, int matches) {
        var email = contact.data().email();
        if (email == null) {
            contact.row()
                    .reject(
                            "person",
                            "%d people of the company match '%s'; give the email".formatted(matches, contact.name()));
        } else {
            contact.row()
                    .reject(
                            "email",
                            "%d people match '%s'; correct all but one of them first".formatted(matches, email));
        }
    }
}

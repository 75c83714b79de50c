package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds or creates the people of contacts. A person matches by the e-mail address, else by the LinkedIn profile, else by the
 * name within the company if the contact data does not contradict.
 */
final class PersonMatcher {

    private final NaturalKeyIndex<PersonId, Person> people;
    private final ImportScope scope;
    private final Map<NameAt, Set<PersonId>> byName = new HashMap<>();

    /**
     * The people who keep another e-mail address than the one in a row, by the address in the row. Further rows with this address
     * match the same person, so that they give the same result if they are imported again.
     */
    private final Map<String, PersonId> withOtherEmail = new HashMap<>();

    /**
     * Creates a matcher.
     *
     * @param people the people that rows may match
     * @param scope the scope of the import
     */
    PersonMatcher(NaturalKeyIndex<PersonId, Person> people, ImportScope scope) {
        this.people = people;
        this.scope = scope;
    }

    /** A normalized name within a company. */
    private record NameAt(String name, CompanyId company) {

        static NameAt of(String name, CompanyId company) {
            return new NameAt(NaturalKey.NAME.normalized(name), company);
        }

        static NameAt of(Person person) {
            return of(person.name(), person.companyId());
        }
    }

    /**
     * The person of a contact.
     *
     * @param person the person with the data of the row
     * @param isNew whether no person matched
     * @param possibleDuplicate whether the person is new and the company has another person of the same name, or another
     *     person has the LinkedIn profile in the row
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
        var names = ContactRow.values(contacts, ContactRow::name);
        people.find(NaturalKey.NAME, names, companies);
        people.lock(contacts.stream()
                .flatMap(contact -> contact.newPersonIds(scope).stream())
                .collect(Collectors.toSet()));
        names.stream()
                .flatMap(name -> people.matching(NaturalKey.NAME, name).stream())
                .forEach(id -> add(people.existing(id).value()));
    }

    private void add(Person person) {
        byName.computeIfAbsent(NameAt.of(person), none -> new HashSet<>()).add(person.id());
    }

    /** Creates or changes a person. */
    void put(Created<Person> person) {
        var id = person.value().id();
        var former = people.current(id);
        if (people.put(id, person)) {
            if (former != null) {
                byName.getOrDefault(NameAt.of(former.value()), new HashSet<>()).remove(id);
            }
            add(person.value());
        }
    }

    /** Returns the person of a contact; empty if several people match, which rejects the row. */
    Optional<Match> match(ContactRow contact, CompanyId company) {
        var matches = matches(contact, company);
        if (matches.size() > 1) {
            rejectAmbiguous(contact, matches.size());
            return Optional.empty();
        }
        if (!matches.isEmpty()) {
            var match = people.existing(matches.iterator().next());
            boolean ofAnother = hasProfileOfAnother(match.value().id(), contact);
            return Optional.of(new Match(updated(match, contact, company, ofAnother), false, ofAnother));
        }
        for (var id : contact.newPersonIds(scope)) {
            var current = people.current(id);
            if (current == null) {
                var person = contact.newPerson(id, company);
                return Optional.of(
                        new Match(new Created<>(person, scope.createdAt()), true, hasName(contact, company)));
            }
            if (contact.data().email() != null || !isContradicted(current, contact)) {
                return Optional.of(new Match(updated(current, contact, company, false), false, false));
            }
        }
        contact.row()
                .reject(
                        "person",
                        "the company has another person with the name and phone '%s'; give the email"
                                .formatted(contact.name()));
        return Optional.empty();
    }

    /** Returns whether the profile in the row belongs to other people than the one with the e-mail address. */
    private boolean hasProfileOfAnother(PersonId match, ContactRow contact) {
        var known = matching(NaturalKey.LINKEDIN_PROFILE, contact.data().linkedinUrl());
        return !known.isEmpty() && !known.contains(match);
    }

    private Created<Person> updated(
            Created<Person> match, ContactRow contact, CompanyId company, boolean profileOfAnother) {
        boolean otherEmail = keepsEmail(match.value(), contact);
        var data = contact.data();
        if (profileOfAnother) {
            warnWithoutProfile(contact, "another person has this profile");
            data = data.withoutLinkedinUrl();
        } else if (otherEmail && keepsProfile(match.value(), data)) {
            warnWithoutProfile(
                    contact, "the person has '%s'".formatted(match.value().linkedinUrl()));
            data = data.withoutLinkedinUrl();
        }
        var person = match.value().updatedBy(contact.name(), contact.title(), company, data);
        return new Created<>(person.optedOutOf(contact.optOuts()), match.at());
    }

    /** Returns whether the person keeps another e-mail address than the one in the row. */
    private boolean keepsEmail(Person person, ContactRow contact) {
        var known = person.email();
        var given = contact.data().email();
        if (known == null
                || given == null
                || NaturalKey.EMAIL.normalized(known).equals(NaturalKey.EMAIL.normalized(given))) {
            return false;
        }
        withOtherEmail.put(NaturalKey.EMAIL.normalized(given), person.id());
        contact.row()
                .warn("email", "got '%s'; the person has '%s', which is kept".formatted(RowReader.shown(given), known));
        return true;
    }

    private static boolean keepsProfile(Person person, ContactData given) {
        return person.linkedinUrl() != null
                && given.linkedinUrl() != null
                && !person.linkedinUrl().equals(given.linkedinUrl());
    }

    private static void warnWithoutProfile(ContactRow contact, String why) {
        contact.row()
                .warn(
                        "linkedin",
                        "got '%s'; %s; imported without it"
                                .formatted(
                                        RowReader.shown(
                                                String.valueOf(contact.data().linkedinUrl())),
                                        why));
    }

    private static boolean isContradicted(Created<Person> person, ContactRow contact) {
        return person.value().contactData().contradicts(contact.data());
    }

    /** Returns whether somebody in the company has the name of the contact. */
    private boolean hasName(ContactRow contact, CompanyId company) {
        return sameName(contact, company).findAny().isPresent();
    }

    private Stream<Created<Person>> sameName(ContactRow contact, CompanyId company) {
        if (contact.name() == null) {
            return Stream.of();
        }
        return byName.getOrDefault(NameAt.of(contact.name(), company), Set.of()).stream()
                .map(people::existing);
    }

    private Set<PersonId> matches(ContactRow contact, CompanyId company) {
        var byEmail = matching(NaturalKey.EMAIL, contact.data().email());
        if (!byEmail.isEmpty()) {
            return byEmail;
        }
        var keepsOtherEmail = withOtherEmail(contact.data().email());
        if (keepsOtherEmail != null) {
            return Set.of(keepsOtherEmail);
        }
        var byProfile = matching(NaturalKey.LINKEDIN_PROFILE, contact.data().linkedinUrl());
        if (!byProfile.isEmpty()) {
            return byProfile;
        }
        return sameName(contact, company)
                .filter(person -> !isContradicted(person, contact))
                .map(person -> person.value().id())
                .collect(Collectors.toSet());
    }

    private @Nullable PersonId withOtherEmail(@Nullable String email) {
        return email == null ? null : withOtherEmail.get(NaturalKey.EMAIL.normalized(email));
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

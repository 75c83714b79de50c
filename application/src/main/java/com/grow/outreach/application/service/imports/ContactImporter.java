package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Entry;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Opening;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Imports contacts: rows of a CRM, each a person with the name of the company. Finds the company by its domain or its name
 * and the person by the address, or by the name within the company; makes what is not there; and opens an outreach over
 * each channel for which there is data, none yet, and no opt-out. Ids follow from what things are known by, so that the
 * same file changes nothing a second time.
 *
 * @param file the name of the file
 * @param now the beginning of what is new
 */
record ContactImporter(String file, Instant now) implements Importer {

    @Override
    public Outcome store(List<RowGroup> units, Repositories stored) {
        var outcome = new Outcome();
        var contacts = new ArrayList<Contact>();
        for (var unit : units) {
            outcome.read(file, unit.row()).ifPresent(row -> contacts.add(Contact.read(row)));
        }
        new Chunk(stored.book(), contacts, now, outcome).run();
        return outcome;
    }

    /** The content of a row. */
    private record Contact(
            RowReader row,
            @Nullable String person,
            @Nullable String title,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String linkedin,
            String company,
            @Nullable String domain,
            @Nullable String owner) {

        static Contact read(RowReader row) {
            var email = row.text("email", TextField.EMAIL, null);
            var person = row.text("person", TextField.NAME, null);
            if (person == null) {
                person = joined(
                        row.text("first_name", TextField.NAME, null), row.text("last_name", TextField.NAME, null));
            }
            if (person == null && email == null && row.faults().isEmpty()) {
                row.fault("person", "is missing, and there is no email; a person has to be known by one of them");
            }
            return new Contact(
                    row,
                    person,
                    row.text("title", TextField.TITLE, null),
                    email,
                    row.text("phone", TextField.PHONE, null),
                    row.url("linkedin"),
                    row.requiredText("company", TextField.NAME, null),
                    row.domain("domain"),
                    row.raw("owner"));
        }

        private static @Nullable String joined(@Nullable String first, @Nullable String last) {
            if (first == null) {
                return last;
            }
            return last == null ? first : first + " " + last;
        }

        /** The id of the company if it has to be made. */
        CompanyId madeCompany() {
            return CompanyId.KIND.derived(
                    domain == null ? "name " + company : "domain " + NaturalKeyIndex.plain("domain", domain));
        }

        /** The id of the person if they have to be made. */
        PersonId madePerson() {
            return PersonId.KIND.derived(
                    email == null
                            ? "name %s at %s".formatted(person, domain == null ? company : domain)
                            : "email " + NaturalKeyIndex.plain("email", email));
        }

        Set<Channel> channels() {
            var channels = EnumSet.noneOf(Channel.class);
            if (email != null) {
                channels.add(Channel.EMAIL);
            }
            if (phone != null) {
                channels.add(Channel.PHONE);
            }
            if (linkedin != null) {
                channels.add(Channel.LINKEDIN);
            }
            return channels;
        }
    }

    /** One chunk on its way. */
    private static final class Chunk {

        private final BookRepository book;
        private final List<Contact> contacts;
        private final Instant now;
        private final Outcome outcome;

        private final Map<String, Set<UserId>> owners = new HashMap<>();
        private final NaturalKeyIndex<CompanyId, Company> companies;
        private final NaturalKeyIndex<PersonId, Person> people;
        private final Map<PersonId, Map<Channel, Set<OutreachId>>> outreaches = new HashMap<>();
        private final List<Entry> opened = new ArrayList<>();

        Chunk(BookRepository book, List<Contact> contacts, Instant now, Outcome outcome) {
            this.book = book;
            this.contacts = contacts;
            this.now = now;
            this.outcome = outcome;
            this.companies = new NaturalKeyIndex<>(DirectoryKind.COMPANIES, book);
            this.people = new NaturalKeyIndex<>(DirectoryKind.PEOPLE, book);
        }

        void run() {
            lookUp();
            var taken = new ArrayList<Taken>();
            for (var contact : contacts) {
                if (contact.row().faults().isEmpty()) {
                    take(contact).ifPresent(taken::add);
                }
                if (!contact.row().faults().isEmpty()) {
                    outcome.rejected++;
                    outcome.rejects.addAll(contact.row().faults());
                }
            }
            outcome.unchanged += taken.stream()
                    .filter(one -> !one.changes(companies, people))
                    .count();
            companies.store(outcome);
            people.store(outcome);
            book.outreaches().add(opened);
            outcome.created += opened.size();
        }

        private void lookUp() {
            var users = book.users();
            var told = told(Contact::owner);
            owners.putAll(users.bearing("name", told));
            var addresses = told.stream().collect(Collectors.groupingBy(text -> NaturalKeyIndex.plain("email", text)));
            users.bearing("email", addresses.keySet())
                    .forEach((address, ids) ->
                            addresses.getOrDefault(address, List.of()).forEach(text -> owners.put(text, ids)));
            users.known(parsed(told)).forEach(id -> owners.put(id.value(), Set.of(id)));
            users.known(owners.values().stream().flatMap(Set::stream).toList());
            companies.find("domain", told(Contact::domain));
            companies.find("name", told(Contact::company));
            companies.lock(made(Contact::madeCompany), Integer.MAX_VALUE);
            people.find("email", told(Contact::email));
            people.find("name", told(contact -> contact.email() == null ? contact.person() : null), companies.ids());
            people.lock(made(Contact::madePerson), Integer.MAX_VALUE);
            outreaches.putAll(book.outreaches().ofPeople(people.ids()));
        }

        private <K> Set<K> made(Function<Contact, K> id) {
            return contacts.stream()
                    .filter(contact -> contact.row().faults().isEmpty())
                    .map(id)
                    .collect(Collectors.toSet());
        }

        private static List<UserId> parsed(Set<String> texts) {
            return texts.stream()
                    .flatMap(text -> UserId.KIND.parse(text).stream())
                    .toList();
        }

        private Set<String> told(Function<Contact, @Nullable String> what) {
            var texts = new HashSet<String>();
            for (var contact : contacts) {
                var text = contact.row().faults().isEmpty() ? what.apply(contact) : null;
                if (text != null) {
                    texts.add(text);
                }
            }
            return texts;
        }

        /**
         * What a contact has come to.
         *
         * @param opens whether it opens an outreach
         */
        private record Taken(CompanyId company, PersonId person, boolean opens) {

            boolean changes(NaturalKeyIndex<CompanyId, Company> companies, NaturalKeyIndex<PersonId, Person> people) {
                return opens || companies.differs(company) || people.differs(person);
            }
        }

        /** Takes what a contact says; empty if it is rejected. */
        private Optional<Taken> take(Contact contact) {
            var owner = owner(contact);
            var company = company(contact, owner);
            if (company == null || !contact.row().faults().isEmpty()) {
                return Optional.empty();
            }
            var person = person(contact, company.thing().id());
            if (person == null) {
                return Optional.empty();
            }
            companies.put(company.thing().id(), company);
            people.put(person.thing().id(), person);
            boolean opens = false;
            var there = outreaches.computeIfAbsent(person.thing().id(), none -> new EnumMap<>(Channel.class));
            for (var channel : contact.channels()) {
                var id = OutreachImporter.derived(person.thing().id().value(), channel.value());
                var existing = there.computeIfAbsent(channel, none -> new HashSet<>());
                if (Outreach.open(id, channel, person.thing(), existing) instanceof Opening.Opened fresh) {
                    opened.add(new Entry(fresh.outreach(), now, List.of()));
                    existing.add(id);
                    opens = true;
                }
            }
            return Optional.of(new Taken(company.thing().id(), person.thing().id(), opens));
        }

        private @Nullable UserId owner(Contact contact) {
            if (contact.owner() == null) {
                return null;
            }
            var found = owners.getOrDefault(contact.owner(), Set.of());
            if (found.size() != 1) {
                contact.row()
                        .fault(
                                "owner",
                                found.isEmpty()
                                        ? "there is no user of that id, email or name; import users first"
                                        : "%d users are called so; give the email or the id".formatted(found.size()));
                return null;
            }
            return found.iterator().next();
        }

        private @Nullable Created<Company> company(Contact contact, @Nullable UserId owner) {
            var domain = contact.domain();
            var known = domain == null ? Set.<CompanyId>of() : companies.bearing("domain", domain);
            if (known.size() > 1) {
                contact.row().fault("domain", "%d companies have it".formatted(known.size()));
                return null;
            }
            if (known.isEmpty()) {
                known = new HashSet<>(companies.bearing("name", contact.company()));
                // Of another domain, it is another company of the same name.
                known.removeIf(id ->
                        domain != null && companies.there(id).thing().profile().domain() != null);
            }
            if (known.size() > 1) {
                contact.row()
                        .fault(
                                "company",
                                domain == null
                                        ? "%d companies are called so; give the domain".formatted(known.size())
                                        : "%d companies without a domain are called so".formatted(known.size()));
                return null;
            }
            if (known.isEmpty()) {
                var id = contact.madeCompany();
                var there = companies.current(id);
                return there != null ? there : new Created<>(made(id, contact.company(), domain, owner), now);
            }
            var there = companies.there(known.iterator().next());
            var company = there.thing();
            var profile = company.profile();
            return new Created<>(
                    new Company(
                            company.id(),
                            company.name(),
                            company.ownerId() == null ? owner : company.ownerId(),
                            profile.domain() != null || domain == null
                                    ? profile
                                    : new Company.Profile(
                                            domain,
                                            profile.fit(),
                                            profile.segments(),
                                            profile.countries(),
                                            profile.overallScore()),
                            company.enrichment()),
                    there.at());
        }

        private static Company made(CompanyId id, String name, @Nullable String domain, @Nullable UserId owner) {
            return new Company(
                    id,
                    name,
                    owner,
                    new Company.Profile(domain, Fit.UNKNOWN, List.of(), List.of(), null),
                    Company.Enrichment.NEVER);
        }

        private @Nullable Created<Person> person(Contact contact, CompanyId company) {
            var email = contact.email();
            var name = contact.person();
            Set<PersonId> known;
            if (email != null) {
                known = people.bearing("email", email);
            } else {
                known = new HashSet<>(people.bearing("name", String.valueOf(name)));
                known.removeIf(id -> !people.there(id).thing().companyId().equals(company));
            }
            if (known.size() > 1) {
                contact.row()
                        .fault(email == null ? "person" : "email", "%d people are known by it".formatted(known.size()));
                return null;
            }
            if (known.isEmpty()) {
                var id = contact.madePerson();
                var there = people.current(id);
                if (there == null) {
                    return new Created<>(
                            new Person(
                                    id,
                                    name == null ? String.valueOf(contact.email()) : name,
                                    contact.title(),
                                    company,
                                    contact.email(),
                                    contact.phone(),
                                    contact.linkedin()),
                            now);
                }
                known = Set.of(id);
            }
            var there = people.there(known.iterator().next());
            var person = there.thing();
            return new Created<>(
                    new Person(
                            person.id(),
                            name == null ? person.name() : name,
                            contact.title() == null ? person.title() : contact.title(),
                            company,
                            person.email() == null ? contact.email() : person.email(),
                            contact.phone() == null ? person.phone() : contact.phone(),
                            contact.linkedin() == null ? person.linkedinUrl() : contact.linkedin(),
                            person.optOuts()),
                    there.at());
        }
    }
}

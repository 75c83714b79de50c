package com.grow.outreach.application.service.imports;

import static java.util.Objects.requireNonNull;

import com.grow.outreach.application.imports.ContactOptions;
import com.grow.outreach.application.imports.ImportCounts;
import com.grow.outreach.application.imports.Reject;
import com.grow.outreach.application.port.out.Repositories;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.file.Records.Keyed;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Imports contacts: rows of a CRM, each a person with the name of the company. Finds or creates the company and the person,
 * and opens an outreach on each channel with contact data. Ids of new records are derived from their natural keys, so that
 * importing the same file again changes nothing.
 *
 * @param formats the formats of contact data
 * @param options the options for contacts
 * @param now the creation time of new records, which identifies the records of this import
 */
record ContactImporter(ContactFormats formats, ContactOptions options, Instant now) implements Importer {

    @Override
    public Rows begin(Repositories stored) {
        return new Chunk(stored.book(), new ImportScope(stored.caller(), now));
    }

    /**
     * The result of a row.
     *
     * @param opensOutreach whether the row opens an outreach
     */
    private record Imported(CompanyId company, PersonId person, boolean opensOutreach) {}

    private final class Chunk implements Rows {

        private final Outcome outcome = new Outcome();
        private final List<ContactRow> named = new ArrayList<>();
        private final List<ContactRow> contacts = new ArrayList<>();
        private final OwnerMatcher owners;
        private final NaturalKeyIndex<CompanyId, Company> companies;
        private final CompanyMatcher companyMatcher;
        private final NaturalKeyIndex<PersonId, Person> people;
        private final PersonMatcher personMatcher;
        private final NewOutreaches outreaches;

        Chunk(BookRepository book, ImportScope scope) {
            owners = new OwnerMatcher(book.users(), formats, options.owners(), scope);
            companies = new NaturalKeyIndex<>(DirectoryKind.COMPANIES, book);
            companyMatcher = new CompanyMatcher(companies, scope);
            people = new NaturalKeyIndex<>(DirectoryKind.PEOPLE, book);
            personMatcher = new PersonMatcher(people, scope);
            outreaches = new NewOutreaches(book.outreaches(), now);
        }

        @Override
        public void identify(List<RowGroup> groups) {
            for (var group : groups) {
                var keyed = (Keyed) requireNonNull(group.row());
                CompanyKey.company(keyed)
                        .ifPresentOrElse(named::add, () -> parse(keyed).ifPresent(contacts::add));
            }
            outcome.noRows = named.size();
        }

        private Optional<ContactRow> parse(Keyed keyed) {
            return ContactKey.parsed(keyed)
                    .or(() -> outcome.read(keyed.file(), keyed.item())
                            .map(row -> ContactRow.parse(row, formats, options.strict())));
        }

        @Override
        public void lock() {
            var valid =
                    contacts.stream().filter(contact -> contact.row().isValid()).toList();
            owners.lock(valid);
            companyMatcher.lock(Stream.concat(named.stream(), valid.stream()).toList());
            personMatcher.lock(valid, companies.storedIds());
            outreaches.load(people.storedIds());
        }

        @Override
        public void decide() {
            for (var row : named) {
                companyMatcher
                        .match(row, null)
                        .ifPresent(company -> companies.put(company.value().id(), company));
            }
            var imported = new ArrayList<Imported>();
            for (var contact : contacts) {
                if (contact.row().isValid()) {
                    decide(contact).ifPresent(imported::add);
                }
                if (!contact.row().isValid()) {
                    outcome.reject(contact.row());
                }
            }
            outcome.unchanged +=
                    imported.stream().filter(one -> !isChangedBy(one)).count();
            outcome.warnings.sort(Comparator.comparingLong(Reject::line));
        }

        /** Empty if the row is rejected. */
        private Optional<Imported> decide(ContactRow contact) {
            var owner = owners.match(contact);
            var company = companyMatcher.match(contact, owner.orElse(null));
            if (company.isEmpty() || !contact.row().isValid()) {
                return Optional.empty();
            }
            return personMatcher
                    .match(contact, company.get().value().id())
                    .map(match -> put(contact, company.get(), match));
        }

        private Imported put(ContactRow contact, Created<Company> company, PersonMatcher.Match match) {
            var person = match.person();
            outcome.warn(contact.row());
            boolean merged = !match.isNew() && person.at().equals(now);
            outcome.notes = outcome.notes.plus(new ImportCounts.Notes(
                    0, merged ? 1 : 0, contact.sharedHost() ? 1 : 0, match.possibleDuplicate() ? 1 : 0));
            companies.put(company.value().id(), company);
            personMatcher.put(person);
            var channels = contact.channels();
            // A value that the person did not get opens nothing.
            channels.removeIf(
                    channel -> person.value().contactData().on(channel).isEmpty());
            boolean opened = outreaches.open(person.value(), channels);
            return new Imported(company.value().id(), person.value().id(), opened);
        }

        private boolean isChangedBy(Imported one) {
            return one.opensOutreach() || companies.differs(one.company()) || people.differs(one.person());
        }

        @Override
        public void store() {
            owners.store(outcome);
            companies.store(outcome);
            people.store(outcome);
            outreaches.store(outcome);
        }

        @Override
        public Outcome outcome() {
            return outcome;
        }
    }
}

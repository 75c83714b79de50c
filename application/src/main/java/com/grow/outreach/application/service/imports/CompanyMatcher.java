package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.UserId;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds or creates the companies of contacts. A company matches by its domain. If no company has the domain, or the row has
 * none, a company matches by its name; a company with another domain does not.
 *
 * @param companies the companies that rows may match
 * @param scope the scope of the import
 */
record CompanyMatcher(NaturalKeyIndex<CompanyId, Company> companies, ImportScope scope) {

    /** Finds the companies of contacts and locks them until the transaction ends. */
    void lock(Collection<ContactRow> contacts) {
        companies.find(NaturalKey.DOMAIN, ContactRow.values(contacts, ContactRow::domain));
        companies.find(NaturalKey.FOLDED_NAME, ContactRow.values(contacts, ContactRow::company));
        companies.lock(ContactRow.values(contacts, contact -> contact.newCompanyId(scope)));
    }

    /**
     * Returns the company of a contact with the data of the row; empty if several companies match, which rejects the row.
     *
     * @param owner the owner that a company without one gets, or null; a new company then gets that of the scope
     */
    Optional<Created<Company>> match(ContactRow contact, @Nullable UserId owner) {
        var matches = byDomain(contact);
        if (matches.size() > 1) {
            contact.row()
                    .reject(
                            "domain",
                            "%d companies have the domain '%s'; correct all but one of them first"
                                    .formatted(matches.size(), contact.domain()));
            return Optional.empty();
        }
        if (matches.isEmpty()) {
            matches = byName(contact);
        }
        if (matches.size() > 1) {
            contact.row().reject("company", ambiguousName(contact, matches.size()));
            return Optional.empty();
        }
        if (matches.isEmpty()) {
            var id = contact.newCompanyId(scope);
            var existing = companies.current(id);
            return Optional.of(
                    existing != null
                            ? existing
                            : new Created<>(
                                    contact.newCompany(id, owner == null ? scope.owner() : owner), scope.createdAt()));
        }
        var match = companies.existing(matches.iterator().next());
        return Optional.of(new Created<>(match.value().completedBy(contact.domain(), owner), match.at()));
    }

    private Set<CompanyId> byDomain(ContactRow contact) {
        var domain = contact.domain();
        return domain == null ? Set.of() : companies.matching(NaturalKey.DOMAIN, domain);
    }

    private Set<CompanyId> byName(ContactRow contact) {
        var matches = new HashSet<>(companies.matching(NaturalKey.FOLDED_NAME, contact.company()));
        matches.removeIf(id -> contact.domain() != null
                && companies.existing(id).value().profile().domain() != null);
        return matches;
    }

    private static String ambiguousName(ContactRow contact, int matches) {
        return contact.domain() == null
                ? "%d companies have the name '%s'; give the domain".formatted(matches, contact.company())
                : "%d companies without a domain have the name '%s'; give one of them the domain first"
                        .formatted(matches, contact.company());
    }
}

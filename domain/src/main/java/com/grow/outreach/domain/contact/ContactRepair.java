package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.TextFormat.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings contact data that was stored before {@link ContactFormats} had its rules into its canonical form. Nothing else
 * changes, in particular no opt-out.
 *
 * @param formats the formats of contact data
 */
public record ContactRepair(ContactFormats formats) {

    private static final Pattern SCHEME = Pattern.compile("^(?:https?:)?/*(?:www\\.)?", Pattern.CASE_INSENSITIVE);

    public ContactRepair {
        Objects.requireNonNull(formats, "formats");
    }

    /**
     * A stored value that is not in its canonical form.
     *
     * @param field the field, for example {@code email}
     * @param stored the stored value
     * @param canonical the canonical form, or null if the value is removed or stays
     * @param reason why the value is invalid and stays, or null
     */
    public record Finding(
            String field,
            String stored,
            @Nullable String canonical,
            @Nullable String reason) {

        public Finding {
            Objects.requireNonNull(field, "field");
            Objects.requireNonNull(stored, "stored");
        }
    }

    /**
     * A record with repaired values.
     *
     * @param value the record
     * @param findings the values that were not in their canonical form
     */
    public record Repaired<T>(T value, List<Finding> findings) {

        public Repaired {
            Objects.requireNonNull(value, "value");
            findings = List.copyOf(Objects.requireNonNull(findings, "findings"));
        }

        /** Returns whether a value changes. */
        public boolean isChanged() {
            return findings.stream().anyMatch(finding -> finding.reason() == null);
        }
    }

    /** Repairs the contact data of a person. */
    public Repaired<Person> repair(Person person) {
        Objects.requireNonNull(person, "person");
        var findings = new ArrayList<Finding>();
        var email = canonical("email", person.email(), formats.email(), findings);
        var phone = canonical("phone", person.phone(), formats.phone(), findings);
        var profile = canonical("linkedin_url", person.linkedinUrl(), formats.linkedinProfile(), findings);
        return new Repaired<>(
                new Person(
                        person.id(),
                        person.name(),
                        person.title(),
                        person.companyId(),
                        email,
                        phone,
                        profile,
                        person.optOuts()),
                findings);
    }

    /** Repairs the domain of a company. A host that many companies share is removed. */
    public Repaired<Company> repair(Company company) {
        Objects.requireNonNull(company, "company");
        var findings = new ArrayList<Finding>();
        var stored = company.profile().domain();
        String domain = null;
        if (stored != null && formats.sharedHost(stored).isPresent()) {
            findings.add(new Finding("domain", stored, null, null));
        } else {
            domain = canonical("domain", stored, formats.domain(), findings);
        }
        return new Repaired<>(
                new Company(
                        company.id(),
                        company.name(),
                        company.ownerId(),
                        company.profile().withDomain(domain),
                        company.enrichment()),
                findings);
    }

    private static @Nullable String canonical(
            String field, @Nullable String stored, TextFormat format, List<Finding> findings) {
        if (stored == null) {
            return null;
        }
        var reading =
                Placeholder.is(SCHEME.matcher(stored).replaceFirst("")) ? new Reading.Blank() : format.read(stored);
        if (reading instanceof Reading.Invalid invalid) {
            findings.add(new Finding(field, stored, null, invalid.reason()));
            return stored;
        }
        var canonical = reading instanceof Reading.Valid valid ? valid.text() : null;
        if (!stored.equals(canonical)) {
            findings.add(new Finding(field, stored, canonical, null));
        }
        return canonical;
    }
}

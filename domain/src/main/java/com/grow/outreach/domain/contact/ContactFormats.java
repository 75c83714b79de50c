package com.grow.outreach.domain.contact;

import com.grow.outreach.domain.TextFormat;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The formats of contact data. Each turns the spellings that people and other systems use into one canonical form, so
 * that the API, imports and enrichment agree on who somebody is.
 */
public final class ContactFormats {

    private final ContactStandards standards;
    private final @Nullable String region;
    private final TextFormat email;
    private final TextFormat phone;
    private final TextFormat linkedinProfile;
    private final DomainFormat domain;

    /** Creates the formats for phone numbers of any country; only those with {@code +} become canonical. */
    public ContactFormats(ContactStandards standards) {
        this(standards, null);
    }

    private ContactFormats(ContactStandards standards, @Nullable String region) {
        this.standards = Objects.requireNonNull(standards, "standards");
        this.region = region;
        this.email = new EmailFormat(standards);
        this.phone = new PhoneFormat(standards, region);
        this.linkedinProfile = new LinkedInProfileFormat(standards);
        this.domain = new DomainFormat(standards);
    }

    /**
     * Returns these formats with phone numbers of a country, which are then validated strictly.
     *
     * @param region the ISO 3166-1 code, for example {@code DE}
     * @throws IllegalArgumentException if the country is unknown
     */
    public ContactFormats inRegion(String region) {
        if (!isRegion(region)) {
            throw new IllegalArgumentException("no phone numbers are known for " + region);
        }
        return new ContactFormats(standards, region);
    }

    /** Returns whether phone numbers of a country are known, by its ISO 3166-1 code. */
    public boolean isRegion(String region) {
        return standards.isRegion(Objects.requireNonNull(region, "region"));
    }

    /** Returns the country that phone numbers without {@code +} belong to; empty if none was chosen. */
    public Optional<String> region() {
        return Optional.ofNullable(region);
    }

    /** The e-mail address, as written but without wrappers, trailing separators and invisible characters. */
    public TextFormat email() {
        return email;
    }

    /** The phone number in E.164 where it is valid; other plausible numbers as written if no region was chosen. */
    public TextFormat phone() {
        return phone;
    }

    /** The LinkedIn profile of a person, for example {@code https://www.linkedin.com/in/ann-berg}. */
    public TextFormat linkedinProfile() {
        return linkedinProfile;
    }

    /** The internet domain of a company, for example {@code acme.com} for {@code https://www.acme.com/about}. */
    public TextFormat domain() {
        return domain;
    }

    /**
     * Returns the host of a domain or URL if it is shared by many companies, such as {@code facebook.com}, and therefore
     * identifies none; empty otherwise.
     */
    public Optional<String> sharedHost(String written) {
        return domain.sharedHost(Objects.requireNonNull(written, "written"));
    }

    /** Returns a stored phone number in international notation, for example {@code +49 30 123456}. */
    public String internationalNotation(String phone) {
        return standards.internationalNotation(Objects.requireNonNull(phone, "phone"));
    }
}

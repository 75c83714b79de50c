package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.ImportKind;
import com.grow.outreach.application.port.out.book.BookOfBusiness.Created;
import com.grow.outreach.application.port.out.book.BookRepository;
import com.grow.outreach.application.port.out.book.BookRepository.BulkDirectory;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Country;
import com.grow.outreach.domain.EnrichmentStatus;
import com.grow.outreach.domain.Fit;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A kind of record that is imported into the directory.
 *
 * @param kind the kind
 * @param ids the kind of the ids
 * @param directory gets the stored records
 * @param keys the natural keys of rows without an id, the default first
 * @param reference the column that refers to another record, or empty
 * @param referred the records that it refers to
 * @param reading reads a row
 */
record DirectoryKind<K extends Id, T>(
        ImportKind kind,
        IdKind<K> ids,
        Function<BookRepository, BulkDirectory<K, T>> directory,
        List<Key<T>> keys,
        String reference,
        References<?> referred,
        Reading<K, T> reading) {

    /**
     * A natural key of the records.
     *
     * @param key the key
     * @param format the format of its column
     * @param value gets the value of a record, or null
     */
    record Key<T>(NaturalKey key, Function<ContactFormats, TextFormat> format, Function<T, @Nullable String> value) {

        String column() {
            return key.value();
        }
    }

    /** The records that a column refers to. */
    record References<R extends Id>(IdKind<R> ids, Function<BookRepository, BulkDirectory<R, ?>> directory) {

        /** Returns the texts that are ids of existing records. They can't be deleted until the transaction ends. */
        Set<String> existing(BookRepository book, Collection<String> texts) {
            var parsed = new HashSet<R>();
            texts.forEach(text -> ids.parse(text).ifPresent(parsed::add));
            var existing = new HashSet<String>();
            if (!parsed.isEmpty()) {
                directory.apply(book).existing(parsed).forEach(id -> existing.add(id.value()));
            }
            return existing;
        }
    }

    /** The formats of contact data and the scope of the import. */
    record Context(ContactFormats formats, ImportScope scope) {}

    /** Reads a row. */
    interface Reading<K, T> {

        /**
         * Returns the record of a row. The result is meaningful only if the row is valid.
         *
         * @param before the existing record, which has another id if it replaced the one with this id in a merge; or null
         */
        T read(RowReader row, K id, @Nullable T before, Context context);
    }

    private static final References<UserId> USER = new References<>(UserId.KIND, BookRepository::users);

    static final DirectoryKind<UserId, User> USERS = new DirectoryKind<>(
            ImportKind.USERS,
            UserId.KIND,
            BookRepository::users,
            List.of(
                    new Key<>(NaturalKey.EMAIL, ContactFormats::email, User::email),
                    new Key<>(NaturalKey.FOLDED_NAME, formats -> TextField.NAME, User::name)),
            "",
            USER,
            DirectoryKind::user);

    static final DirectoryKind<SequenceId, Sequence> SEQUENCES = new DirectoryKind<>(
            ImportKind.SEQUENCES,
            SequenceId.KIND,
            BookRepository::sequences,
            List.of(new Key<>(NaturalKey.NAME, formats -> TextField.NAME, Sequence::name)),
            "",
            USER,
            DirectoryKind::sequence);

    static final DirectoryKind<CompanyId, Company> COMPANIES = new DirectoryKind<>(
            ImportKind.COMPANIES,
            CompanyId.KIND,
            BookRepository::companies,
            List.of(
                    new Key<>(
                            NaturalKey.DOMAIN,
                            ContactFormats::domain,
                            company -> company.profile().domain()),
                    new Key<>(NaturalKey.FOLDED_NAME, formats -> TextField.NAME, Company::name)),
            "owner_id",
            USER,
            DirectoryKind::company);

    static final DirectoryKind<PersonId, Person> PEOPLE = new DirectoryKind<>(
            ImportKind.PEOPLE,
            PersonId.KIND,
            BookRepository::people,
            List.of(
                    new Key<>(NaturalKey.EMAIL, ContactFormats::email, Person::email),
                    new Key<>(NaturalKey.NAME, formats -> TextField.NAME, Person::name),
                    new Key<>(NaturalKey.LINKEDIN_PROFILE, ContactFormats::linkedinProfile, Person::linkedinUrl)),
            "company_id",
            new References<>(CompanyId.KIND, BookRepository::companies),
            DirectoryKind::person);

    private static User user(RowReader row, UserId id, @Nullable User before, Context context) {
        return new User(
                id,
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                row.text("email", context.formats().email(), before == null ? null : before.email()));
    }

    private static Sequence sequence(RowReader row, SequenceId id, @Nullable Sequence before, Context context) {
        return new Sequence(id, row.requiredText("name", TextField.NAME, before == null ? null : before.name()));
    }

    private static Person person(RowReader row, PersonId id, @Nullable Person before, Context context) {
        var companyId = row.id("company_id", CompanyId.KIND, before == null ? null : before.companyId());
        if (companyId == null && row.raw("company_id") == null) {
            row.reject("company_id", "is missing; expected " + CompanyId.KIND.description());
        }
        return new Person(
                before == null ? id : before.id(),
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                row.text("title", TextField.TITLE, before == null ? null : before.title()),
                companyId == null ? CompanyId.KIND.derived("") : companyId,
                row.text("email", context.formats().email(), before == null ? null : before.email()),
                row.text("phone", context.formats().phone(), before == null ? null : before.phone()),
                row.text(
                        "linkedin_url",
                        context.formats().linkedinProfile(),
                        before == null ? null : before.linkedinUrl()),
                Set.copyOf(row.list(
                        "opt_outs",
                        Channel::parse,
                        "email, linkedin or phone",
                        before == null ? List.of() : List.copyOf(before.optOuts()))));
    }

    private static Company company(RowReader row, CompanyId id, @Nullable Company before, Context context) {
        var profile = before == null ? Company.Profile.BLANK : before.profile();
        return new Company(
                before == null ? id : before.id(),
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                owner(row, before, context.scope()),
                new Company.Profile(
                        row.text("domain", context.formats().domain(), profile.domain()),
                        fit(row, profile.fit()),
                        segments(row, profile.segments()),
                        row.list(
                                "countries",
                                DirectoryKind::country,
                                "two capital letters like US",
                                profile.countries()),
                        row.number("overall_score", 0, Company.Profile.MAX_SCORE, profile.overallScore())),
                enrichment(row, before == null ? Company.Enrichment.NEVER : before.enrichment()));
    }

    private static @Nullable UserId owner(RowReader row, @Nullable Company before, ImportScope scope) {
        var named = row.id("owner_id", UserId.KIND, before == null ? null : before.ownerId());
        var owner = named == null && before == null ? scope.owner() : named;
        if (!scope.includes(owner)) {
            row.reject("owner_id", "the owner is not in your team; expected a user of your team");
        }
        return owner;
    }

    private static Fit fit(RowReader row, Fit before) {
        if (!row.has("fit")) {
            return before;
        }
        var fit = row.parsed("fit", text -> Fit.parse(text.toLowerCase(Locale.ROOT)), "true, false or nothing");
        return fit == null ? Fit.UNKNOWN : fit;
    }

    private static List<String> segments(RowReader row, List<String> before) {
        var segments = row.list("segments", DirectoryKind::segment, TextField.SEGMENT.description(), before);
        Company.Profile.refusalOfSegments(segments).ifPresent(refusal -> row.reject("segments", refusal));
        return segments;
    }

    private static Optional<String> segment(String text) {
        return TextField.SEGMENT.read(text) instanceof TextFormat.Reading.Valid valid
                ? Optional.of(valid.text())
                : Optional.empty();
    }

    private static Optional<Country> country(String text) {
        try {
            return Optional.of(new Country(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Company.Enrichment enrichment(RowReader row, Company.Enrichment before) {
        var status = row.has("enrichment_status")
                ? row.parsed("enrichment_status", EnrichmentStatus::parse, "pending, completed, failed or nothing")
                : before.status();
        Instant completed = row.has("last_enriched_at") ? row.time("last_enriched_at") : before.lastCompletedAt();
        try {
            return new Company.Enrichment(status, completed);
        } catch (IllegalArgumentException e) {
            row.reject(
                    "enrichment_status",
                    "does not match last_enriched_at; expected both, or only a status if no enrichment was completed");
            return before;
        }
    }

    /** Returns the record of a row with its creation time, by default that of the import. */
    Created<T> read(RowReader row, K id, @Nullable Created<T> before, Context context) {
        var result = reading.read(row, id, before == null ? null : before.value(), context);
        return new Created<>(
                result, row.time("created_at", before == null ? context.scope().createdAt() : before.at()));
    }
}

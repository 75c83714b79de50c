package com.grow.outreach.application.service.imports;

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
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.Sequence;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.User;
import com.grow.outreach.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How rows of one kind become things.
 *
 * @param ids the ids of the kind
 * @param shelf where they are kept
 * @param knownBy what rows without an id can be known by, the usual one first
 * @param reference the column that refers to something, or empty
 * @param referred what it refers to
 * @param reading how a row is read
 */
record DirectoryKind<K extends Id, T>(
        IdKind<K> ids,
        Function<BookRepository, BulkDirectory<K, T>> shelf,
        List<Name<T>> knownBy,
        String reference,
        References<?> referred,
        Reading<K, T> reading) {

    /**
     * What a thing is known by.
     *
     * @param column where rows have it
     * @param field what may stand there
     * @param of what it is of a thing, or null
     */
    record Name<T>(String column, TextField field, Function<T, @Nullable String> of) {}

    /** What a column refers to. */
    record References<R extends Id>(IdKind<R> ids, Function<BookRepository, BulkDirectory<R, ?>> shelf) {

        /** Those of the texts that are ids of something that exists. */
        Set<String> known(BookRepository book, Collection<String> texts) {
            var asked = new TreeSet<R>((one, other) -> one.value().compareTo(other.value()));
            texts.forEach(text -> ids.parse(text).ifPresent(asked::add));
            var known = new HashSet<String>();
            if (!asked.isEmpty()) {
                shelf.apply(book).known(asked).forEach(id -> known.add(id.value()));
            }
            return known;
        }
    }

    /** Reads a row. */
    interface Reading<K, T> {

        /**
         * What the row says; of no use if it says of any of it that it is wrong.
         *
         * @param before what is there already, or null
         */
        T read(RowReader row, K id, @Nullable T before);
    }

    private static final References<UserId> USER = new References<>(UserId.KIND, BookRepository::users);

    static final DirectoryKind<UserId, User> USERS = new DirectoryKind<>(
            UserId.KIND,
            BookRepository::users,
            List.of(new Name<>("email", TextField.EMAIL, User::email), new Name<>("name", TextField.NAME, User::name)),
            "",
            USER,
            DirectoryKind::user);

    static final DirectoryKind<SequenceId, Sequence> SEQUENCES = new DirectoryKind<>(
            SequenceId.KIND,
            BookRepository::sequences,
            List.of(new Name<>("name", TextField.NAME, Sequence::name)),
            "",
            USER,
            DirectoryKind::sequence);

    static final DirectoryKind<CompanyId, Company> COMPANIES = new DirectoryKind<>(
            CompanyId.KIND,
            BookRepository::companies,
            List.of(
                    new Name<>(
                            "domain",
                            TextField.DOMAIN,
                            company -> company.profile().domain()),
                    new Name<>("name", TextField.NAME, Company::name)),
            "owner_id",
            USER,
            DirectoryKind::company);

    static final DirectoryKind<PersonId, Person> PEOPLE = new DirectoryKind<>(
            PersonId.KIND,
            BookRepository::people,
            List.of(
                    new Name<>("email", TextField.EMAIL, Person::email),
                    new Name<>("name", TextField.NAME, Person::name)),
            "company_id",
            new References<>(CompanyId.KIND, BookRepository::companies),
            DirectoryKind::person);

    private static User user(RowReader row, UserId id, @Nullable User before) {
        return new User(
                id,
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                row.requiredText("email", TextField.EMAIL, before == null ? null : before.email()));
    }

    private static Sequence sequence(RowReader row, SequenceId id, @Nullable Sequence before) {
        return new Sequence(id, row.requiredText("name", TextField.NAME, before == null ? null : before.name()));
    }

    private static Person person(RowReader row, PersonId id, @Nullable Person before) {
        var companyId = row.id("company_id", CompanyId.KIND, before == null ? null : before.companyId());
        if (companyId == null && row.raw("company_id") == null) {
            row.fault("company_id", "is missing; expected " + CompanyId.KIND.description());
        }
        return new Person(
                id,
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                row.text("title", TextField.TITLE, before == null ? null : before.title()),
                companyId == null ? CompanyId.KIND.derived("") : companyId,
                row.text("email", TextField.EMAIL, before == null ? null : before.email()),
                row.text("phone", TextField.PHONE, before == null ? null : before.phone()),
                row.text("linkedin_url", TextField.URL, before == null ? null : before.linkedinUrl()),
                Set.copyOf(row.list(
                        "opt_outs",
                        Channel::parse,
                        "email, linkedin or phone",
                        before == null ? List.of() : List.copyOf(before.optOuts()))));
    }

    private static Company company(RowReader row, CompanyId id, @Nullable Company before) {
        var profile = before == null ? Company.Profile.BLANK : before.profile();
        return new Company(
                id,
                row.requiredText("name", TextField.NAME, before == null ? null : before.name()),
                row.id("owner_id", UserId.KIND, before == null ? null : before.ownerId()),
                new Company.Profile(
                        row.text("domain", TextField.DOMAIN, profile.domain()),
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

    private static Fit fit(RowReader row, Fit before) {
        if (!row.has("fit")) {
            return before;
        }
        var fit = row.parsed("fit", text -> Fit.parse(text.toLowerCase(Locale.ROOT)), "true, false or nothing");
        return fit == null ? Fit.UNKNOWN : fit;
    }

    private static List<String> segments(RowReader row, List<String> before) {
        var segments = row.list("segments", DirectoryKind::segment, TextField.SEGMENT.description(), before);
        Company.Profile.refusalOfSegments(segments).ifPresent(refusal -> row.fault("segments", refusal));
        return segments;
    }

    private static Optional<String> segment(String text) {
        return TextField.SEGMENT.read(text) instanceof TextField.Reading.Valid valid
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
            row.fault(
                    "enrichment_status",
                    "does not go with last_enriched_at; expected both, or a status without a time if none was completed");
            return before;
        }
    }

    /** A thing of a row with its beginning. */
    Created<T> read(RowReader row, K id, @Nullable Created<T> before, Instant now) {
        var thing = reading.read(row, id, before == null ? null : before.thing());
        return new Created<>(thing, row.time("created_at", before == null ? now : before.at()));
    }
}

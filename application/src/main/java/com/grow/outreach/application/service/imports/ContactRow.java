package com.grow.outreach.application.service.imports;

import com.grow.outreach.application.imports.OptOutWord;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.ContactData;
import com.grow.outreach.domain.NaturalKey;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import com.grow.outreach.domain.contact.Placeholder;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A parsed row of contacts: a person and their company.
 *
 * @param row the row
 * @param name the name of the person, or null if the row has none
 * @param title the job title, or null
 * @param data the contact data
 * @param optOuts the channels that the person opted out of
 * @param company the name of the company
 * @param domain the domain of the company, or null
 * @param sharedHost whether the domain in the row is a host that many companies share
 * @param owner the id, e-mail address or name of the company's owner, or null
 */
record ContactRow(
        RowReader row,
        @Nullable String name,
        @Nullable String title,
        ContactData data,
        Set<Channel> optOuts,
        String company,
        @Nullable String domain,
        boolean sharedHost,
        @Nullable String owner) {

    /**
     * Parses a row. The values are meaningful only if the row is valid.
     *
     * @param strict whether an invalid value of an optional column rejects the row
     */
    static ContactRow parse(RowReader row, ContactFormats formats, boolean strict) {
        var data = new ContactData(
                row.optionalText("email", formats.email(), strict),
                row.optionalText("phone", formats.phone(), strict),
                row.optionalText("linkedin", formats.linkedinProfile(), strict));
        var name = row.optionalText("person", TextField.NAME, strict);
        if (name == null) {
            name = joined(
                    row.optionalText("first_name", TextField.NAME, strict),
                    row.optionalText("last_name", TextField.NAME, strict));
        }
        if (name == null && data.email() == null && row.isValid()) {
            row.reject("person", "is missing; give a name or an email");
        }
        var domain = row.optionalReading("domain", formats.domain());
        boolean sharedHost = domain instanceof TextFormat.Reading.Invalid
                && formats.sharedHost(String.valueOf(row.raw("domain"))).isPresent();
        return new ContactRow(
                row,
                name,
                row.optionalText("title", TextField.TITLE, strict),
                data,
                optOuts(row),
                company(row),
                sharedHost ? null : row.optionalText("domain", domain, strict),
                sharedHost,
                row.optionalText("owner", TextField.NAME, strict));
    }

    /** Returns the name of the company. A placeholder rejects the row: it would join people of different companies. */
    private static String company(RowReader row) {
        var written = row.raw("company");
        if (written != null && Placeholder.is(written)) {
            row.reject("company", "is missing; expected " + TextField.NAME.description());
            return "";
        }
        return row.requiredText("company", TextField.NAME, null);
    }

    private static @Nullable String joined(@Nullable String first, @Nullable String last) {
        if (first == null) {
            return last;
        }
        return last == null ? first : first + " " + last;
    }

    /** Returns the channels of a list, or all or none by a word. An invalid text rejects the row, so that no opt-out is lost. */
    private static Set<Channel> optOuts(RowReader row) {
        var text = row.raw("opt_outs");
        if (text == null) {
            return Set.of();
        }
        return OptOutWord.parse(text)
                .map(all -> all ? Set.of(Channel.values()) : Set.<Channel>of())
                .orElseGet(() -> Set.copyOf(row.list(
                        "opt_outs", Channel::parse, "true, false, or a list of email, linkedin and phone", List.of())));
    }

    /** Returns the distinct values of a field, without null. */
    static <V> Set<V> values(Collection<ContactRow> contacts, Function<ContactRow, @Nullable V> field) {
        var values = new HashSet<V>();
        for (var contact : contacts) {
            var value = field.apply(contact);
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Returns the id that the company gets if it has to be created. */
    CompanyId newCompanyId(ImportScope scope) {
        return scope.newId(
                CompanyId.KIND,
                domain == null
                        ? "name " + NaturalKey.FOLDED_NAME.normalized(company)
                        : "domain " + NaturalKey.DOMAIN.normalized(domain));
    }

    /** Returns a new company with the data of this row. */
    Company newCompany(CompanyId id, @Nullable UserId ownerId) {
        return Company.named(id, company, null).completedBy(domain, ownerId);
    }

    /** Returns the ids that the person may get if it has to be created: the first one that nobody else has. */
    List<PersonId> newPersonIds(ImportScope scope) {
        var email = data.email();
        if (email != null) {
            return List.of(scope.newId(PersonId.KIND, "email " + NaturalKey.EMAIL.normalized(email)));
        }
        if (data.linkedinUrl() != null) {
            return List.of(scope.newId(PersonId.KIND, "linkedin " + data.linkedinUrl()));
        }
        var known =
                "name %s at %s".formatted(name, domain == null ? NaturalKey.FOLDED_NAME.normalized(company) : domain);
        return data.phone() == null
                ? List.of(scope.newId(PersonId.KIND, known))
                : List.of(
                        scope.newId(PersonId.KIND, known),
                        scope.newId(PersonId.KIND, known + " phone " + data.phone()));
    }

    /** Returns a new person with the data of this row. Without a name, the e-mail address is the name. */
    Person newPerson(PersonId id, CompanyId companyId) {
        return new Person(
                id,
                name == null ? String.valueOf(data.email()) : name,
                title,
                companyId,
                data.email(),
                data.phone(),
                data.linkedinUrl(),
                optOuts);
    }

    /** Returns the channels for which the row has contact data. */
    Set<Channel> channels() {
        var channels = EnumSet.allOf(Channel.class);
        channels.removeIf(channel -> data.on(channel).isEmpty());
        return channels;
    }
}

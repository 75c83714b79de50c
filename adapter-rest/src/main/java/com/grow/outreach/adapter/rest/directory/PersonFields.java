package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Given;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.contact.ContactFormats;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The fields of a person in a body.
 *
 * <p>The method {@link #change} must be called only after the fields have been checked.
 */
record PersonFields(
        Given<String> name,
        Given<String> title,
        Given<CompanyId> companyId,
        Given<String> email,
        Given<String> phone,
        Given<String> linkedinUrl,
        Given<List<Channel>> optOuts) {

    Person change(Person person) {
        return new Person(
                person.id(),
                name.or(person.name()),
                title.orNull(person.title()),
                companyId.or(person.companyId()),
                email.orNull(person.email()),
                phone.orNull(person.phone()),
                linkedinUrl.orNull(person.linkedinUrl()),
                optOuts.isGiven() ? Set.copyOf(optOuts.get()) : person.optOuts());
    }

    private static final Map<String, Channel> CHANNELS = Words.of(Channel.values(), Channel::value);

    /** Reads the fields, all of which are optional here. */
    static PersonFields of(BodyFields fields, ContactFormats formats) {
        return new PersonFields(
                fields.givenText("name", TextField.NAME),
                fields.givenTextOrNull("title", TextField.TITLE),
                fields.givenId("company_id", CompanyId.KIND),
                fields.givenTextOrNull("email", formats.email()),
                fields.givenTextOrNull("phone", formats.phone()),
                fields.givenTextOrNull("linkedin_url", formats.linkedinProfile()),
                fields.givenWords("opt_outs", CHANNELS));
    }
}

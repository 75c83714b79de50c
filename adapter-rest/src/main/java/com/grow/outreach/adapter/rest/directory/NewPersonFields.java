package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.application.port.in.outreach.OpenToNewPerson.PersonsCompany;
import com.grow.outreach.domain.Company;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.contact.ContactFormats;
import org.jspecify.annotations.Nullable;

/** The fields of a new person in the body of another resource. */
public final class NewPersonFields {

    private final PersonFields person;

    private final @Nullable CompanyFields fresh;

    private NewPersonFields(PersonFields person, @Nullable CompanyFields fresh) {
        this.person = person;
        this.fresh = fresh;
    }

    /** Reads the fields of the person, with {@code company_id} or the fields of a new {@code company}. */
    public static NewPersonFields of(BodyFields fields, ContactFormats formats) {
        fields.require("name");
        var company = fields.fields("company");
        if (!fields.has("company")) {
            fields.require("company_id");
        } else if (fields.has("company_id")) {
            fields.reject("company_id", "can't be given together with 'company'");
        }
        var fresh = company.map(given -> {
            given.require("name");
            return CompanyFields.of(given, formats);
        });
        return new NewPersonFields(PersonFields.of(fields, formats), fresh.orElse(null));
    }

    /** Returns the person. The fields must have been checked. */
    public Person person(PersonId id, CompanyId company) {
        return person.change(new Person(id, person.name().get(), null, company, null, null, null));
    }

    /** Returns the company. The fields must have been checked. */
    public PersonsCompany company() {
        var details = fresh;
        return details == null
                ? new PersonsCompany.Existing(person.companyId().get())
                : new PersonsCompany.Fresh(
                        id -> details.change(Company.named(id, details.name().get(), null)));
    }
}

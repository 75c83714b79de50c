package com.grow.outreach.adapter.rest.directory;

import static com.grow.outreach.domain.access.Permission.MANAGE;
import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.webserver.http.HttpRules;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** REST adapter: {@code /api/people} and its subpaths. */
public final class PeopleRoutes extends DirectoryRoutes<PersonId, Person, PersonQuery> {

    private final MergeRoute<PersonId, PersonMerge> merge;
    private final ContactFormats formats;

    /**
     * Creates the routes.
     *
     * @param formats the formats of contact data
     */
    public PeopleRoutes(RequestBody body, ContactFormats formats) {
        super(
                new Kind<>(
                        "person",
                        PersonId.KIND,
                        new PersonJson(formats),
                        "outreaches",
                        WORK,
                        use -> use.directory().people()),
                body);
        this.formats = formats;
        this.merge = MergeRoute.ofPeople(body, formats);
    }

    @Override
    public void routing(HttpRules rules) {
        super.routing(rules);
        rules.any("/{id}/merge", Resource.post(MANAGE, merge));
    }

    @Override
    PersonQuery query(QueryParameters parameters) {
        var filter = new PersonFilter(
                parameters.text("name"), parameters.id("company_id", CompanyId.KIND), parameters.text("email"));
        var query = new PersonQuery(filter, parameters.nameSort(), parameters.page());
        parameters.check();
        return query;
    }

    @Override
    Function<PersonId, Person> creation(BodyFields fields) {
        fields.require("name", "company_id");
        var details = PersonFields.of(fields, formats);
        return id -> details.change(
                new Person(id, details.name().get(), null, details.companyId().get(), null, null, null));
    }

    @Override
    UnaryOperator<Person> change(BodyFields fields) {
        return PersonFields.of(fields, formats)::change;
    }
}

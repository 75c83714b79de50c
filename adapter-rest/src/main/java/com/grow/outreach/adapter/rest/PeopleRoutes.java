package com.grow.outreach.adapter.rest;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Person;
import com.grow.outreach.domain.PersonId;
import java.util.Optional;

/** REST adapter: {@code /api/people} and what is below it. */
final class PeopleRoutes extends DirectoryRoutes<PersonId, Person> {

    private final DirectoryUseCases useCases;

    PeopleRoutes(DirectoryUseCases useCases) {
        super("person", PersonId.KIND, DirectoryJson::person);
        this.useCases = useCases;
    }

    @Override
    Page<Person> list(QueryParameters parameters) {
        var filter = new PersonFilter(
                parameters.text("name"), parameters.id("company_id", CompanyId.KIND), parameters.text("email"));
        var query = new PersonQuery(filter, parameters.nameSort(), parameters.page());
        parameters.check();
        return useCases.listPeople().list(query);
    }

    @Override
    Optional<Person> find(PersonId id) {
        return useCases.getPerson().get(id);
    }
}

package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.PersonFilter;
import com.grow.outreach.application.query.PersonQuery;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.PersonId;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** REST adapter: {@code /api/people} and what is below it. */
record PeopleRoutes(DirectoryUseCases useCases) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list)).any("/{id}", Resource.of(GET, this::get));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var filter = new PersonFilter(
                parameters.text("name"), parameters.id("company_id", CompanyId.KIND), parameters.text("email"));
        var query = new PersonQuery(filter, parameters.nameSort(), parameters.page());
        parameters.check();
        var page = useCases.listPeople().list(query);
        Responses.page(request, response, page, Json.page(page, DirectoryJson::person));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        var person = PersonId.KIND
                .parse(text)
                .flatMap(useCases.getPerson()::get)
                .orElseThrow(() -> ProblemException.notFound("person", text));
        Responses.ok(request, response, Json.bytes(json -> DirectoryJson.person(json, person)));
    }
}

package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;

import com.grow.outreach.application.port.in.DirectoryUseCases;
import com.grow.outreach.application.query.NamedQuery;
import com.grow.outreach.domain.UserId;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;

/** REST adapter: {@code /api/users} and what is below it. */
record UserRoutes(DirectoryUseCases useCases) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list)).any("/{id}", Resource.of(GET, this::get));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var query = new NamedQuery(parameters.text("name"), parameters.nameSort(), parameters.page());
        parameters.check();
        var page = useCases.listUsers().list(query);
        Responses.page(request, response, page, Json.page(page, DirectoryJson::user));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        var user = UserId.KIND
                .parse(text)
                .flatMap(useCases.getUser()::get)
                .orElseThrow(() -> ProblemException.notFound("user", text));
        Responses.ok(request, response, Json.bytes(json -> DirectoryJson.user(json, user)));
    }
}

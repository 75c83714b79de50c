package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;

import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/**
 * REST adapter: what every kind of thing around an outreach answers alike: a list, and one by its id below it.
 *
 * @param <I> the ids of this kind
 * @param <T> what is looked up
 */
abstract class DirectoryRoutes<I extends Id, T> implements HttpService {

    private final String noun;
    private final IdKind<I> kind;
    private final Json.Item<T> json;

    /**
     * Routes of one kind.
     *
     * @param noun what one of them is called in a problem
     * @param kind what its ids look like
     * @param json how it is rendered
     */
    DirectoryRoutes(String noun, IdKind<I> kind, Json.Item<T> json) {
        this.noun = noun;
        this.kind = kind;
        this.json = json;
    }

    /** The page of the list that the parameters ask for; it reads all that it knows, and checks them, first. */
    abstract Page<T> list(QueryParameters parameters);

    /** The one of that id, or empty if there is none. */
    abstract Optional<T> find(I id);

    @Override
    public final void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list)).any("/{id}", Resource.of(GET, this::get));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var page = list(QueryParameters.of(request));
        Responses.page(request, response, page, Json.page(page, json));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        var found = kind.parse(text).flatMap(this::find).orElseThrow(() -> ProblemException.notFound(noun, text));
        Responses.ok(request, response, Json.bytes(out -> json.writeTo(out, found)));
    }
}

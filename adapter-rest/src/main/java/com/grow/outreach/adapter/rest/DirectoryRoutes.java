package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.DELETE;
import static io.helidon.http.Method.GET;
import static io.helidon.http.Method.PATCH;
import static io.helidon.http.Method.POST;

import com.grow.outreach.application.port.in.Creation;
import com.grow.outreach.application.port.in.Deletion;
import com.grow.outreach.application.port.in.Maintain;
import com.grow.outreach.application.port.in.MaintenanceUseCases;
import com.grow.outreach.application.port.in.Update;
import com.grow.outreach.application.query.Page;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * REST adapter: what every kind of thing around an outreach answers alike: a list and the creation of one, and one by its
 * id below it, to be looked up, changed and deleted.
 *
 * @param <I> the ids of this kind
 * @param <T> what is looked up
 */
abstract class DirectoryRoutes<I extends Id, T> implements HttpService {

    private final Kind<I, T> kind;
    private final Writes writes;
    private final RequestBody body;

    /**
     * Routes of one kind.
     *
     * @param kind in what it differs from the others
     * @param writes answers what writes
     * @param body reads bodies
     */
    DirectoryRoutes(Kind<I, T> kind, Writes writes, RequestBody body) {
        this.kind = kind;
        this.writes = writes;
        this.body = body;
    }

    /**
     * What one kind is in words and in JSON.
     *
     * @param noun what one of them is called in a problem
     * @param ids what its ids look like
     * @param json how it is rendered
     * @param dependents what keeps one from being deleted, to be read before a number: {@code people who work there}
     */
    record Kind<I extends Id, T>(String noun, IdKind<I> ids, Json.Item<T> json, String dependents) {

        byte[] render(T thing) {
            return Json.bytes(out -> json.writeTo(out, thing));
        }
    }

    /** The page of the list that the parameters ask for; it reads all that it knows, and checks them, first. */
    abstract Page<T> list(QueryParameters parameters);

    /** The one of that id, or empty if there is none. */
    abstract Optional<T> find(I id);

    /** The use cases that maintain this kind. */
    abstract Maintain<I, T> maintain(MaintenanceUseCases useCases);

    /** Reads the fields of one that is to be created; to be called back once they are checked. */
    abstract Function<I, T> creation(BodyFields fields);

    /** Reads the fields of one that are to be changed, none of which need be there; to be called back once they are checked. */
    abstract UnaryOperator<T> change(BodyFields fields);

    /** What changes whenever anything about one changes that can be written. */
    EntityTag tag(T thing) {
        return EntityTag.of(kind.render(thing));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list, POST, this::create))
                .any("/{id}", Resource.of(GET, this::get, PATCH, this::update, DELETE, this::delete));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var page = list(QueryParameters.of(request));
        Responses.page(request, response, page, Json.page(page, kind.json()));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var found = found(request);
        Responses.ok(request, response, kind.render(found), tag(found));
    }

    /** The one that the path names, asked for without any parameter. */
    final T found(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        QueryParameters.rejectAll(request);
        return kind.ids().parse(text).flatMap(this::find).orElseThrow(() -> notFound(text));
    }

    private void create(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var id = fields.givenIdOrNull("id", kind.ids()).value();
        var creation = creation(fields);
        fields.check();
        var path = request.prologue().uriPath().path();
        writes.answer(request, response, fields.source(), use -> switch (maintain(use.maintenance())
                .create(id, creation)) {
            case Creation.Created<T>(var given, var made) ->
                Reply.created(path + "/" + given.value(), kind.render(made), tag(made));
            case Creation.IdTaken<T>(var taken) -> throw ProblemException.idTaken(kind.noun(), taken);
            case Creation.ReferenceNotFound<T>(var missing) -> throw ProblemException.referenceNotFound(missing);
        });
    }

    private void update(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.required(request);
        var change = change(fields);
        fields.checkThatOneIsGiven();
        writes.answer(request, response, fields.source(), use -> switch (maintain(use.maintenance())
                .update(id, change, expected)) {
            case Update.Updated<T>(var changed) -> Reply.changed(kind.render(changed), tag(changed));
            case Update.NotFound<T>(var missing) -> throw notFound(missing.value());
            case Update.NotAsExpected<T>(var changed) -> throw ProblemException.notAsExpected(kind.noun(), changed);
            case Update.ReferenceNotFound<T>(var missing) -> throw ProblemException.referenceNotFound(missing);
        });
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.optional(request);
        fields.check();
        writes.answer(request, response, fields.source(), use -> switch (maintain(use.maintenance())
                .delete(id, expected)) {
            case Deletion.Deleted _ -> Reply.done();
            case Deletion.NotFound(var missing) -> throw notFound(missing.value());
            case Deletion.NotAsExpected(var changed) -> throw ProblemException.notAsExpected(kind.noun(), changed);
            case Deletion.InUse(var used, var dependents) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "The %s %s can't be deleted as long as there are %s: %d."
                                .formatted(kind.noun(), used, kind.dependents(), dependents)));
        });
    }

    private I id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return kind.ids().parse(text).orElseThrow(() -> notFound(text));
    }

    /** What {@code If-Match} asks for: that the answer to GET would have one of its tags. */
    private Predicate<T> expected(ServerRequest request) {
        var named = EntityTag.ifMatch(request);
        return thing -> named.test(tag(thing));
    }

    private ProblemException notFound(String id) {
        return ProblemException.notFound(kind.noun(), id);
    }
}

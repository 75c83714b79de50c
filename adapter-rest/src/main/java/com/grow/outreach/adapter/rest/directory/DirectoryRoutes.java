package com.grow.outreach.adapter.rest.directory;

import static com.grow.outreach.domain.access.Permission.READ;

import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.directory.Creation;
import com.grow.outreach.application.port.in.directory.Deletion;
import com.grow.outreach.application.port.in.directory.Directory;
import com.grow.outreach.application.port.in.directory.Update;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.TeamId;
import com.grow.outreach.domain.access.Permission;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * REST adapter: the routes that companies, people, sequences and users share: list, create, get, change and delete.
 *
 * @param <I> the type of the ids
 * @param <T> the type of the entries
 * @param <Q> the type of the queries for a page of the list
 */
abstract class DirectoryRoutes<I extends Id, T, Q> implements HttpService {

    private final Kind<I, T, Q> kind;
    private final RequestBody body;

    /**
     * Creates the routes of one kind of entries.
     *
     * @param kind the differences between this kind and the others
     * @param body the reader of bodies
     */
    DirectoryRoutes(Kind<I, T, Q> kind, RequestBody body) {
        this.kind = kind;
        this.body = body;
    }

    /**
     * The differences between one kind of entries and the others.
     *
     * @param noun the name of an entry in a problem, such as {@code company}
     * @param ids the kind of the ids
     * @param json writes an entry as JSON
     * @param dependents the plural of the resources that refer to an entry, such as {@code people}
     * @param change the permission to create, change and delete entries
     * @param directory selects the use cases
     */
    record Kind<I extends Id, T, Q>(
            String noun,
            IdKind<I> ids,
            Json.Item<T> json,
            String dependents,
            Permission change,
            Function<UseCases, Directory<I, T, Q>> directory) {

        byte[] render(T thing) {
            return Json.bytes(out -> json.writeTo(out, thing));
        }
    }

    /** Reads and checks the parameters of the list. */
    abstract Q query(QueryParameters parameters);

    /** Reads the fields of a new entry. The function is called after the fields have been checked. */
    abstract Function<I, T> creation(BodyFields fields);

    /** Reads the fields to change, all of which are optional. The operator is called after the fields have been checked. */
    abstract UnaryOperator<T> change(BodyFields fields);

    /** Returns a tag that changes whenever a writable field of the entry changes. */
    EntityTag tag(T thing) {
        return EntityTag.of(kind.render(thing));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::list).andPost(kind.change(), this::create))
                .any(
                        "/{id}",
                        Resource.get(READ, this::get)
                                .andPatch(kind.change(), this::update)
                                .andDelete(kind.change(), this::delete));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var page = directory(Call.of(request).useCases()).list(query(QueryParameters.of(request)));
        Responses.page(request, response, page, Json.page(page, kind.json()));
    }

    private void get(ServerRequest request, ServerResponse response) {
        read(request, response, found -> Responses.ok(request, response, kind.render(found), tag(found)));
    }

    /** Responds with the entry that the path names, or redirects to the one that replaced it in a merge. */
    final void read(ServerRequest request, ServerResponse response, Consumer<T> respond) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var found = directory(Call.of(request).useCases()).get(id);
        if (found.isPresent()) {
            respond.accept(found.get());
            return;
        }
        var successor = directory(Call.of(request).useCases()).successor(id).orElseThrow(() -> notFound(id.value()));
        Responses.moved(request, response, id.value(), successor.value());
    }

    /** Returns the problem that the path names no entry, or one that was merged. */
    private ProblemException gone(UseCases use, I id) {
        return directory(use)
                .successor(id)
                .map(successor -> new ProblemException(new Problem(
                        Status.NOT_FOUND_404,
                        "The %s %s was merged into %s; use that id.".formatted(kind.noun(), id, successor))))
                .orElseGet(() -> notFound(id.value()));
    }

    private void create(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var id = fields.givenIdOrNull("id", kind.ids()).value();
        var creation = creation(fields);
        fields.check();
        var path = request.prologue().uriPath().path();
        Writes.answer(request, response, fields.source(), use -> switch (directory(use)
                .create(id, creation)) {
            case Creation.Created<T>(var given, var made) ->
                Reply.created(path + "/" + given.value(), kind.render(made), tag(made));
            case Creation.IdTaken<T>(var taken) -> throw ProblemException.idTaken(kind.noun(), taken);
            case Creation.IdNotChosen<T> _ -> throw ProblemException.idNotChosen();
            case Creation.ReferenceNotFound<T>(var missing) -> throw referenceNotFound(missing);
        });
    }

    private void update(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.required(request);
        var change = change(fields);
        fields.checkThatOneIsGiven();
        Writes.answer(request, response, fields.source(), use -> switch (directory(use)
                .update(id, change, expected)) {
            case Update.Updated<T>(var changed) -> Reply.changed(kind.render(changed), tag(changed));
            case Update.NotFound<T> _ -> throw gone(use, id);
            case Update.NotAsExpected<T>(var changed) -> throw ProblemException.notAsExpected(kind.noun(), changed);
            case Update.ReferenceNotFound<T>(var missing) -> throw referenceNotFound(missing);
        });
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> switch (directory(use)
                .delete(id, expected)) {
            case Deletion.Deleted _ -> Reply.done();
            case Deletion.NotFound _ -> throw gone(use, id);
            case Deletion.NotAsExpected(var changed) -> throw ProblemException.notAsExpected(kind.noun(), changed);
            case Deletion.InUse(var used, var dependents) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "The %s %s can't be deleted while it has %s: %d. Remove them first."
                                .formatted(kind.noun(), used, kind.dependents(), dependents)));
        });
    }

    private Directory<I, T, Q> directory(UseCases use) {
        return kind.directory().apply(use);
    }

    private I id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return kind.ids().parse(text).orElseThrow(() -> notFound(text));
    }

    /** Returns the precondition in {@code If-Match}: the response to GET has one of its tags. */
    private Predicate<T> expected(ServerRequest request) {
        var named = EntityTag.ifMatch(request);
        return thing -> named.test(tag(thing));
    }

    private ProblemException referenceNotFound(Id missing) {
        return kind.ids() == (IdKind<?>) TeamId.KIND
                ? ProblemException.referenceNotFound("member_ids", missing)
                : ProblemException.referenceNotFound(missing);
    }

    private ProblemException notFound(String id) {
        return ProblemException.notFound(kind.noun(), id);
    }
}

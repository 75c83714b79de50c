package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.domain.access.Permission.OWN_ACCOUNT;
import static com.grow.outreach.domain.access.Permission.READ;

import com.fasterxml.jackson.core.JsonGenerator;
import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.Given;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.outreach.SaveViews;
import com.grow.outreach.application.port.in.outreach.SaveViews.Change;
import com.grow.outreach.application.port.in.outreach.SaveViews.NewView;
import com.grow.outreach.application.port.in.outreach.SaveViews.Result;
import com.grow.outreach.domain.SavedView;
import com.grow.outreach.domain.SavedView.Column;
import com.grow.outreach.domain.SavedViewId;
import com.grow.outreach.domain.TextField;
import com.grow.outreach.domain.TextFormat;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** REST adapter: {@code /api/views}. */
public record ViewRoutes(RequestBody body) implements HttpService {

    /** The first character after the printable ones of ASCII. */
    private static final char DELETE = 0x7f;

    private static final Map<String, Column> COLUMNS = Words.of(Column.values(), Column::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::list).andPost(OWN_ACCOUNT, this::create))
                .any(
                        "/{id}",
                        Resource.get(READ, this::get)
                                .andPatch(OWN_ACCOUNT, this::change)
                                .andDelete(OWN_ACCOUNT, this::delete));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var asked = parameters.page();
        parameters.check();
        var page = views(Call.of(request).useCases()).list(asked);
        Responses.page(request, response, page, Json.page(page, ViewRoutes::write));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var view = views(Call.of(request).useCases()).get(id).orElseThrow(() -> notFound(id.value()));
        Responses.ok(request, response, json(view), tag(view));
    }

    private void create(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        fields.require("name", "query");
        var id = fields.givenIdOrNull("id", SavedViewId.KIND).value();
        var name = fields.givenText("name", TextField.NAME);
        var query = query(fields);
        var columns = fields.givenWords("columns", COLUMNS);
        var shared = fields.givenBoolean("shared").value();
        fields.check();
        var path = request.prologue().uriPath().path();
        var view = new NewView(id, name.get(), query.get(), columns.or(List.of()), shared);
        answer(
                request,
                response,
                fields,
                use -> use.create(view),
                created -> Reply.created(path + "/" + created.id().value(), json(created), tag(created)));
    }

    private void change(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.required(request);
        var name = fields.givenText("name", TextField.NAME);
        var query = query(fields);
        var columns = fields.givenWords("columns", COLUMNS);
        var shared = fields.givenBoolean("shared");
        fields.checkThatOneIsGiven();
        var change = new Change(name.value(), query.value(), columns.value(), shared.value());
        answer(
                request,
                response,
                fields,
                use -> use.change(id, change, expected),
                changed -> Reply.changed(json(changed), tag(changed)));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.optional(request);
        fields.check();
        answer(request, response, fields, use -> use.delete(id, expected), _ -> Reply.done());
    }

    /** Reads the query of a view, which is valid if the list of outreaches accepts it. */
    private static Given<String> query(BodyFields fields) {
        var given = fields.givenText("query", new Query());
        if (given.value() != null) {
            try {
                var parameters = QueryParameters.parse(given.value());
                OutreachRoutes.filter(parameters);
                OutreachRoutes.sort(parameters);
                parameters.check();
            } catch (ProblemException e) {
                fields.reject(
                        "query",
                        "GET /api/outreaches rejects it: " + e.problem().detail());
            }
        }
        return given;
    }

    /** The format of queries before they are parsed. An empty one is valid: it has no filter. */
    private record Query() implements TextFormat {

        @Override
        public Reading read(String written) {
            return written.length() <= SavedView.MAX_QUERY_LENGTH
                            && written.chars().allMatch(character -> character > ' ' && character < DELETE)
                    ? new Reading.Valid(written)
                    : new Reading.Invalid("expected " + description());
        }

        @Override
        public String description() {
            return "the query of GET /api/outreaches, such as status=ready&sort=company, with up to %d characters"
                    .formatted(SavedView.MAX_QUERY_LENGTH);
        }
    }

    private static void answer(
            ServerRequest request,
            ServerResponse response,
            BodyFields fields,
            Function<SaveViews, Result> write,
            Function<SavedView, Reply> reply) {
        Writes.answer(request, response, fields.source(), use -> switch (write.apply(views(use))) {
            case Result.Saved(var view) -> reply.apply(view);
            case Result.NotFound(var missing) -> throw notFound(missing.value());
            case Result.NotAsExpected(var changed) -> throw ProblemException.notAsExpected("view", changed);
            case Result.NotYours(var other) ->
                throw new ProblemException(new Problem(
                        Status.FORBIDDEN_403,
                        "The view %s belongs to another user; only its owner and administrators can change it."
                                .formatted(other)));
            case Result.IdTaken(var taken) -> throw ProblemException.idTaken("view", taken);
            case Result.IdNotChosen _ -> throw ProblemException.idNotChosen();
            case Result.NameTaken(var name) ->
                throw refused(
                        Status.CONFLICT_409,
                        "name",
                        "another view of the same owner has the name %s; choose another name"
                                .formatted(Words.quote(name)));
            case Result.TooMany(int limit) ->
                throw refused(
                        Status.CONFLICT_409,
                        "name",
                        "the limit of %d views is reached; delete one first".formatted(limit));
            case Result.NoOwner _ ->
                throw refused(
                        Status.UNPROCESSABLE_CONTENT_422,
                        "shared",
                        "a private view needs an owner, and the request names no user");
        });
    }

    private static ProblemException refused(Status status, String field, String detail) {
        return new ProblemException(
                new Problem(status, field + ": " + detail, List.of(new InvalidField(field, detail))));
    }

    private static Predicate<SavedView> expected(ServerRequest request) {
        var named = EntityTag.ifMatch(request);
        return view -> named.test(tag(view));
    }

    private static SaveViews views(UseCases use) {
        return use.outreaches().views();
    }

    private static SavedViewId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return SavedViewId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("view", id);
    }

    private static EntityTag tag(SavedView view) {
        return EntityTag.of(json(view));
    }

    private static byte[] json(SavedView view) {
        return Json.bytes(out -> write(out, view));
    }

    private static void write(JsonGenerator json, SavedView view) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", view.id().value());
        json.writeStringField("name", view.name());
        json.writeStringField("query", view.query());
        json.writeArrayFieldStart("columns");
        for (var column : view.columns()) {
            json.writeString(column.value());
        }
        json.writeEndArray();
        json.writeBooleanField("shared", view.shared());
        var owner = view.owner();
        json.writeStringField("owner_id", owner == null ? null : owner.value());
        json.writeEndObject();
    }
}

package com.grow.outreach.adapter.rest.directory;

import com.grow.outreach.adapter.rest.answer.Json;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.UseCases;
import com.grow.outreach.application.port.in.directory.Merging;
import com.grow.outreach.application.port.in.directory.Merging.Result;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.CompanyMerge;
import com.grow.outreach.domain.Id;
import com.grow.outreach.domain.IdKind;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.PersonMerge;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.function.Function;

/**
 * REST adapter: {@code POST /api/people/:id/merge} and {@code POST /api/companies/:id/merge}.
 *
 * @param <I> the type of the ids
 * @param <M> the type of the merges
 */
final class MergeRoute<I extends Id, M> implements Handler {

    private final Kind<I, M> kind;
    private final RequestBody body;

    private MergeRoute(Kind<I, M> kind, RequestBody body) {
        this.kind = kind;
        this.body = body;
    }

    /** The differences between people and companies. */
    private record Kind<I extends Id, M>(
            String noun, IdKind<I> ids, Function<UseCases, Merging<I, M>> merging, Rendering<M> rendering) {}

    /** Renders a merge as JSON. */
    @FunctionalInterface
    private interface Rendering<M> {
        Json.Item<Result.Merged<M>> of(boolean dryRun);
    }

    static MergeRoute<PersonId, PersonMerge> ofPeople(RequestBody body, ContactFormats formats) {
        var merges = new MergeJson(new PersonJson(formats));
        var kind = new Kind<>(
                "person",
                PersonId.KIND,
                use -> use.directory().mergePeople(),
                dryRun -> (json, merged) -> merges.people(json, merged, dryRun));
        return new MergeRoute<>(kind, body);
    }

    static MergeRoute<CompanyId, CompanyMerge> ofCompanies(RequestBody body) {
        var kind = new Kind<>(
                "company",
                CompanyId.KIND,
                use -> use.directory().mergeCompanies(),
                dryRun -> (json, merged) -> MergeJson.companies(json, merged, dryRun));
        return new MergeRoute<>(kind, body);
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        var text = request.path().pathParameters().get("id");
        var from = kind.ids().parse(text).orElseThrow(() -> ProblemException.notFound(kind.noun(), text));
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var into = fields.id("into", kind.ids());
        boolean dryRun = fields.flag("dry_run");
        var cause = Causes.of(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(kind.merging().apply(use).merge(from, into.orElseThrow(), cause, dryRun), dryRun));
    }

    private Reply reply(Result<M> result, boolean dryRun) {
        return switch (result) {
            case Result.Merged<M> merged ->
                Reply.ok(Json.bytes(json -> kind.rendering().of(dryRun).writeTo(json, merged)));
            case Result.NotFound<M>(var missing) -> throw ProblemException.notFound(kind.noun(), missing.value());
            case Result.MergedBefore<M>(var merged, var successor) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409,
                        "The %s %s was merged into %s before.".formatted(kind.noun(), merged, successor)));
            case Result.IntoNotFound<M>(var missing) ->
                throw invalid("there is no %s '%s'".formatted(kind.noun(), missing));
            case Result.SameRecord<M>(var same) ->
                throw invalid("is the same %s, %s; name another one".formatted(kind.noun(), same));
        };
    }

    private static ProblemException invalid(String detail) {
        return new ProblemException(new Problem(
                Status.UNPROCESSABLE_CONTENT_422, "into: " + detail, List.of(new InvalidField("into", detail))));
    }
}

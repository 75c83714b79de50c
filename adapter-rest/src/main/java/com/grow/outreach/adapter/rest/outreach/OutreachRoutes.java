package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.domain.access.Permission.READ;
import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.EntityTag;
import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.directory.PersonJson;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.FilterSource;
import com.grow.outreach.adapter.rest.request.FilterValues;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.port.in.outreach.AssignSequence;
import com.grow.outreach.application.port.in.outreach.DeleteOutreach;
import com.grow.outreach.application.port.in.outreach.ExpandOutreaches.Reference;
import com.grow.outreach.application.port.in.outreach.OutreachUseCases;
import com.grow.outreach.application.port.in.outreach.TransitionOutreach;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.application.query.SliceRequest;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.Outreach;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import com.grow.outreach.domain.contact.ContactFormats;
import io.helidon.http.Status;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * REST adapter: {@code /api/outreaches} and its subpaths, the documented API.
 *
 * @param person the writer of people
 * @param open the handler that creates outreaches
 */
public record OutreachRoutes(RequestBody body, PersonJson person, Handler open) implements HttpService {

    static final Map<String, Channel> CHANNELS = Words.of(Channel.values(), Channel::value);
    static final Map<String, OutreachState> STATES = Words.of(OutreachState.values(), OutreachState::value);
    private static final Map<String, OutreachSort.Key> SORTS = Words.ofNames(EnumSet.allOf(OutreachSort.Key.class));
    private static final Map<String, Reference> REFERENCES = Words.ofNames(EnumSet.allOf(Reference.class));

    /**
     * Creates the routes.
     *
     * @param formats the formats of contact data
     */
    public OutreachRoutes(RequestBody body, ContactFormats formats) {
        this(body, new PersonJson(formats), new OpenRoute(body, formats));
    }

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::list).andPost(WORK, open))
                .any("/states", Resource.get(READ, OutreachRoutes::states))
                .any("/stats", Resource.get(READ, this::stats))
                .any(
                        "/{id}",
                        Resource.get(READ, this::get)
                                .andPatch(WORK, this::update)
                                .andDelete(WORK, this::delete))
                .any("/{id}/transitions", Resource.get(READ, this::transitions))
                .any("/{id}/transition_to", Resource.patch(WORK, this::transitionTo))
                .any("/{id}/start_enrichment", Resource.patch(WORK, this::startEnrichment));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var filter = filter(parameters);
        var expand = parameters.words("expand", REFERENCES);
        var cursor = parameters.cursor();
        if (cursor == null) {
            var query = query(filter, parameters);
            parameters.check();
            var page = outreaches(request).list().list(query);
            Responses.page(request, response, page, OutreachJson.page(page, expansion(request, page.items(), expand)));
        } else {
            parameters.refuseBeside("cursor", "sort", "direction", "page");
            int size = parameters.size();
            parameters.check();
            var slice = outreaches(request).walk().walk(filter, new SliceRequest(cursor.after(), size));
            Responses.slice(
                    request,
                    response,
                    slice,
                    OutreachJson.slice(slice, size, expansion(request, slice.items(), expand)));
        }
    }

    private Expansion expansion(ServerRequest request, List<Outreach> outreaches, Set<Reference> wanted) {
        return Expansion.of(wanted, outreaches(request).expand().expand(outreaches, wanted), person);
    }

    private static OutreachQuery query(OutreachFilter filter, QueryParameters parameters) {
        return new OutreachQuery(filter, sort(parameters), parameters.page());
    }

    /** Returns the order of a list of outreaches. */
    static OutreachSort sort(QueryParameters parameters) {
        var key = parameters.word("sort", SORTS);
        var direction = parameters.direction();
        return key == null ? OutreachSort.NEWEST_FIRST : new OutreachSort(key, direction);
    }

    /** Returns the filters of a list of outreaches. */
    static OutreachFilter filter(FilterSource source) {
        var values = new FilterValues(source);
        return new OutreachFilter(
                values.words("channel", CHANNELS),
                values.ids("person_id", PersonId.KIND),
                values.ids("company_id", CompanyId.KIND),
                values.idsOrNone("sequence_id", SequenceId.KIND),
                values.words("status", STATES),
                values.idsOrNone("owner", UserId.KIND),
                values.text("person"),
                values.period("created_after", "created_before"),
                values.period("changed_after", "changed_before"));
    }

    private void stats(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var filter = filter(parameters);
        parameters.check();
        Responses.ok(
                request,
                response,
                OutreachJson.stats(outreaches(request).count().count(filter)));
    }

    private static void states(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        Responses.ok(request, response, OutreachJson.states());
    }

    private void transitions(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var parameters = QueryParameters.of(request);
        var page = parameters.page();
        parameters.check();
        outreaches(request)
                .transitions()
                .list(id, page)
                .ifPresentOrElse(
                        history -> Responses.page(request, response, history, OutreachJson.transitions(history)),
                        () -> redirect(id, request, response));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        var parameters = QueryParameters.of(request);
        var expand = parameters.words("expand", REFERENCES);
        parameters.check();
        outreaches(request)
                .get()
                .get(id)
                .ifPresentOrElse(
                        outreach -> Responses.ok(
                                request,
                                response,
                                OutreachJson.outreach(outreach, expansion(request, List.of(outreach), expand))),
                        () -> redirect(id, request, response));
    }

    private void delete(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.optional(request);
        var cause = Causes.of(request);
        fields.check();
        Writes.answer(request, response, fields.source(), use -> switch (use.outreaches()
                .delete()
                .delete(id, cause, expected)) {
            case DeleteOutreach.Result.Deleted _ -> Reply.done();
            case DeleteOutreach.Result.OutreachNotFound(var missing) -> throw notFound(missing.value());
            case DeleteOutreach.Result.NotAsExpected(var changed) -> throw changed(changed);
            case DeleteOutreach.Result.HasHistory(var kept, var reason) ->
                throw new ProblemException(new Problem(
                        Status.CONFLICT_409, "Outreach %s can't be deleted, because %s.".formatted(kept, reason)));
        });
    }

    private void update(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var expected = expected(request);
        var fields = body.required(request);
        var sequenceId = fields.nullableId("sequence_id", SequenceId.KIND);
        var cause = Causes.of(request);
        boolean dryRun = fields.flag("dry_run");
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> update(use.outreaches().assignSequence(), id, sequenceId, cause, dryRun, expected));
    }

    private static Reply update(
            AssignSequence use,
            OutreachId id,
            Optional<SequenceId> sequenceId,
            Cause cause,
            boolean dryRun,
            Predicate<Outreach> expected) {
        var result = sequenceId
                .map(sequence -> use.assign(id, sequence, cause, dryRun, expected))
                .orElseGet(() -> use.unassign(id, cause, dryRun, expected));
        return switch (result) {
            case AssignSequence.Result.Updated(var outreach) ->
                dryRun ? Reply.ok(OutreachJson.wouldBe(outreach)) : Reply.changed(OutreachJson.outreach(outreach));
            case AssignSequence.Result.OutreachNotFound(var missing) -> throw notFound(missing.value());
            case AssignSequence.Result.NotAsExpected(var changed) -> throw changed(changed);
            case AssignSequence.Result.SequenceNotFound(var missing) ->
                throw ProblemException.referenceNotFound(missing);
        };
    }

    private void transitionTo(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var state = fields.word("state", STATES);
        var cause = Causes.of(request, fields);
        move(request, response, id, fields, state, cause);
    }

    private void startEnrichment(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        move(request, response, id, body.optional(request), Optional.of(OutreachState.ENRICHMENT), Causes.of(request));
    }

    private void move(
            ServerRequest request,
            ServerResponse response,
            OutreachId id,
            BodyFields fields,
            Optional<OutreachState> state,
            Cause cause) {
        var expected = expected(request);
        boolean dryRun = fields.flag("dry_run");
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(
                        use.outreaches().transition().transitionTo(id, state.orElseThrow(), cause, dryRun, expected),
                        dryRun));
    }

    private static Reply reply(TransitionOutreach.Result result, boolean dryRun) {
        return switch (result) {
            case TransitionOutreach.Result.Moved(var outreach) -> Reply.ok(OutreachJson.currentState(outreach, dryRun));
            case TransitionOutreach.Result.OutreachNotFound(var missing) -> throw notFound(missing.value());
            case TransitionOutreach.Result.NotAsExpected(var changed) -> throw changed(changed);
            case TransitionOutreach.Result.Refused(var refused, var reason) ->
                throw new ProblemException(
                        new Problem(Status.CONFLICT_409, "Outreach %s %s.".formatted(refused, reason.detail())));
        };
    }

    /** Returns the precondition in {@code If-Match}: the response to GET has one of its tags. */
    private static Predicate<Outreach> expected(ServerRequest request) {
        var named = EntityTag.ifMatch(request);
        return outreach -> named.test(EntityTag.of(OutreachJson.outreach(outreach)));
    }

    private static OutreachId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return OutreachId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    /** Redirects to the outreach that replaced this one in a merge of people. */
    private void redirect(OutreachId id, ServerRequest request, ServerResponse response) {
        var successor = outreaches(request).get().successor(id).orElseThrow(() -> notFound(id.value()));
        Responses.moved(request, response, id.value(), successor.value());
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("outreach", id);
    }

    private static ProblemException changed(OutreachId id) {
        return ProblemException.notAsExpected("outreach", id);
    }

    private static OutreachUseCases outreaches(ServerRequest request) {
        return Call.of(request).useCases().outreaches();
    }
}

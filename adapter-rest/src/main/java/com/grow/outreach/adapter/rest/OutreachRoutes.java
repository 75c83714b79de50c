package com.grow.outreach.adapter.rest;

import static io.helidon.http.Method.GET;
import static io.helidon.http.Method.PATCH;
import static java.util.stream.Collectors.toMap;

import com.grow.outreach.application.port.in.AssignSequence;
import com.grow.outreach.application.port.in.BatchAssignSequence;
import com.grow.outreach.application.port.in.OutreachUseCases;
import com.grow.outreach.application.port.in.StartEnrichment;
import com.grow.outreach.application.query.Direction;
import com.grow.outreach.application.query.OutreachFilter;
import com.grow.outreach.application.query.OutreachQuery;
import com.grow.outreach.application.query.OutreachSort;
import com.grow.outreach.domain.Channel;
import com.grow.outreach.domain.CompanyId;
import com.grow.outreach.domain.OutreachId;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.PersonId;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** REST adapter: the documented API, {@code /api/outreaches} and what is below it. */
record OutreachRoutes(OutreachUseCases useCases, RequestBody body) implements HttpService {

    private static final Map<String, Channel> CHANNELS = words(Channel.values(), Channel::value);
    private static final Map<String, OutreachState> STATES = words(OutreachState.values(), OutreachState::value);
    private static final Map<String, OutreachSort.Key> SORTS = sorts();
    private static final Map<String, Direction> DIRECTIONS =
            words(Direction.values(), direction -> direction.name().toLowerCase(Locale.ROOT));

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list))
                .any("/batch_assign", Resource.of(PATCH, this::batchAssign))
                .any("/batch_start_enrichment", Resource.of(PATCH, this::batchStartEnrichment))
                .any("/states", Resource.of(GET, OutreachRoutes::states))
                .any("/stats", Resource.of(GET, this::stats))
                .any("/{id}", Resource.of(GET, this::get, PATCH, this::update))
                .any("/{id}/transitions", Resource.of(GET, this::transitions))
                .any("/{id}/start_enrichment", Resource.of(PATCH, this::startEnrichment));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var query = query(request);
        Responses.ok(request, response, OutreachJson.page(useCases.list().list(query)));
    }

    private static OutreachQuery query(ServerRequest request) {
        var parameters = QueryParameters.of(request);
        var filter = filter(parameters);
        var key = parameters.word("sort", SORTS);
        var direction = parameters.word("direction", DIRECTIONS);
        var page = parameters.page();
        parameters.check();
        var sort = key == null
                ? OutreachSort.NEWEST_FIRST
                : new OutreachSort(key, direction == null ? Direction.ASC : direction);
        return new OutreachQuery(filter, sort, page);
    }

    private static OutreachFilter filter(QueryParameters parameters) {
        return new OutreachFilter(
                parameters.word("channel", CHANNELS),
                parameters.id("person_id", PersonId.KIND),
                parameters.id("company_id", CompanyId.KIND),
                parameters.id("sequence_id", SequenceId.KIND),
                parameters.word("status", STATES),
                parameters.id("owner", UserId.KIND));
    }

    private void stats(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var filter = filter(parameters);
        parameters.check();
        Responses.ok(request, response, OutreachJson.stats(useCases.count().count(filter)));
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
        var history = useCases.transitions().list(id, page).orElseThrow(() -> notFound(id.value()));
        Responses.ok(request, response, OutreachJson.transitions(history));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var outreach = useCases.get().get(id).orElseThrow(() -> notFound(id.value()));
        Responses.ok(request, response, OutreachJson.outreach(outreach));
    }

    private void update(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var sequenceId = fields.nullableId("sequence_id", SequenceId.KIND);
        fields.check();
        var result = sequenceId
                .map(sequence -> useCases.assignSequence().assign(id, sequence))
                .orElseGet(() -> useCases.assignSequence().unassign(id));
        switch (result) {
            case AssignSequence.Result.Updated(var outreach) ->
                Responses.ok(request, response, OutreachJson.outreach(outreach));
            case AssignSequence.Result.OutreachNotFound(var missing) -> throw notFound(missing.value());
            case AssignSequence.Result.SequenceNotFound(var missing) -> throw sequenceNotFound(missing);
        }
    }

    private void startEnrichment(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        body.optional(request).check();
        switch (useCases.startEnrichment().startEnrichment(id)) {
            case StartEnrichment.Result.Started(var outreach) ->
                Responses.ok(request, response, OutreachJson.currentState(outreach));
            case StartEnrichment.Result.OutreachNotFound(var missing) -> throw notFound(missing.value());
            case StartEnrichment.Result.Refused(var refused, var reason) ->
                throw new ProblemException(
                        new Problem(Status.CONFLICT_409, "Outreach %s %s.".formatted(refused, reason.detail())));
        }
    }

    private void batchAssign(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var sequenceId = fields.id("sequence_id", SequenceId.KIND);
        var batch = fields.batch("outreach_ids");
        fields.check();
        switch (useCases.batchAssignSequence().assign(sequenceId.orElseThrow(), batch.orElseThrow())) {
            case BatchAssignSequence.Result.Assigned(var count, var sequence, var refusals) ->
                Responses.ok(request, response, OutreachJson.assigned(count, sequence.name(), refusals));
            case BatchAssignSequence.Result.SequenceNotFound(var missing) -> throw sequenceNotFound(missing);
        }
    }

    private void batchStartEnrichment(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var batch = fields.batch("outreach_ids");
        fields.check();
        var result = useCases.batchStartEnrichment().startEnrichment(batch.orElseThrow());
        Responses.ok(request, response, OutreachJson.started(result.successCount(), result.refusals()));
    }

    private static OutreachId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return OutreachId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return new ProblemException(
                new Problem(Status.NOT_FOUND_404, "There is no outreach %s.".formatted(Words.quote(id))));
    }

    private static ProblemException sequenceNotFound(SequenceId id) {
        var error = new InvalidField("sequence_id", "there is no sequence %s".formatted(Words.quote(id.value())));
        return new ProblemException(
                new Problem(Status.UNPROCESSABLE_CONTENT_422, "sequence_id: " + error.detail(), List.of(error)));
    }

    private static <T> Map<String, T> words(T[] values, Function<T, String> word) {
        return Arrays.stream(values).collect(toMap(word, Function.identity(), (one, other) -> one, LinkedHashMap::new));
    }

    private static Map<String, OutreachSort.Key> sorts() {
        var sorts = new LinkedHashMap<String, OutreachSort.Key>();
        sorts.put("channel", OutreachSort.Key.CHANNEL);
        sorts.put("company", OutreachSort.Key.COMPANY);
        sorts.put("status", OutreachSort.Key.STATUS);
        sorts.put("sequence", OutreachSort.Key.SEQUENCE);
        sorts.put("owner", OutreachSort.Key.OWNER);
        return sorts;
    }
}

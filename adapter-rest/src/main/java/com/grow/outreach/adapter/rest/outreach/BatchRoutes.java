package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.request.BodyFields;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.job.OutreachChange;
import com.grow.outreach.application.job.OutreachChange.Assignment;
import com.grow.outreach.application.job.OutreachChange.Move;
import com.grow.outreach.application.job.OutreachChange.Unassignment;
import com.grow.outreach.application.port.in.outreach.BatchAssignSequence;
import com.grow.outreach.application.port.in.outreach.BatchTransitionOutreach;
import com.grow.outreach.application.port.in.outreach.ForecastBatch;
import com.grow.outreach.application.port.in.outreach.OutreachSelection;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.OutreachState;
import com.grow.outreach.domain.SequenceId;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;

/** REST adapter: {@code /api/outreaches/batch_…}, the batch changes of outreaches. */
public record BatchRoutes(RequestBody body) implements HttpService {

    @Override
    public void routing(HttpRules rules) {
        rules.any("/batch_assign", Resource.patch(WORK, this::assign))
                .any("/batch_transition_to", Resource.patch(WORK, this::transitionTo))
                .any("/batch_start_enrichment", Resource.patch(WORK, this::startEnrichment))
                .any("/batch_outlook", Resource.post(WORK, this::outlook));
    }

    private void assign(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var sequenceId = fields.nullableId("sequence_id", SequenceId.KIND);
        var selection = BatchSelection.of(fields);
        boolean dryRun = fields.flag("dry_run");
        var cause = Causes.of(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(
                        use.outreaches()
                                .batchAssignSequence()
                                .assign(sequenceId.orElse(null), selection.orElseThrow(), cause, dryRun),
                        dryRun));
    }

    private static Reply reply(BatchAssignSequence.Result result, boolean dryRun) {
        return switch (result) {
            case BatchAssignSequence.Result.Assigned(var count, var sequence, var refusals, var job) ->
                Reply.ok(OutreachJson.assigned(count, sequence, refusals, dryRun))
                        .undoneAt(JobRoutes.undo(job));
            case BatchAssignSequence.Result.Queued(var job) -> JobRoutes.accepted(job);
            case BatchAssignSequence.Result.SequenceNotFound(var missing) ->
                throw ProblemException.referenceNotFound(missing);
        };
    }

    private void transitionTo(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var state = fields.word("state", OutreachRoutes.STATES);
        var selection = BatchSelection.of(fields);
        var cause = Causes.of(request, fields);
        move(request, response, fields, state, selection, cause);
    }

    private void startEnrichment(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var selection = BatchSelection.of(fields);
        move(request, response, fields, Optional.of(OutreachState.ENRICHMENT), selection, Causes.of(request));
    }

    private void move(
            ServerRequest request,
            ServerResponse response,
            BodyFields fields,
            Optional<OutreachState> state,
            Optional<? extends OutreachSelection> selection,
            Cause cause) {
        boolean dryRun = fields.flag("dry_run");
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(
                        use.outreaches()
                                .batchTransition()
                                .transitionTo(state.orElseThrow(), selection.orElseThrow(), cause, dryRun),
                        dryRun));
    }

    private static Reply reply(BatchTransitionOutreach.Result result, boolean dryRun) {
        return switch (result) {
            case BatchTransitionOutreach.Result.Moved(var count, var refusals, var job) ->
                Reply.ok(OutreachJson.moved(count, refusals, dryRun)).undoneAt(JobRoutes.undo(job));
            case BatchTransitionOutreach.Result.Queued(var job) -> JobRoutes.accepted(job);
        };
    }

    private void outlook(ServerRequest request, ServerResponse response) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var change = change(fields);
        var selection = BatchSelection.of(fields);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(use.outreaches().forecastBatch().forecast(change.orElseThrow(), selection.orElseThrow())));
    }

    /** Reads the change; empty if {@link BodyFields#check} will reject the request. */
    private static Optional<OutreachChange> change(BodyFields fields) {
        boolean assigns = fields.isGiven("sequence_id");
        if (fields.isGiven("state")) {
            return assigns
                    ? fields.reject("state", "can't be given together with 'sequence_id'")
                    : fields.word("state", OutreachRoutes.STATES).map(Move::new);
        }
        if (!assigns) {
            return fields.reject("state", "is required, or 'sequence_id' instead");
        }
        return fields.nullableId("sequence_id", SequenceId.KIND)
                .<OutreachChange>map(Assignment::new)
                .or(() -> Optional.of(new Unassignment()));
    }

    private static Reply reply(ForecastBatch.Result result) {
        return switch (result) {
            case ForecastBatch.Result.Counted(var outlook) -> Reply.ok(OutlookJson.outlook(outlook));
            case ForecastBatch.Result.SequenceNotFound(var missing) ->
                throw ProblemException.referenceNotFound(missing);
        };
    }
}

package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.domain.access.Permission.READ;
import static com.grow.outreach.domain.access.Permission.WORK;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.job.JobStatus;
import com.grow.outreach.application.port.in.outreach.StopJob;
import com.grow.outreach.application.port.in.outreach.UndoJob;
import com.grow.outreach.application.retention.Retention;
import com.grow.outreach.domain.JobId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** REST adapter: {@code /api/jobs}, the changes that are too large for one request. */
public record JobRoutes(RequestBody body) implements HttpService {

    private static final String PATH = "/api/jobs";
    private static final Map<String, JobStatus> STATUSES = Words.of(JobStatus.values(), JobStatus::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::list))
                .any("/{id}", Resource.get(READ, this::get))
                .any("/{id}/stop", Resource.patch(WORK, this::stop))
                .any("/{id}/undo", Resource.post(WORK, this::undo));
    }

    /** Returns the response to a request that created a job. */
    public static Reply accepted(Job job) {
        return Reply.accepted(PATH + "/" + job.id(), JobJson.job(job, List.of()));
    }

    /** Returns the path of the request that undoes a job, or null if there is no job. */
    static @Nullable String undo(@Nullable JobId id) {
        return id == null ? null : PATH + "/" + id + "/undo";
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var status = parameters.word("status", STATUSES);
        var page = parameters.page();
        parameters.check();
        var jobs = Call.of(request).useCases().outreaches().listJobs().list(status, page);
        Responses.page(request, response, jobs, JobJson.page(jobs));
    }

    private void get(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var report = Call.of(request).useCases().outreaches().getJob().get(id).orElseThrow(() -> notFound(id.value()));
        Responses.ok(request, response, JobJson.job(report.job(), report.refusals()));
    }

    private void stop(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(use.outreaches().stopJob().stop(id)));
    }

    private static Reply reply(StopJob.Result result) {
        return switch (result) {
            case StopJob.Result.Stopped(var job) -> Reply.ok(JobJson.job(job, List.of()));
            case StopJob.Result.Ended(var job) ->
                throw conflict("Job %s can't be stopped; it is %s."
                        .formatted(job.id(), job.status().value()));
            case StopJob.Result.JobNotFound(var missing) -> throw notFound(missing.value());
        };
    }

    private void undo(ServerRequest request, ServerResponse response) {
        var id = id(request);
        QueryParameters.rejectAll(request);
        var fields = body.optional(request);
        boolean dryRun = fields.flag("dry_run");
        var cause = Causes.of(request);
        fields.check();
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> reply(use.outreaches().undoJob().undo(id, cause, dryRun)));
    }

    private static Reply reply(UndoJob.Result result) {
        return switch (result) {
            case UndoJob.Result.Queued(var job) -> accepted(job);
            case UndoJob.Result.StillRunning(var running) ->
                throw conflict("Job %s is still running; stop it before you undo it.".formatted(running));
            case UndoJob.Result.UndoneBy(var undone, var undo) ->
                throw conflict("Job %s was already undone by job %s.".formatted(undone, undo));
            case UndoJob.Result.NothingToUndo(var id) ->
                throw conflict("Job %s can't be undone; it changed no outreach, or it ended more than %d hours ago."
                        .formatted(id, Retention.UNDO.toHours()));
            case UndoJob.Result.JobNotFound(var missing) -> throw notFound(missing.value());
        };
    }

    private static ProblemException conflict(String detail) {
        return new ProblemException(new Problem(Status.CONFLICT_409, detail));
    }

    private static JobId id(ServerRequest request) {
        var text = request.path().pathParameters().get("id");
        return JobId.KIND.parse(text).orElseThrow(() -> notFound(text));
    }

    private static ProblemException notFound(String id) {
        return ProblemException.notFound("job", id);
    }
}

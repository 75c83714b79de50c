package com.grow.outreach.adapter.rest.directory;

import static io.helidon.http.Method.GET;
import static io.helidon.http.Method.POST;

import com.grow.outreach.adapter.rest.answer.Reply;
import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.answer.Writes;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Causes;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.adapter.rest.request.RequestBody;
import com.grow.outreach.application.duplicate.DuplicateKind;
import com.grow.outreach.application.job.Job;
import com.grow.outreach.application.port.in.directory.FindDuplicates;
import com.grow.outreach.domain.Cause;
import com.grow.outreach.domain.Confidence;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.function.Function;

/**
 * REST adapter: {@code /api/duplicates}.
 *
 * @param duplicates the use cases
 * @param accepted makes the response to a request that started a job
 */
public record DuplicateRoutes(FindDuplicates duplicates, Writes writes, RequestBody body, Function<Job, Reply> accepted)
        implements HttpService {

    private static final Map<String, DuplicateKind> KINDS = Words.of(DuplicateKind.values(), DuplicateKind::value);
    private static final Map<String, Confidence> CONFIDENCES = Words.of(Confidence.values(), Confidence::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.of(GET, this::list))
                .any(
                        "/search",
                        Resource.of(POST, (request, response) -> start(request, response, FindDuplicates::search)))
                .any(
                        "/merge_exact",
                        Resource.of(POST, (request, response) -> start(request, response, FindDuplicates::mergeExact)));
    }

    private void list(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var kind = parameters.word("kind", KINDS);
        var confidence = parameters.word("confidence", CONFIDENCES);
        var page = parameters.page();
        parameters.check();
        if (kind == null) {
            throw new ProblemException(Problem.invalid("kind", "is required; " + Words.oneOf(KINDS.keySet())));
        }
        if (kind == DuplicateKind.PEOPLE) {
            var found = duplicates.people(confidence, page);
            Responses.page(request, response, found, MergeJson.people(found));
        } else {
            var found = duplicates.companies(confidence, page);
            Responses.page(request, response, found, MergeJson.companies(found));
        }
    }

    /** A use case that starts a job. */
    @FunctionalInterface
    private interface Start {
        Job of(FindDuplicates duplicates, DuplicateKind kind, Cause cause);
    }

    private void start(ServerRequest request, ServerResponse response, Start start) {
        QueryParameters.rejectAll(request);
        var fields = body.required(request);
        var kind = fields.word("kind", KINDS);
        var cause = Causes.of(request);
        fields.check();
        writes.answer(
                request,
                response,
                fields.source(),
                use -> accepted.apply(start.of(use.directory().duplicates(), kind.orElseThrow(), cause)));
    }
}

package com.grow.outreach.adapter.rest.directory;

import static com.grow.outreach.domain.access.Permission.MANAGE;
import static com.grow.outreach.domain.access.Permission.READ;

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
 * @param person the writer of people
 * @param accepted makes the response to a request that started a job
 */
public record DuplicateRoutes(RequestBody body, PersonJson person, Function<Job, Reply> accepted)
        implements HttpService {

    private static final Map<String, DuplicateKind> KINDS = Words.of(DuplicateKind.values(), DuplicateKind::value);
    private static final Map<String, Confidence> CONFIDENCES = Words.of(Confidence.values(), Confidence::value);

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, this::list))
                .any(
                        "/search",
                        Resource.post(MANAGE, (request, response) -> start(request, response, FindDuplicates::search)))
                .any(
                        "/merge_exact",
                        Resource.post(
                                MANAGE, (request, response) -> start(request, response, FindDuplicates::mergeExact)));
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
            var found = duplicates(request).people(confidence, page);
            Responses.page(request, response, found, new MergeJson(person).people(found));
        } else {
            var found = duplicates(request).companies(confidence, page);
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
        Writes.answer(
                request,
                response,
                fields.source(),
                use -> accepted.apply(start.of(use.directory().duplicates(), kind.orElseThrow(), cause)));
    }

    private static FindDuplicates duplicates(ServerRequest request) {
        return Call.of(request).useCases().directory().duplicates();
    }
}

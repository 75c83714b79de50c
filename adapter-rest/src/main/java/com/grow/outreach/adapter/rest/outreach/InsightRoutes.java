package com.grow.outreach.adapter.rest.outreach;

import static com.grow.outreach.domain.access.Permission.READ;

import com.grow.outreach.adapter.rest.answer.Resource;
import com.grow.outreach.adapter.rest.answer.Responses;
import com.grow.outreach.adapter.rest.problem.InvalidField;
import com.grow.outreach.adapter.rest.problem.Problem;
import com.grow.outreach.adapter.rest.problem.ProblemException;
import com.grow.outreach.adapter.rest.problem.Words;
import com.grow.outreach.adapter.rest.request.Call;
import com.grow.outreach.adapter.rest.request.QueryParameters;
import com.grow.outreach.application.port.in.outreach.ReadInsights;
import com.grow.outreach.application.query.InsightFilter;
import com.grow.outreach.application.query.InsightFilter.All;
import com.grow.outreach.application.query.InsightFilter.InSequence;
import com.grow.outreach.application.query.InsightFilter.OfOwner;
import com.grow.outreach.application.query.InsightFilter.OverChannel;
import com.grow.outreach.application.query.InsightGrouping;
import com.grow.outreach.application.query.InsightPeriod;
import com.grow.outreach.domain.SequenceId;
import com.grow.outreach.domain.UserId;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** REST adapter: {@code /api/insights}. */
public record InsightRoutes() implements HttpService {

    private static final Map<String, InsightGrouping> GROUPINGS = Words.ofNames(EnumSet.allOf(InsightGrouping.class));

    @Override
    public void routing(HttpRules rules) {
        rules.any("/", Resource.get(READ, InsightRoutes::read))
                .any("/groups", Resource.get(READ, InsightRoutes::groups));
    }

    private static void read(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var from = parameters.date("from");
        var to = parameters.date("to");
        var filter = filter(parameters);
        parameters.check();
        var insights = insights(request);
        var period = period(insights, from, to);
        if (filter instanceof InSequence) {
            requireAllGroups(insights, "sequence_id");
        } else if (filter instanceof OverChannel) {
            requireAllGroups(insights, "channel");
        }
        Responses.ok(request, response, InsightJson.insights(insights.read(period, filter)));
    }

    private static void groups(ServerRequest request, ServerResponse response) {
        var parameters = QueryParameters.of(request);
        var by = parameters.word("by", GROUPINGS);
        var from = parameters.date("from");
        var to = parameters.date("to");
        var page = parameters.page();
        parameters.check();
        if (by == null) {
            throw new ProblemException(Problem.invalid("by", "is required; " + Words.oneOf(GROUPINGS.keySet())));
        }
        var insights = insights(request);
        var period = period(insights, from, to);
        if (by != InsightGrouping.OWNER) {
            requireAllGroups(insights, "by");
        }
        var groups = insights.groups(period, by, page);
        Responses.page(request, response, groups, InsightJson.groups(groups));
    }

    /** Reads the filter, which is at most one of the parameters. */
    private static InsightFilter filter(QueryParameters parameters) {
        var owner = parameters.id("owner", UserId.KIND);
        var sequence = parameters.id("sequence_id", SequenceId.KIND);
        var channel = parameters.word("channel", OutreachRoutes.CHANNELS);
        if (owner != null) {
            parameters.refuseBeside("owner", "sequence_id", "channel");
            return new OfOwner(owner);
        }
        if (sequence != null) {
            parameters.refuseBeside("sequence_id", "channel");
            return new InSequence(sequence);
        }
        return channel == null ? new All() : new OverChannel(channel);
    }

    private static InsightPeriod period(ReadInsights insights, @Nullable LocalDate from, @Nullable LocalDate to) {
        return insights.period(from, to)
                .orElseThrow(() -> new ProblemException(Problem.invalid(
                        "from",
                        "must not be after 'to', and the period has at most %d weeks"
                                .formatted(InsightPeriod.MAX_WEEKS))));
    }

    private static void requireAllGroups(ReadInsights insights, String parameter) {
        if (!insights.seesAllGroups()) {
            var detail = "needs a role that sees everything; a rep can choose outreaches only by owner";
            throw new ProblemException(new Problem(
                    Status.UNPROCESSABLE_CONTENT_422,
                    parameter + ": " + detail,
                    List.of(new InvalidField(parameter, detail))));
        }
    }

    private static ReadInsights insights(ServerRequest request) {
        return Call.of(request).useCases().outreaches().insights();
    }
}
